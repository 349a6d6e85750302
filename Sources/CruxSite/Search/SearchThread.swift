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

  /// Where a term stands.
  struct Place: Sendable {
    /// Number of the document in the thread, and the field in the lowest two bits.
    private let documentAndField: UInt32
    /// How often it stands there.
    var count: UInt32 = 1

    init(document: Int, field: Field) {
      documentAndField = UInt32(document) << 2 | UInt32(field.rawValue)
    }

    var document: Int { Int(documentAndField >> 2) }
    var field: Field { Field(rawValue: UInt8(documentAndField & 3)) ?? .own }
  }

  /// Name of the page and title, and whether the first document is found by the title too.
  let header: [UInt8]
  /// Everything `in:` may name it by.
  let names: [String]
  let topics: [String]
  private(set) var documents: [Document] = []
  package var documentCount: Int { documents.count }
  private(set) var terms = TermTable(capacity: 512)
  /// The places of each term in order of document, one term behind the other.
  private var places: [Place] = []
  /// Where the places of each term end.
  private var ends: [Int] = []

  /// - Parameter openingLength: how many bytes of a post are kept to be shown; nil for all.
  package init(
    _ thread: DiscussionThread, outline: CorpusOutline, openingLength: Int?,
    read: @escaping TermReader
  ) {
    let texts = ThreadTexts(thread)
    header = Self.header(thread, texts)
    names = Self.names(of: thread)
    topics = thread.topics.map { $0.lowercased() }
    var maker = DocumentMaker(thread, texts, outline, openingLength)
    var counter = TermCounter(read: read)
    for post in maker.posts {
      documents.append(maker.document(ofPost: post))
      let words = texts.words(of: post)
      counter.begin(documents.count - 1, .own)
      if documents.count == 1, texts.isTitleSearched { counter.count(Array(thread.title.utf8)) }
      counter.count(words.words)
      counter.begin(documents.count - 1, .quoted)
      counter.count(words.quoted)
      documents[documents.count - 1].length = counter.takeLength()
      for index in maker.statements(inPost: post) {
        documents.append(maker.document(ofStatement: index))
        counter.begin(documents.count - 1, .statement)
        counter.count(texts.statement(thread.statements[index]))
        documents[documents.count - 1].length = counter.takeLength()
      }
    }
    (places, ends) = counter.placesByTerm()
    terms = counter.terms
  }

  /// The places of a term, in order of document; never empty.
  func withPlaces<Result>(
    ofTerm term: Int, _ body: (UnsafeBufferPointer<Place>) -> Result
  ) -> Result {
    let start = term == 0 ? 0 : ends[term - 1]
    return places.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<ends[term]]))
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
  bytes.withUnsafeBufferPointer { text in
    if isPlainField(text) { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var position = 0
    while true {
      while position < text.count, isBlank(text[position]) { position += 1 }
      guard position < text.count else { return result }
      if !result.isEmpty { result.append(0x20) }
      let start = position
      while position < text.count, !isBlank(text[position]) { position += 1 }
      appendWord(UnsafeBufferPointer(rebasing: text[start..<position]), escapes, to: &result)
    }
  }
}

private func appendWord(
  _ word: UnsafeBufferPointer<UInt8>, _ escapes: Bool, to result: inout [UInt8]
) {
  guard escapes, word.contains(where: isReadInTemplate) else {
    return result.append(contentsOf: word)
  }
  for byte in word { appendEscapedForTemplate(byte, to: &result) }
}

private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

/// Whether the text is its own field: nothing in it is escaped, and spaces stand alone between words.
private func isPlainField(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var isBehindSpace = true
  for byte in bytes {
    if byte < 0x20 || byte == 0x7F || isReadInTemplate(byte) { return false }
    if byte == 0x20, isBehindSpace { return false }
    isBehindSpace = byte == 0x20
  }
  return !isBehindSpace || bytes.isEmpty
}

/// Whether a template literal of JavaScript reads more than a character in it.
private func isReadInTemplate(_ byte: UInt8) -> Bool {
  byte == 0x5C || byte == 0x60 || byte == 0x24
}

/// A byte of UTF-8, behind a backslash where a template literal of JavaScript reads it as more.
func appendEscapedForTemplate(_ byte: UInt8, to text: inout [UInt8]) {
  if isReadInTemplate(byte) { text.append(0x5C) }
  text.append(byte)
}
