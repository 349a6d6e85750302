import CruxModel
import ThreadParsing

/// Where the threads of a corpus come from: the path of the thread with each `source`.
struct KnownSources {
  private var paths: [String: String] = [:]

  subscript(_ source: String) -> String? {
    get { paths[source] }
    set { paths[source] = newValue }
  }

  /// Looks at the front matter of every thread; of two with one source the first is taken.
  init(_ corpus: CorpusFolder, ignoring globs: [Glob]) {
    for entry in listThreads(in: corpus.root, ignoring: globs).threads {
      guard let content = try? readFile(corpus.path(of: entry.path)) else { continue }
      let head = Self.frontMatter(of: content.bytes)
      guard !head.isEmpty, let source = parseThread(head, path: entry.path).source else { continue }
      if paths[source] == nil { paths[source] = entry.path }
    }
  }

  /// From the first line to the one that closes the front matter; empty where there is none, or none
  /// that says `source`.
  private static func frontMatter(of bytes: [UInt8]) -> [UInt8] {
    guard bytes.starts(with: "---".utf8) else { return [] }
    var start = 0
    var hasSource = false
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      if line.starts(with: "source".utf8) { hasSource = true }
      let isFence = line.starts(with: "---".utf8) || line.starts(with: "...".utf8)
      if start > 0, isFence { return hasSource ? Array(bytes[..<min(end + 1, bytes.count)]) : [] }
      start = end + 1
    }
    return []
  }
}
