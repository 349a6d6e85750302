import Synchronization

/// The site that a preview shows: the files of the last build, by the names that the build listed, and
/// what there is to tell whoever looks at them.
///
/// Nothing else can be asked for: a path that is no listed name leads nowhere, whatever the file system
/// holds.
final class PreviewSite: Sendable {
  private struct State {
    var names: Set<String> = []
    var version = 0
    var news = PreviewNews()
    var publishedAt: String?
  }

  let folder: String
  private let state = Mutex(State())

  /// - Parameter folder: of a site that was built.
  init(folder: String, publishedAt: String?) {
    self.folder = folder
    notePages(publishedAt: publishedAt)
  }

  /// Where the pages say that they will be published; their links to the root start with it.
  var publishedAt: String? { state.withLock { $0.publishedAt } }

  /// Takes over which files a build left, and where it says that they will be published.
  func notePages(publishedAt: String?) {
    let names = Set(OutputList(readFrom: folder + "/" + OutputList.name).files.keys)
    state.withLock { state in
      state.names = names
      state.publishedAt = publishedAt
    }
  }

  /// Takes over what a build wrote; pages that are open are to be loaded again.
  func noteBuild(publishedAt: String?) {
    notePages(publishedAt: publishedAt)
    state.withLock { state in
      state.version += 1
      state.news.version = state.version
    }
  }

  /// Takes over what there is to say about the threads.
  func note(_ findings: [PreviewNews.Finding], failure: String?) {
    state.withLock { state in
      state.news.findings = findings
      state.news.failure = failure
    }
  }

  var news: PreviewNews { state.withLock { $0.news } }

  /// The bytes of a file of the site; nil where it has none of that name.
  func file(_ name: String) -> [UInt8]? {
    guard state.withLock({ $0.names.contains(name) }) else { return nil }
    return try? readFile(folder + "/" + name).bytes
  }
}

/// What is told to open pages.
struct PreviewNews: Equatable, Sendable {
  struct Finding: Equatable, Sendable {
    var severity: String
    var message: String
    /// `path:line`.
    var place: String
  }

  /// Raised by every build that wrote something.
  var version = 0
  var findings: [Finding] = []
  /// Why the last build could not be finished.
  var failure: String?

  /// How many findings are sent; the rest is only counted.
  static let limit = 50

  /// A JSON object on one line.
  var json: String {
    var writer = JSONWriter()
    writer.open("{")
    writer.member("version", version)
    writer.member("count", findings.count)
    writer.member("failure", failure)
    writer.name("findings")
    writer.array(Array(findings.prefix(Self.limit))) { writer, finding in
      writer.open("{")
      writer.member("severity", finding.severity)
      writer.member("message", finding.message)
      writer.member("place", finding.place)
      writer.close("}")
    }
    writer.close("}")
    // The writer breaks lines only between values.
    return writer.text.split(separator: "\n").map(\.trimmedFront).joined()
  }
}

extension Substring {
  fileprivate var trimmedFront: Substring { drop { $0 == " " } }
}
