import CorpusChecking
import CruxModel
import ThreadParsing

/// A thread of the corpus as its file is now.
struct ThreadFile {
  var thread: DiscussionThread
  var content: FileContent

  /// The thread called so: a path, an id, or an id it had before.
  init(_ name: String, in corpus: CorpusFolder) throws {
    let settings = try corpus.settings()
    let paths = listThreads(in: corpus.root, ignoring: settings.ignore.map(Glob.init))
      .threads.map(\.path)
    let path = try Self.path(of: name, among: paths, in: corpus)
    content = try readFile(corpus.path(of: path))
    thread = parseThread(content.bytes, path: path, settings: settings)
  }

  private static func path(
    of name: String, among paths: [String], in corpus: CorpusFolder
  ) throws -> String {
    let given = [corpus.relativePath(of: name), name, name + ".md"].compactMap { $0 }
    if let path = given.first(where: { paths.contains($0) }) { return path }
    var check = CorpusCheck(corpus, extra: [])
    check.least = .error
    try check.run(isQuiet: true)
    if case .thread(let index) = check.record.subject(of: name) {
      return check.record.threads[index].path
    }
    let ids = check.record.threads.map(\.id.rawValue)
    let near = nearest(to: name, among: ids) ?? ids.first { $0.contains(name) }
    throw Failure.unknownThread(name, nearest: near)
  }

  /// The post with this anchor, with or without its `#`.
  func post(_ anchor: String) throws(Failure) -> Int {
    let bare = anchor.hasPrefix("#") ? String(anchor.dropFirst()) : anchor
    guard let post = thread.posts.firstIndex(where: { $0.anchor.rawValue == bare }) else {
      throw .unknownPost(
        bare, thread: thread.id.rawValue, anchors: thread.posts.map(\.anchor.rawValue))
    }
    return post
  }

  /// `@Ada (#p1)`.
  func nameOfPost(_ post: Int) -> String {
    "@\(thread.posts[post].author) (#\(thread.posts[post].anchor))"
  }

  /// The post's Markdown, byline included.
  func markdown(ofPost post: Int) -> String {
    let start = thread.posts[post].place.offset
    let end = post + 1 < thread.posts.count ? thread.posts[post + 1].place.offset : nil
    return String(decoding: content.bytes[start..<(end ?? content.bytes.count)], as: UTF8.self)
  }
}
