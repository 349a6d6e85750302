import ArgumentParser
import CruxModel
import CruxStore

/// `crux search`: find who says it, and where.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find statements and posts, best first; without a query, list them.",
    discussion: """
      Words find whatever holds any of them. "Words in quotes" must be there in a row, -word must \
      not, word* is the beginning of one, and OR joins alternatives of a phrase. Filters may also \
      stand in the query: by:Ada kind:crux in:thread against:id unanswered: since:2025-11.
      """)

  @Argument(help: "What to look for.", completion: .custom(completeQuery))
  var query: [String] = []

  @OptionGroup var filters: SearchFilterOptions

  @Option(help: "How many to show.")
  var limit = 10

  @Option(help: "How many of the best to leave out.")
  var offset = 0

  @Option(help: "The order: best, newest, oldest or place.")
  var sort: SearchRequest.Order = .best

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var listing: ListingOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("'--limit' must be 1 or more") }
    guard offset >= 0 else { throw ValidationError("'--offset' must be 0 or more") }
  }

  func run() throws { try task.run() }

  var task: SearchTask {
    SearchTask(
      words: query, filters: filters.filters, order: sort, limit: limit, offset: offset,
      reading: reading.values, form: listing.form)
  }
}

extension SearchRequest.Order: ExpressibleByArgument {}

/// Filters as options; in the query they are `key:value`.
struct SearchFilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only what this person says.", valueName: "person"),
    completion: .custom(completePeople))
  var by: [String] = []

  @Option(
    help: ArgumentHelp("Only claim, crux, rebuttal, statement or post.", valueName: "kind"),
    completion: .list(["claim", "crux", "rebuttal", "statement", "post"]))
  var kind: [String] = []

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("Only in this thread or folder.", valueName: "thread"),
    completion: .custom(completeThreads))
  var thread: [String] = []

  @Option(
    help: ArgumentHelp("Only in threads on this topic.", valueName: "topic"),
    completion: .custom(completeTopics))
  var topic: [String] = []

  @Option(
    help: ArgumentHelp("Only what is linked to this crux.", valueName: "id"),
    completion: .custom(completeIDs))
  var crux: [String] = []

  @Option(
    help: ArgumentHelp("Only reasons for this answer of a crux.", valueName: "crux#pole"),
    completion: .custom(completeIDs))
  var pole: [String] = []

  @Option(
    help: ArgumentHelp("Only objections to this statement.", valueName: "id"),
    completion: .custom(completeIDs))
  var against: [String] = []

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Only reasons for this statement.", valueName: "id"),
    completion: .custom(completeIDs))
  var support: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only of this standing: answered, unanswered, no-ground or loop.", valueName: "standing"),
    completion: .list(Standing.allCases.map(\.rawValue)))
  var standing: [String] = []

  @Flag(help: "Only what somebody answered.")
  var answered = false

  @Flag(help: "Only what nobody answered.")
  var unanswered = false

  @Option(help: ArgumentHelp("Only from this year, month or day on.", valueName: "date"))
  var since: [String] = []

  @Option(help: ArgumentHelp("Only up to this year, month or day.", valueName: "date"))
  var until: [String] = []

  @Flag(help: "Only people's own words.")
  var words = false

  @Flag(help: "Only words that are quoted.")
  var quotes = false

  var filters: [SearchFilter] {
    let valued: [(SearchFilter.Key, [String])] = [
      (.by, by), (.kind, kind), (.thread, thread), (.topic, topic), (.crux, crux), (.pole, pole),
      (.standing, standing),
      (.against, against), (.support, support), (.since, since), (.until, until),
    ]
    let flags: [(SearchFilter.Key, Bool)] = [
      (.answered, answered), (.unanswered, unanswered), (.words, words), (.quotes, quotes),
    ]
    return valued.flatMap { key, values in values.map { SearchFilter(key, $0) } }
      + flags.filter(\.1).map { SearchFilter($0.0) }
  }
}
