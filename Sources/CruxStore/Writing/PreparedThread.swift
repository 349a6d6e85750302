import CruxModel

/// A file as it was when it was read.
package struct FileStamp: Hashable, Sendable {
  /// In bytes.
  package var size: Int64
  /// Of its bytes, in nanoseconds since 1970.
  package var modified: Int64
  /// Its number in the file system.
  package var inode: UInt64
  /// Made from its bytes.
  package var hash: UInt64

  package init(size: Int64, modified: Int64, inode: UInt64, hash: UInt64) {
    self.size = size
    self.modified = modified
    self.inode = inode
    self.hash = hash
  }
}

/// A thread with its words taken out of its body, ready to be written: what parsers make on their
/// own threads so that the writer only binds values.
package struct PreparedThread: Sendable {
  /// Without its body.
  package let thread: DiscussionThread
  package let file: FileStamp
  package let findings: [Finding]
  /// The id it would have if nothing had taken it.
  let wantedID: ThreadID
  let introduction: PostWords
  let posts: [PostWords]
  /// From when each post counts.
  let dates: [Timestamp?]
  let statements: [StatementWords]
  /// How it begins, and what stands around each reference: what pages about other things show.
  let opening: String
  let references: [String]
  let quotes: [[UInt8]]
  /// Whether some heading already says the title, so that it is not indexed twice.
  let titleIsAmongWords: Bool

  /// Whether the thread has something before its first byline.
  var hasIntroduction: Bool { !introduction.words.isEmpty || !introduction.quoted.isEmpty }

  /// - Parameter wantedID: where the thread bears another id because this one is taken.
  package init(
    _ thread: DiscussionThread, file: FileStamp, findings: [Finding] = [],
    wantedID: ThreadID? = nil
  ) {
    self.wantedID = wantedID ?? thread.id
    let body = thread.body
    self.file = file
    self.findings = findings
    introduction = PostWords(body, thread.introduction)
    posts = thread.posts.map { PostWords(body, $0.content) }
    dates = thread.effectiveDates
    statements = thread.statements.map { StatementWords(body, $0) }
    opening = ThreadWords.opening(of: thread)
    references = ThreadWords.references(of: thread)
    quotes = thread.quotes.map { body.wordBytes(in: $0.node..<Int(body.content[$0.node].end)) }
    titleIsAmongWords = introduction.words.holds(bytes: Array(thread.title.utf8))
    self.thread = thread.withoutBody
  }

  /// Its size in memory, roughly, in bytes.
  package var weight: Int {
    introduction.weight + posts.reduce(0) { $0 + $1.weight } + quotes.reduce(0) { $0 + $1.count }
      + statements.reduce(0) { $0 + $1.text.count + $1.detail.count }
  }
}

/// The words of a post, apart from those it quotes; UTF-8.
struct PostWords: Sendable {
  var words: [UInt8] = []
  var quoted: [UInt8] = []

  var weight: Int { words.count + quoted.count }

  /// Takes the literals in order; those inside a block quote are quoted.
  init(_ body: ThreadBody, _ nodes: Range<Int>) {
    var index = nodes.lowerBound
    var start = index
    while index < nodes.upperBound {
      guard body.content[index].kind == .blockQuote else {
        index += 1
        continue
      }
      let end = min(nodes.upperBound, max(index + 1, Int(body.content[index].end)))
      append(body.wordBytes(in: start..<index), to: &words)
      append(body.wordBytes(in: index..<end), to: &quoted)
      index = end
      start = end
    }
    append(body.wordBytes(in: start..<nodes.upperBound), to: &words)
  }

  private func append(_ bytes: [UInt8], to target: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    if !target.isEmpty { target.append(0x0A) }
    target += bytes
  }
}

/// The words of a statement; UTF-8.
struct StatementWords: Sendable {
  var text: [UInt8]
  var detail: [UInt8]

  init(_ body: ThreadBody, _ statement: Statement) {
    text = body.wordBytes(in: statement.content)
    detail = body.wordBytes(in: statement.detail)
    if text.isEmpty { text = Array((statement.poleName ?? "").utf8) }
  }
}

extension [UInt8] {
  /// Whether the bytes occur in a row; an empty sequence always does.
  fileprivate func holds(bytes other: [UInt8]) -> Bool {
    guard let first = other.first else { return true }
    guard count >= other.count else { return false }
    for start in 0...(count - other.count) where self[start] == first {
      if self[start..<start + other.count].elementsEqual(other) { return true }
    }
    return false
  }
}
