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
  let introduction: OwnAndQuotedWords
  let posts: [OwnAndQuotedWords]
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
    introduction = OwnAndQuotedWords(body, thread.introduction)
    posts = thread.posts.map { OwnAndQuotedWords(body, $0.content) }
    dates = thread.effectiveDates
    statements = thread.statements.map { StatementWords(body, $0) }
    opening = ThreadWords.opening(of: thread)
    references = ThreadWords.references(of: thread)
    quotes = thread.quotes.map { body.wordBytes(in: $0.node..<Int(body.content[$0.node].end)) }
    titleIsAmongWords = introduction.hold(title: thread.title)
    self.thread = thread.withoutBody
  }

  /// Its size in memory, roughly, in bytes.
  package var weight: Int {
    introduction.weight + posts.reduce(0) { $0 + $1.weight } + quotes.reduce(0) { $0 + $1.count }
      + statements.reduce(0) { $0 + $1.text.count + $1.detail.count }
  }
}

/// The words of a statement; UTF-8.
struct StatementWords: Sendable {
  var text: [UInt8]
  var detail: [UInt8]

  init(_ body: ThreadBody, _ statement: Statement) {
    text = body.wordBytes(of: statement)
    detail = body.wordBytes(in: statement.detail)
    if text.isEmpty { text = Array((statement.poleName ?? "").utf8) }
  }
}
