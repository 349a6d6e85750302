import CruxModel
import Interchange
import ThreadParsing

/// What the threads of a corpus say of where they come from: the path of the thread with each
/// `source`, and whom names stand for.
struct KnownSources {
  private var paths: [String: String] = [:]
  /// The title by the source of each thread from a Discourse forum, in kebab-case.
  private var topics: [String: String] = [:]
  private(set) var people = KnownPeople()

  /// Looks at the front matter of every thread; of two with one source the first is taken.
  init(_ corpus: CorpusFolder, settings: CorpusSettings) {
    people.add(settings.people)
    for entry in listThreads(in: corpus.root, ignoring: settings.ignore.map(Glob.init)).threads {
      guard let content = try? readFile(corpus.path(of: entry.path)) else { continue }
      let head = Self.frontMatter(of: content.bytes)
      if !head.isEmpty { add(parseThread(head, path: entry.path), at: entry.path) }
    }
  }

  /// Takes note of a thread; only its front matter is looked at.
  mutating func add(_ thread: DiscussionThread, at path: String) {
    people.add(thread.people)
    guard let source = thread.source, paths[source] == nil else { return }
    paths[source] = path
    if Self.topicNumber(of: source) != nil { topics[source] = KebabCase.make(from: thread.title) }
  }

  /// Where the debate is already; nil for a new one.
  ///
  /// A file of single posts need not say of which Discourse forum they are: a topic with its number
  /// and title is then the same, if there is only one and not both have an address.
  func path(of thread: ImportedThread) -> String? {
    if let path = paths[thread.source] { return path }
    guard let number = Self.topicNumber(of: thread.source) else { return nil }
    let title = KebabCase.make(from: thread.title)
    let same = topics.filter { source, known in
      known == title && Self.topicNumber(of: source) == number
        && source.hasPrefix("https://") != thread.source.hasPrefix("https://")
    }
    return same.count == 1 ? same.first.flatMap { paths[$0.key] } : nil
  }

  /// `7` of `https://forum.example.org/t/7` and of `Discourse topic 7`.
  private static func topicNumber(of source: String) -> Int? {
    let isTopic =
      source.hasPrefix("Discourse topic ")
      || source.split(separator: "/").dropLast().last == "t" && source.hasPrefix("https://")
    return isTopic ? source.split { $0 == "/" || $0 == " " }.last.flatMap { Int($0) } : nil
  }

  /// From the first line to the one that closes the front matter; empty where there is none, or none
  /// that says where the thread or its people are from.
  private static func frontMatter(of bytes: [UInt8]) -> [UInt8] {
    guard bytes.starts(with: "---".utf8) else { return [] }
    var start = 0
    var isOfUse = false
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      if line.starts(with: "source".utf8) || line.starts(with: "people".utf8) { isOfUse = true }
      let isFence = line.starts(with: "---".utf8) || line.starts(with: "...".utf8)
      if start > 0, isFence { return isOfUse ? Array(bytes[..<min(end + 1, bytes.count)]) : [] }
      start = end + 1
    }
    return []
  }
}
