import CruxModel

/// Reads the statements, links and stances of a document, post by post (FORMAT §3 and §5).
///
/// One pass over the blocks; inlines are skipped, since the reader of Markdown already listed where
/// headers and marks are.
struct StatementReader: ~Copyable {
  let context: ThreadContext
  var document: MarkdownDocument
  /// The quotes of the thread, in order of their nodes.
  let quotes: [Quote]

  var statements: [Statement] = []
  var links: [Link] = []
  var stances: [Stance] = []
  /// Of annotators.
  var uncountedStances: [Stance] = []
  var notices: [Notice] = []

  var entries: [Entry] = []
  var frames: [Frame] = []
  /// Index of the post being read.
  var post = 0
  /// The block quote above that a header can take as target: index into `quotes`.
  var quoteAbove: Int?
  /// For each statement made by `quoted`, the quote it took.
  var quoteOfStatement: [Int: Int] = [:]
  /// Entries that leave the quote above in reach: those that took it as text or target, and what is
  /// nested under these or joins them.
  var keptQuote: Set<Int> = []
  /// Headers without text that add no link and no stance: they say something only where others use
  /// their id.
  var idleHeaders: [(id: StatementID, label: Label, node: Int)] = []
  /// The first entry of the paragraph being read.
  var paragraphFirst: Int?

  /// The statements that took each quote as their text, in order.
  var statementsOfQuote: [Int: [Int]] = [:]
  /// The statements with words in the introduction and in each post.
  var statementsInPost: PostStatements
  /// What `And` added to links.
  var joinedPremises: Set<JoinedPremise> = []
  /// Answers read so far.
  var poleIDs: Set<PoleKey> = []
  /// For fingerprints; kept for its room.
  var folder = WordFolder(room: 512)
  private var nextBoldLine = 0
  private var nextMark = 0
  private var nextQuote = 0

  init(_ context: ThreadContext, document: MarkdownDocument, quotes: [Quote]) {
    self.context = context
    self.document = document
    self.quotes = quotes
    statementsInPost = PostStatements(posts: context.posts.count)
    let usual = min(document.boldLines.count, 16)
    entries.reserveCapacity(usual)
    statements.reserveCapacity(usual)
    links.reserveCapacity(usual)
    stances.reserveCapacity(usual)
  }

  /// Whether headers without an id count: some header or mark of the file has one.
  static func isAnnotated(_ document: MarkdownDocument, posts: [Post]) -> Bool {
    guard let first = posts.first?.content.lowerBound else { return false }
    return document.boldLines.contains {
      $0.node >= first
        && ($0.reading.parts?.isQuoted ?? false || ($0.reading.isHeader && $0.reading.hasCode))
    } || document.marks.contains { $0.node >= first }
  }

  mutating func read() {
    noteHeaderBeforePosts()
    for index in context.posts.indices {
      post = index
      quoteAbove = nil
      read(context.posts[index].position.content)
    }
    noteIdleHeaders()
    replaceStandIns()
    finishCruxes()
    findRejections()
  }

  /// A label with an id above the first byline was meant to state something.
  private mutating func noteHeaderBeforePosts() {
    let first = context.posts.first?.content.lowerBound ?? document.content.count
    var node = 0
    var quoteEnd = 0
    for line in document.boldLines {
      guard line.node < first else { return }
      while node < line.node {
        let block = document.content[node]
        if block.kind == .blockQuote { quoteEnd = max(quoteEnd, Int(block.end)) }
        node += 1
      }
      guard line.node >= quoteEnd, line.reading.isHeader, line.reading.hasCode,
        let label = line.reading.label
      else { continue }
      notice(.headerBeforePosts(label), at: line.node)
      return
    }
  }

  /// Most often a header whose text stands in the next paragraph.
  private mutating func noteIdleHeaders() {
    guard !idleHeaders.isEmpty else { return }
    var used = Set(stances.map(\.statement))
    for link in links { used.formUnion(link.ids) }
    used.formUnion(used.compactMap { $0.pole?.crux })
    for header in idleHeaders where !used.contains(header.id) {
      notice(.idleHeader(header.label), at: header.node)
    }
  }

