import CorpusChecking
import CruxModel
import Interchange
import ThreadParsing

/// What a later fetch changes in the file of a thread that was imported before.
///
/// A post is known by its anchor. Where its words, less our marks and headers, are those fetched, it
/// is left as it is if somebody annotated it, else written as fetched. Where they differ nothing is
/// written for it. Posts that are not there yet go to the end, each with the post it answers, so
/// that nothing above them changes.
struct ThreadUpdate {
  struct Conflict {
    var anchor: String
    var line: Int
    var here: String
    var there: String
  }

  private(set) var bytes: [UInt8]
  private(set) var added = 0
  private(set) var updated = 0
  private(set) var conflicts: [Conflict] = []
  private let settings: CorpusSettings
  private let thread: DiscussionThread

  var isChange: Bool { bytes != thread.body.source }

  /// Throws `noRoomForPost` where what is added would change how the rest is read.
  init(of source: [UInt8], path: String, by draft: ThreadDraft, settings: CorpusSettings)
    throws(Failure)
  {
    self.settings = settings
    bytes = source
    thread = parseThread(source, path: path, settings: settings)
    var places: [String: Int] = [:]
    for (index, post) in thread.posts.enumerated() { places[post.anchor.rawValue] = index }
    var edits: [Edit] = []
    var fresh: [ThreadDraft.DraftPost] = []
    for post in draft.posts {
      guard let index = places[post.anchor] else {
        fresh.append(post)
        continue
      }
      if let edit = compare(index, with: post) { edits.append(edit) }
    }
    updated = edits.count
    added = fresh.count
    if added == 0, updated == 0 { return }
    bytes = applying(
      edits.sorted { $0.range.lowerBound < $1.range.lowerBound }, to: source)
    append(fresh)
    if added > 0 { declare(draft.people) }
    try check()
  }

  // MARK: Posts that are there

  private mutating func compare(_ index: Int, with post: ThreadDraft.DraftPost) -> Edit? {
    let here = words(ofPost: index)
    guard here == post.words else {
      let line = thread.posts[index].place.line
      conflicts.append(
        Conflict(anchor: post.anchor, line: line, here: here, there: post.words))
      return nil
    }
    let range = body(ofPost: index)
    guard !isAnnotated(index), !bytes[range].elementsEqual(post.body) else { return nil }
    return Edit(range, String(decoding: post.body, as: UTF8.self))
  }

  private func words(ofPost index: Int) -> String {
    IsolatedPost.collapsed(thread.body.wordBytes(in: thread.posts[index].content))
  }

  private func isAnnotated(_ index: Int) -> Bool {
    thread.posts[index].content.contains { node in
      let node = thread.body.content[node]
      return node.isMarkup || node.kind == .mark || node.kind == .reference
    }
  }

  /// The bytes under the byline, without the blank lines around them.
  private func body(ofPost index: Int) -> Range<Int> {
    let source = thread.body.source
    let post = thread.posts[index]
    var start = source[post.place.offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.count
    var end = index + 1 < thread.posts.count ? thread.posts[index + 1].place.offset : source.count
    while start < end, source[start] == 0x0A || source[start] == 0x0D { start += 1 }
    while end > start, [0x0A, 0x0D, 0x20, 0x09].contains(source[end - 1]) { end -= 1 }
    return start..<end
  }

  // MARK: Posts that are new

  private mutating func append(_ posts: [ThreadDraft.DraftPost]) {
    if posts.isEmpty { return }
    while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
    bytes.append(0x0A)
    for post in posts { bytes += [0x0A] + post.text }
  }

  /// Adds those to `people` whom the front matter does not name yet; where it has them in another
  /// form than import writes, it stays as it is.
  private mutating func declare(_ people: [String]) {
    var lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return }
    let head = lines[..<end]
    let missing = people.filter { person in
      let name = person.prefix { $0 != "{" }
      return !head.contains { $0.hasPrefix(name) }
    }
    if missing.isEmpty { return }
    if let start = head.firstIndex(of: "people:") {
      let last = lines[(start + 1)..<end].firstIndex { !$0.hasPrefix("  ") } ?? end
      lines.insert(contentsOf: missing.map { $0[...] }, at: last)
    } else if !head.contains(where: { $0.hasPrefix("people") }) {
      lines.insert(contentsOf: ["people:"] + missing.map { $0[...] }, at: end)
    }
    bytes = Array(lines.joined(separator: "\n").utf8)
  }

  /// Everything that stood in the file is read as before, and the new posts are read as posts.
  private func check() throws(Failure) {
    let after = parseThread(bytes, path: thread.path, settings: settings)
    let isSame = zip(thread.posts, after.posts).allSatisfy { before, after in
      before.anchor == after.anchor && before.author == after.author
        && before.parent == after.parent
    }
    guard isSame, after.posts.count == thread.posts.count + added,
      after.statements.count >= thread.statements.count
    else { throw .noRoomForPost(path: thread.path) }
  }
}
