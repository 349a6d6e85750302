import CruxModel

/// Makes the documents of a thread: what is shown of its posts and statements.
struct DocumentMaker {
  private let thread: DiscussionThread
  private let texts: ThreadTexts
  private let outline: CorpusOutline
  private let openingLength: Int?
  private let dates: [Timestamp?]
  private let statementsOfPost: [Int: [Int]]
  private let quotesOfPost: [Int: [Int?]]
  private let answered: Set<Int>
  /// The number of each post's document in the thread; nil is the introduction.
  private var numbers: [Int?: Int] = [:]
  private var next = 0
  /// The fragment of the post before.
  private var lastAnchor = "0"

  init(
    _ thread: DiscussionThread, _ texts: ThreadTexts, _ outline: CorpusOutline,
    _ openingLength: Int?
  ) {
    self.thread = thread
    self.texts = texts
    self.outline = outline
    self.openingLength = openingLength
    dates = thread.effectiveDates
    statementsOfPost = Dictionary(grouping: thread.statements.indices) {
      thread.statements[$0].post
    }
    var quotes: [Int: [Int?]] = [:]
    for quote in thread.quotes {
      quotes[quote.post, default: []] += quote.passages.map(\.post)
    }
    quotesOfPost = quotes
    answered = Set(thread.posts.compactMap(\.parent))
  }

  /// In the order of the documents; nil is the introduction.
  var posts: [Int?] { (texts.hasIntroduction ? [nil] : []) + thread.posts.indices.map { $0 } }

  func statements(inPost post: Int?) -> [Int] { post.flatMap { statementsOfPost[$0] } ?? [] }

  /// Fields: own words, quoted words, fragment of its place (`#` for none, empty where it counts on from
  /// the post before), the documents it quotes from (how many before it).
  mutating func document(ofPost post: Int?) -> SearchThread.Document {
    let words = texts.words(of: post)
    numbers[post] = next
    var document = SearchThread.Document()
    document.hasOwnWords = !words.words.isEmpty
    document.hasQuotes = !words.quoted.isEmpty
    document.time = thread.date?.seconds
    var anchor = "#"
    if let post {
      document.author = thread.posts[post].author
      document.date = thread.posts[post].date
      document.time = dates[post]?.seconds
      document.hasReply = answered.contains(post)
      anchor = anchorInAddress(thread.posts[post].anchor)
      let countsOn = anchor == counted(on: lastAnchor)
      lastAnchor = anchor
      if countsOn { anchor = "" }
    }
    let quoted = Set((post.flatMap { quotesOfPost[$0] } ?? []).compactMap { numbers[$0] })
    let back = quoted.sorted().map { String(next - $0) }.joined(separator: ",")
    document.addField(shown(words.words))
    document.addField(
      openingLength == nil || words.words.isEmpty ? shown(words.quoted) : [])
    document.addField(fieldText(anchor))
    document.addField(Array(back.utf8))
    trimTabs(&document.fields)
    next += 1
    return document
  }

  /// Fields: id, words, an answer's name, what says the same, place where it is not the page of that id.
  mutating func document(ofStatement index: Int) -> SearchThread.Document {
    let statement = thread.statements[index]
    var document = SearchThread.Document()
    document.statement = statement.id
    document.kind = statement.kind
    document.isQuoted = statement.form == .quoted || statement.form == .standIn
    document.author = statement.holder
    document.date = thread.posts[statement.post].date
    document.time = dates[statement.post]?.seconds
    let fields = [
      fieldText(statement.id.rawValue), fieldText(texts.shownWords(of: statement)),
      fieldText(ThreadTexts.name(ofPole: statement) ?? ""),
      fieldText(sameAs(statement.id).map(\.rawValue).joined(separator: ",")),
      fieldText(place(of: statement)),
    ]
    for field in fields { document.addField(field) }
    trimTabs(&document.fields)
    next += 1
    return document
  }

  /// Where it leads, from the root of the site; empty where the id says it.
  private func place(of statement: Statement) -> String {
    let entry = outline.statements[statement.id]
    let home =
      entry.flatMap { $0.thread == thread.id ? $0.home : nil }
      ?? PageAddress.statement(statement.id, in: thread.id)
    let folder = statement.kind == .crux ? "cruxes" : "claims"
    let path = home.reference(from: .home)
    return path == "\(folder)/\(statement.id).html" ? "" : path
  }

  private func sameAs(_ id: StatementID) -> [StatementID] {
    outline.links(from: id).filter { $0.kind == .sameAs }.map(\.target)
      + outline.links(to: id).filter { $0.kind == .sameAs }.flatMap(\.premises)
  }

  private func shown(_ text: [UInt8]) -> [UInt8] {
    guard let openingLength, text.count > openingLength else { return fieldText(text) }
    let words = String(decoding: text.prefix(openingLength * 2), as: UTF8.self)
    let opening = shortened(words, to: openingLength)
    guard opening.hasSuffix("…") else { return fieldText(opening) }
    return fieldText(opening.dropLast()) + [Self.cutMark]
  }

  /// Stands for "…" where a text is cut.
  private static let cutMark: UInt8 = 0x01

  /// Empty fields at the end are left out.
  private func trimTabs(_ fields: inout [UInt8]) {
    while fields.last == 0x09 { fields.removeLast() }
  }
}

/// The fragment that ends on the next number: `p8` for `p7`. Written in the index only where it is
/// another one.
private func counted(on anchor: String) -> String? {
  let digits = anchor.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
  let start = anchor.utf8.index(anchor.endIndex, offsetBy: -digits)
  guard let number = Int(anchor[start...]), number < 1 << 31 else { return nil }
  return anchor[..<start] + String(number + 1)
}

extension SearchThread.Document {
  fileprivate mutating func addField(_ text: [UInt8]) {
    fields.append(0x09)
    fields += text
  }
}
