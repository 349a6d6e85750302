import CorpusChecking
import CruxModel
import Interchange
import ThreadParsing

/// What a later fetch changes in the file of a thread that was imported before.
///
/// A post is known by its anchor, and `imported` in the front matter knows what it said. Where its
/// words, less our marks and headers, are those fetched now, it is left as it is if somebody
/// annotated it, else written as fetched. Where they are those fetched before, it is written as
/// fetched, with what was added to it where the words it is about still stand. Else, nothing is
/// written for it. Posts that are not there yet go to the end, each with the post it answers, so that
/// nothing above them changes.
struct ThreadUpdate {
  struct Conflict {
    enum Reason: String {
      /// Nobody knows what was imported.
      case unknown = "differs"
      case changedHere = "changed-here"
      case changedInBoth = "changed-in-both"
      /// Words that something here is about are not to be found in the post as it is now.
      case lostWords = "lost-words"
      case deletedThere = "deleted-there"
    }

    var anchor: String
    var line: Int
    var reason: Reason
    var here: String
    var there: String
  }

  private(set) var bytes: [UInt8]
  private(set) var added = 0
  /// Posts written as fetched now.
  private(set) var updated = 0
  /// Posts that were the same already, but not as they were imported.
  private(set) var noted = 0
  private(set) var conflicts: [Conflict] = []
  private let settings: CorpusSettings
  private let thread: DiscussionThread
  private let imported: Set<String>
  private var people: [String] = []
  /// What `imported` says of posts that are written now, and what it is to say.
  private var fingerprints: [(old: String?, new: String)] = []

  var isChange: Bool { bytes != thread.body.source }

  /// Throws `noRoomForPost` where what is added would change how the rest is read.
  init(of source: [UInt8], path: String, by draft: ThreadDraft, settings: CorpusSettings)
    throws(Failure)
  {
    self.settings = settings
    bytes = source
    thread = parseThread(source, path: path, settings: settings)
    imported = Set(thread.imported)
    var places: [String: Int] = [:]
    for (index, post) in thread.posts.enumerated() { places[post.anchor.rawValue] = index }
    var changes: [Change] = []
    var fresh: [ThreadDraft.DraftPost] = []
    for post in draft.posts {
      guard let index = places[post.anchor] else {
        fresh.append(post)
        fingerprints.append((nil, post.fingerprint))
        continue
      }
      if let change = compare(index, with: post) { changes.append(change) }
    }
    apply(changes)
    added = fresh.count
    noted = fingerprints.count - added - updated
    if fingerprints.isEmpty { return }
    append(fresh)
    if added > 0 { declare(draft.people) }
    noteFingerprints()
    try check()
  }

  // MARK: Posts that are there

  private struct Change {
    var index: Int
    var post: ThreadDraft.DraftPost
    /// What `imported` has of the post now; nil where it has what is fetched.
    var old: String?
    var edit: Edit
  }

  private mutating func compare(_ index: Int, with post: ThreadDraft.DraftPost) -> Change? {
    if post.holdsHeaders { return compareMade(index, with: post) }
    let readings = ImportedWords(ofPost: index, in: thread).readings
    let body = thread.bodyOfPost(index)
    if readings.contains(where: { $0.fingerprint == post.fingerprint }) {
      if isAnnotated(index) || thread.body.source[body].elementsEqual(post.body) {
        note(post)
        return nil
      }
      return change(index, to: post, post.body, from: readings)
    }
    guard let reading = readings.first(where: { imported.contains($0.fingerprint) }) else {
      let isSame = imported.contains(post.fingerprint)
      conflict(index, post, imported.isEmpty ? .unknown : isSame ? .changedHere : .changedInBoth)
      return nil
    }
    if post.body.isEmpty {
      conflict(index, post, .deletedThere)
      return nil
    }
    if !isAnnotated(index) { return change(index, to: post, post.body, from: readings) }
    let additions = PostAdditions(toPost: index, in: thread, addedQuotes: reading.added)
    guard let carried = additions?.carried(into: post.body) else {
      conflict(index, post, .lostWords)
      return nil
    }
    return change(index, to: post, carried, from: readings)
  }

  private func change(
    _ index: Int, to post: ThreadDraft.DraftPost, _ text: [UInt8],
    from readings: [ImportedWords.Reading]
  ) -> Change {
    let old = readings.map(\.fingerprint).first(where: imported.contains)
    return Change(index: index, post: post, old: old, edit: edit(ofPost: index, to: text))
  }

