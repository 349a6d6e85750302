import CruxStore

/// What `crux search` was asked, taken from its arguments.
struct SearchTask: Equatable {
  var words: [String] = []
  var filters: [SearchFilter] = []
  var order = SearchRequest.Order.best
  var limit = 10
  var offset = 0
  var reading = ReadingValues()
  var form = ListingForm()

  /// Prints what is found; throws the exit code where that is nothing.
  func run() throws {
    var query = parseQuery(words.reduce("") { $0.isEmpty ? $1 : $0 + " " + $1 })
    query.filters += filters
    let corpus = try CorpusOptions.corpus(at: reading.folder)
    let store = try openIndex(of: corpus, reading)
    var request = SearchRequest(query, order: order, limit: limit, offset: offset)
    if query.filters.contains(where: { $0.key == .standing }) {
      request.statements = try statementsByStanding(in: store)
    }
    let result = try store.search(request)
    try form.print(Listing(result, of: query)) { page in
      SearchPage(result: result, query: query, root: corpus.root).write(to: &page)
    }
    if result.hits.isEmpty { throw ExitStatus.found.exitCode }
  }
}

extension SearchTask {
  /// A search as most are typed: `search WORD... [-C DIR] [--no-refresh]`; nil for all else.
  ///
  /// Read here because ArgumentParser takes as long to read it as the search takes.
  init?(plain arguments: [String]) {
    guard arguments.first == "search" else { return nil }
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      switch argument {
      case "--no-refresh" where reading.refresh: reading.refresh = false
      case "-C" where reading.folder == nil:
        guard let folder = rest.popFirst(), SearchTask.isPlain(folder) else { return nil }
        reading.folder = folder
      default:
        guard SearchTask.isPlain(argument) else { return nil }
        words.append(argument)
      }
    }
  }

  private static func isPlain(_ argument: String) -> Bool {
    !argument.isEmpty && !argument.hasPrefix("-")
  }
}