  private mutating func read(_ nodes: Range<Int>) {
    frames.removeAll(keepingCapacity: true)
    frames.append(Frame(kind: .thematicBreak, end: nodes.upperBound))
    skip(to: nodes.lowerBound)
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      while let frame = frames.last, frames.count > 1, frame.end <= index { closeFrame() }
      index = readBlock(at: index)
    }
    while frames.count > 1 { closeFrame() }
  }

  /// Reads one block; the index of the next.
  private mutating func readBlock(at index: Int) -> Int {
    let node = document.content[index]
    switch node.kind {
    case .paragraph:
      readParagraph(index)
      return Int(node.end)
    case .blockQuote:
      passQuote(index, end: Int(node.end))
      return Int(node.end)
    case .list:
      frames.append(
        Frame(kind: .list, end: Int(node.end), owner: listOwner, crux: cruxRightAbove))
      return index + 1
    case .item:
      let list = frames[frames.count - 1]
      frames.append(Frame(kind: .item, end: Int(node.end), owner: list.owner, crux: list.crux))
      return index + 1
    default:
      if node.kind == .heading {
        quoteAbove = nil
        frames[frames.count - 1].joinable = nil
        readMarks(before: Int(node.end))
      }
      frames[frames.count - 1].last = nil
      return Int(node.end)
    }
  }

  private mutating func closeFrame() {
    let closed = frames.removeLast()
    frames[frames.count - 1].last = nil
    if closed.kind == .list { frames[frames.count - 1].detailed = nil }
  }

  /// What the items of a list that begins here are nested under: the last statement of the paragraph
  /// right before it, else the statement of the item around it; items without one are skipped.
  private var listOwner: Int? {
    let frame = frames[frames.count - 1]
    if let last = frame.last { return last }
    guard frame.kind == .item else { return nil }
    return frame.first ?? frame.owner
  }

  /// What a header in the current paragraph is nested under; `first` is the first entry of the same
  /// paragraph, which is a sibling.
  func parent(besides first: Int?) -> Int? {
    let frame = frames[frames.count - 1]
    guard frame.kind == .item else { return nil }
    if let itemFirst = frame.first, itemFirst != first { return itemFirst }
    return frame.owner
  }

  // MARK: Paragraphs

  private mutating func readParagraph(_ index: Int) {
    let end = Int(document.content[index].end)
    paragraphFirst = nil
    var last: Int?
    while let next = nextStart(before: end) {
      let entry = next.isMark ? readMark(next.position) : readBoldLine(next.position, in: index)
      guard let entry else { continue }
      paragraphFirst = paragraphFirst ?? entry
      last = entry
      note(entry)
    }
    let frame = frames.count - 1
    if last == nil, frames[frame].kind == .item, let detailed = frames[frame].detailed {
      extendDetail(of: detailed, over: index..<end)
    }
    frames[frame].last = last
    if let last { frames[frame].detailed = entries[last].statement }
  }

  /// Marks in a heading: words of the post as any others.
  private mutating func readMarks(before end: Int) {
    while let next = nextStart(before: end) {
      if next.isMark { _ = readMark(next.position) }
    }
  }

  private mutating func note(_ entry: Int) {
    passStatement(entry)
    let frame = frames.count - 1
    if frames[frame].kind == .item, frames[frame].first == nil {
      frames[frame].first = paragraphFirst
    }
    guard entries[entry].isJoinable else { return }
    frames[frame].joinable = entry
    if frames[frame].kind == .item, frame > 0 { frames[frame - 1].joinable = entry }
  }

  /// A statement ends the reach of the quote above, unless it answers the quote or a statement that
  /// does.
  private mutating func passStatement(_ entry: Int) {
    guard let quote = quoteAbove, !keptQuote.contains(entry),
      entries[entry].statement != nil || !entries[entry].links.isEmpty
    else { return }
    let isQuoted = entries[entry].statement.map { quoteOfStatement[$0] == quote } ?? false
    let isBelow = parent(besides: paragraphFirst ?? entry).map(keptQuote.contains) ?? false
    if isQuoted || isBelow { keptQuote.insert(entry) } else { quoteAbove = nil }
  }

  private mutating func extendDetail(of statement: Int, over nodes: Range<Int>) {
    let detail = statements[statement].detail
    statements[statement].detail =
      (detail.isEmpty ? nodes.lowerBound : detail.lowerBound)..<nodes.upperBound
  }

  /// The next bold line or mark before the node.
  private mutating func nextStart(before end: Int) -> (isMark: Bool, position: Int)? {
    let bold = nextBoldLine < document.boldLines.count ? document.boldLines[nextBoldLine].node : end
    let mark = nextMark < document.marks.count ? document.marks[nextMark].node : end
    guard min(bold, mark) < end else { return nil }
    if bold < mark {
      nextBoldLine += 1
      return (false, nextBoldLine - 1)
    }
    nextMark += 1
    return (true, nextMark - 1)
  }

  private mutating func skip(to node: Int) {
    while nextBoldLine < document.boldLines.count, document.boldLines[nextBoldLine].node < node {
      nextBoldLine += 1
    }
    while nextMark < document.marks.count, document.marks[nextMark].node < node { nextMark += 1 }
    while nextQuote < quotes.count, quotes[nextQuote].node < node { nextQuote += 1 }
  }

  private mutating func passQuote(_ index: Int, end: Int) {
    skip(to: index)
    if nextQuote < quotes.count, quotes[nextQuote].node == index {
      quoteAbove = firstQuoteWithWords(from: nextQuote)
      keptQuote.removeAll()
    }
    skip(to: end)
    frames[frames.count - 1].last = nil
  }

  /// The quote, or the one inside it where it holds nothing else: `> > words`.
  private func firstQuoteWithWords(from quote: Int) -> Int {
    var quote = quote
    while quote + 1 < quotes.count {
      let (outer, inner) = (quotes[quote].node, quotes[quote + 1].node)
      guard inner == outer + 1, document.content[inner].end == document.content[outer].end else {
        break
      }
      quote += 1
    }
    return quote
  }

  // MARK: Places

  func place(of node: Int) -> Place {
    context.lines.place(at: Int(document.content[node].source.lower))
  }

  func hasWords(_ nodes: Range<Int>) -> Bool {
    nodes.contains { index in
      let node = document.content[index]
      return node.isLiteral
        && document.text[node.text.range].contains { !ASCII.isBlank($0) && !ASCII.isLineEnd($0) }
    }
  }

  mutating func notice(_ kind: Notice.Kind, at node: Int) {
    let length = document.content[node].source.count
    notices.append(Notice(kind, at: place(of: node), length: length))
  }
}

/// What the reader of statements knows about the thread.
struct ThreadContext {
  let id: ThreadID
  let posts: [Post]
  let people: People
  let credences: CredenceReader
  let lines: SourceLines
  /// Whether headers without an id count.
  let isAnnotated: Bool
}