  /// Sets a post that had no words apart from the byline above and the one below.
  private func edit(ofPost index: Int, to text: [UInt8]) -> Edit {
    let range = thread.bodyOfPost(index)
    let text = String(decoding: text, as: UTF8.self)
    guard range.isEmpty else { return Edit(range, text) }
    return Edit(range, range.upperBound == bytes.count ? "\n\(text)\n" : "\(text)\n\n")
  }

  /// A post that the import itself annotated is written again where nobody touched it and every id in
  /// it keeps its words.
  private mutating func compareMade(
    _ index: Int, with post: ThreadDraft.DraftPost
  ) -> Change? {
    let body = thread.bodyOfPost(index)
    let old = ImportedWords.fingerprint(of: thread.body.source[body], anchor: post.anchor)
    if old == post.fingerprint {
      note(post)
      return nil
    }
    guard imported.contains(old) else {
      let words = ImportedWords.words(of: thread.posts[index].content, in: thread.body)
      if words != post.words {
        conflict(index, post, imported.isEmpty ? .unknown : .changedInBoth)
      }
      return nil
    }
    return Change(index: index, post: post, old: old, edit: edit(ofPost: index, to: post.body))
  }

  /// Sees to it that `imported` has the post as fetched.
  private mutating func note(_ post: ThreadDraft.DraftPost) {
    if !imported.contains(post.fingerprint) { fingerprints.append((nil, post.fingerprint)) }
  }

  private mutating func conflict(
    _ index: Int, _ post: ThreadDraft.DraftPost, _ reason: Conflict.Reason
  ) {
    let here = ImportedWords.words(of: thread.posts[index].content, in: thread.body)
    conflicts.append(
      Conflict(
        anchor: post.anchor, line: thread.posts[index].place.line, reason: reason, here: here,
        there: post.words))
  }

  private func isAnnotated(_ index: Int) -> Bool {
    thread.posts[index].content.contains { node in
      let node = thread.body.content[node]
      return node.isMarkup || node.kind == .mark || node.kind == .reference
    }
  }

  // MARK: Writing

  /// Takes all changes where everything recorded in the thread stays as it is, else those of which
  /// that is true by themselves.
  private mutating func apply(_ changes: [Change]) {
    let record = ThreadRecord(thread)
    var taken = changes
    if !keeps(record, with: changes) {
      taken = changes.filter { keeps(record, with: [$0]) }
      if !keeps(record, with: taken) { taken = [] }
    }
    let places = Set(taken.map(\.index))
    for change in changes where !places.contains(change.index) {
      conflict(change.index, change.post, .lostWords)
    }
    bytes = applying(taken.map(\.edit).inOrder, to: bytes)
    updated = taken.count
    fingerprints += taken.map { ($0.old, $0.post.fingerprint) }
  }

  private func keeps(_ record: ThreadRecord, with changes: [Change]) -> Bool {
    if record.isEmpty || changes.isEmpty { return true }
    let bytes = applying(changes.map(\.edit).inOrder, to: thread.body.source)
    return ThreadRecord(parseThread(bytes, path: thread.path, settings: settings)).holds(record)
  }

  private mutating func append(_ posts: [ThreadDraft.DraftPost]) {
    if posts.isEmpty { return }
    while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
    bytes.append(0x0A)
    for post in posts { bytes += [0x0A] + post.text }
  }

  /// Adds those to `people` whom the front matter does not name yet; where it has them in another
  /// form than import writes, it stays as it is.
  private mutating func declare(_ people: [String]) {
    guard var head = FrontMatterLines(bytes) else { return }
    head.declare(people)
    bytes = head.bytes
  }

  private mutating func noteFingerprints() {
    guard var head = FrontMatterLines(bytes) else { return }
    var list = thread.imported
    let places = Dictionary(
      list.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    for (old, new) in fingerprints {
      if let old, let index = places[old] {
        list[index] = new
      } else {
        list.append(new)
      }
    }
    head.setImported(list)
    bytes = head.bytes
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

extension DiscussionThread {
  /// The bytes under the byline, without the blank lines around them.
  func bodyOfPost(_ index: Int) -> Range<Int> {
    let source = body.source
    let post = posts[index]
    var start = source[post.place.offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.count
    var end = index + 1 < posts.count ? posts[index + 1].place.offset : source.count
    while start < end, source[start] == 0x0A || source[start] == 0x0D { start += 1 }
    while end > start, [0x0A, 0x0D, 0x20, 0x09].contains(source[end - 1]) { end -= 1 }
    return start..<end
  }
}

extension [Edit] {
  /// By place; of two at one place the first stays first.
  var inOrder: [Edit] {
    enumerated().sorted { left, right in
      let places = (left.element.range.lowerBound, right.element.range.lowerBound)
      return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
    }.map(\.element)
  }
}
