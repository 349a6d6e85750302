import CruxModel

/// Takes text apart into the terms that are searched for, and hands over each, in order.
package typealias TermReader = (_ text: [UInt8], _ take: (UnsafeRawBufferPointer) -> Void) -> Void

/// One thread as the browser's index takes it: its documents and their terms. Made on any thread
/// of execution, apart from all others.
///
/// Documents are the rows of the index: the introduction where there is one, and each post, right
/// behind it the statements made in it.
package struct SearchThread: Sendable {
  /// What is shown of a document, but for what depends on the documents before it.
  struct Document: Sendable {
    /// Nil for a post.
    var statement: StatementID?
    var kind: StatementKind?
    /// Whether its words are somebody else's, taken from a quote.
    var isQuoted = false
    var author: PersonID?
    var date: Timestamp?
    /// From when it counts.
    var time: Int64?
    /// The fields behind author and date, each with a tab before it.
    var fields: [UInt8] = []
    /// How many terms it holds.
    var length = 0
    var hasOwnWords = true
    var hasQuotes = false
    var hasReply = false
  }

  enum Field: UInt8 { case own, quoted, statement }

  struct Posting: Sendable {
    var term: UInt32
    var document: UInt32
    var field: Field
    var count: UInt32
  }

  /// Name of the page and title, and whether the first document is found by the title too.
  let header: [UInt8]
  /// Everything `in:` may name it by.
  let names: [String]
  let topics: [String]
  private(set) var documents: [Document] = []
  package var documentCount: Int { documents.count }
  private(set) var terms = TermTable(capacity: 512)
  /// In order of document.
  private(set) var postings: [Posting] = []
  /// For each term the posting it was counted in last.
  private var latest: [Int] = []

  /// - Parameter openingLength: how many bytes of a post are kept to be shown; nil for all.
  package init(
    _ thread: DiscussionThread, outline: CorpusOutline, openingLength: Int?, read: TermReader
  ) {
    let texts = ThreadTexts(thread)
    header = Self.header(thread, texts)
    names = Self.names(of: thread)
    topics = thread.topics.map { $0.lowercased() }
    var maker = DocumentMaker(thread, texts, outline, openingLength)
    for post in maker.posts {
      add(maker.document(ofPost: post))
      let words = texts.words(of: post)
      if documents.count == 1, texts.isTitleSearched {
        count(Array(thread.title.utf8), .own, read)
      }
      count(words.words, .own, read, continues: documents.count == 1 && texts.isTitleSearched)
      count(words.quoted, .quoted, read)
      for index in maker.statements(inPost: post) {
        add(maker.document(ofStatement: index))
        count(texts.statement(thread.statements[index]), .statement, read)
      }
    }
    latest = []
  }

  private mutating func add(_ document: Document) { documents.append(document) }

  /// Counts the terms of one field of the last document; `continues` where the field before was
  /// the same one.
  private mutating func count(
    _ text: [UInt8], _ field: Field, _ read: TermReader, continues: Bool = false
  ) {
    let document = documents.count - 1
    var first = postings.count
    if continues {
      while first > 0, postings[first - 1].document == document { first -= 1 }
    }
    read(text) { term in
      let number = terms.number(of: term)
      documents[document].length += 1
      if number == latest.count { latest.append(-1) }
      if latest[number] >= first {
        postings[latest[number]].count += 1
      } else {
        latest[number] = postings.count
        postings.append(
          Posting(term: UInt32(number), document: UInt32(document), field: field, count: 1))
      }
    }
  }

  private static func header(_ thread: DiscussionThread, _ texts: ThreadTexts) -> [UInt8] {
    var line = Array("T\t".utf8)
    line +=
      PageAddress.thread(thread.id).reference(from: .home)
      .dropFirst("threads/".count).dropLast(".html".count).utf8
    line.append(0x09)
    line += fieldText(thread.title.isEmpty ? thread.id.rawValue : thread.title)
    if texts.isTitleSearched { line += "\t1".utf8 }
    line.append(0x0A)
    return line
  }

  /// Its ids, its path without the ending, and the folders it lies in.
  private static func names(of thread: DiscussionThread) -> [String] {
    var names = [thread.id.rawValue] + thread.formerIDs.map(\.rawValue)
    names.append(thread.path.hasSuffix(".md") ? String(thread.path.dropLast(3)) : thread.path)
    let parts = thread.path.split(separator: "/")
    for count in 1..<max(1, parts.count) {
      names.append(parts.prefix(count).joined(separator: "/"))
    }
    return Array(Set(names)).sorted()
  }
}

/// The words of a thread's posts and statements.
struct ThreadTexts {
  private let introduction: OwnAndQuotedWords
  private let posts: [OwnAndQuotedWords]
  private let body: ThreadBody
  let hasIntroduction: Bool
  /// Whether no heading says the title, so that the first post is found by it too.
  let isTitleSearched: Bool

  init(_ thread: DiscussionThread) {
    body = thread.body
    introduction = OwnAndQuotedWords(body, thread.introduction)
    posts = thread.posts.map { [body] in OwnAndQuotedWords(body, $0.content) }
    hasIntroduction = introduction.weight > 0
    isTitleSearched = !introduction.hold(title: thread.title)
  }

  /// - Parameter post: nil for the introduction.
  func words(of post: Int?) -> OwnAndQuotedWords { post.map { posts[$0] } ?? introduction }

  /// A statement's words, and the name of an answer.
  func statement(_ statement: Statement) -> [UInt8] {
    var text = shownWords(of: statement)
    if let name = Self.name(ofPole: statement) {
      text.append(0x0A)
      text += name.utf8
    }
    return text
  }

  func shownWords(of statement: Statement) -> [UInt8] {
    let words = body.wordBytes(of: statement)
    return words.isEmpty ? Array((statement.poleName ?? "").utf8) : words
  }

  static func name(ofPole statement: Statement) -> String? {
    guard let name = statement.poleName else { return nil }
    return statement.nickname.map { "\(name) (\($0))" } ?? name
  }
}

/// Text as a field of a record: on one line, without controls, safe in a template literal.
func fieldText(_ text: some StringProtocol, escapes: Bool = true) -> [UInt8] {
  fieldText(Array(text.utf8), escapes: escapes)
}

func fieldText(_ bytes: [UInt8], escapes: Bool = true) -> [UInt8] {
  if isPlainField(bytes) { return bytes }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var isSpaceDue = false
  for byte in bytes {
    switch byte {
    case ...0x20, 0x7F: isSpaceDue = !result.isEmpty
    default:
      if isSpaceDue { result.append(0x20) }
      isSpaceDue = false
      if escapes { appendEscapedForTemplate(byte, to: &result) } else { result.append(byte) }
    }
  }
  return result
}

/// Whether the text is its own field: nothing in it is escaped, and spaces stand alone between words.
private func isPlainField(_ bytes: [UInt8]) -> Bool {
  var isBehindSpace = true
  for byte in bytes {
    if byte < 0x20 || byte == 0x7F || byte == 0x5C || byte == 0x60 || byte == 0x24 { return false }
    if byte == 0x20, isBehindSpace { return false }
    isBehindSpace = byte == 0x20
  }
  return !isBehindSpace || bytes.isEmpty
}

/// A byte of UTF-8, behind a backslash where a template literal of JavaScript reads it as more.
func appendEscapedForTemplate(_ byte: UInt8, to text: inout [UInt8]) {
  if byte == 0x5C || byte == 0x60 || byte == 0x24 { text.append(0x5C) }
  text.append(byte)
}
