import CruxModel

/// Turns what libcmark's tree says into the flat content list, one block after the other.
///
/// Depth of nesting is bounded here: containers below `deepestBlock` and inlines below
/// `deepestInline` leave no node of their own, their content stays.
struct ContentWriter: ~Copyable {
  static let deepestBlock = 100
  static let deepestInline = 100

  let source: UnsafeBufferPointer<UInt8>
  let lines: SourceLines
  let placeholder: UInt8
  var aligner: SourceAligner
  /// The rendered text so far.
  var bytes: FlatBuffer<UInt8>
  /// The content so far.
  var nodes: FlatBuffer<ContentNode>
  /// All else that is read.
  var document = MarkdownDocument()
  /// Nodes that are open, outermost first.
  var open = FlatBuffer<OpenNode>(capacity: 64)
  /// Those of `open` that have a node of their own, by their index there.
  var openWithNode = FlatBuffer<Int>(capacity: 64)
  /// How many nodes are open and not closed early.
  var depth = 0
  var inlineDepth = 0
  /// How many links and marks are open.
  private var openLinks = 0
  /// Bold words at the start of a line of the open paragraph or heading.
  var boldStarts: [BoldStart] = []
  /// How many of `open` are closed early.
  var closedCount = 0
  let credences: CredenceReader
  var hasNoticedDepth = false
  /// Whether the file holds bytes that only headers have; looked for when it first matters.
  var holdsHeaderBytes: Bool?
  private let mayHoldReferences: Bool

  struct OpenNode: BitwiseCopyable {
    var kind: ContentNode.Kind
    /// Index of its node; nil where it was flattened.
    var node: Int?
    /// Whether a lifted header closed it early: the next child opens it again.
    var isClosed = false
  }

  struct BoldStart {
    var node: Int
    /// How many containers its line bears the markers of.
    var matched: Int
  }

  init(
    source: UnsafeBufferPointer<UInt8>, lines: SourceLines, placeholder: UInt8,
    credences: CredenceReader, bytes: consuming FlatBuffer<UInt8>,
    nodes: consuming FlatBuffer<ContentNode>
  ) {
    self.source = source
    self.lines = lines
    self.placeholder = placeholder
    self.credences = credences
    aligner = SourceAligner(source: source, lines: lines)
    mayHoldReferences = lines.holdsBracket && ReferenceSyntax.mayOccur(in: source)
    self.bytes = bytes
    self.nodes = nodes
    document.boldLines.reserveCapacity(8)
  }

  /// What was read, without text and content where these are still in the memory that was lent.
  mutating func finish() -> MarkdownDocument {
    if !bytes.isLent { document.text = bytes.array }
    if !nodes.isLent { document.content = nodes.array }
    return document
  }

  // MARK: Nodes

  var nextIndex: Int { nodes.count }

  /// Appends a node below what is open, opening again what a lifted header closed.
  @discardableResult
  mutating func append(
    _ kind: ContentNode.Kind, flags: ContentNode.Flags = .none, number: UInt32 = 0,
    source range: ByteRange, text: ByteRange
  ) -> Int {
    if closedCount > 0 { reopen(at: range) }
    let index = nextIndex
    nodes.append(
      ContentNode(
        kind: kind, flags: flags, depth: UInt16(depth), number: number, source: range, text: text,
        end: Int32(index + 1)))
    return index
  }

  /// Closes what was opened last, as its kind wants it.
  mutating func closeLast() {
    guard let last = open.last else { return }
    switch last.kind {
    case .emphasis, .strong: closeEmphasis()
    case .link, .image, .mark: closeLink()
    case .paragraph, .heading: closeLeaf()
    case .blockQuote, .item: closeContainer()
    case .list: closeList()
    default: break
    }
  }

  /// Appends a node and leaves it open.
  mutating func push(
    _ kind: ContentNode.Kind, flags: ContentNode.Flags = .none, number: UInt32 = 0, at offset: Int
  ) {
    let index = append(
      kind, flags: flags, number: number, source: ByteRange(offset, offset),
      text: ByteRange(bytes.count, bytes.count))
    openWithNode.append(open.count)
    open.append(OpenNode(kind: kind, node: index))
    depth += 1
  }

  /// Closes the innermost open node; its descendants are complete. Returns its index.
  @discardableResult
  mutating func pop(sourceEnd: Int) -> Int? {
    guard let last = open.popLast() else { return nil }
    guard let node = last.node else { return nil }
    _ = openWithNode.popLast()
    if last.isClosed {
      closedCount -= 1
      return nil
    }
    depth -= 1
    seal(node, sourceEnd: sourceEnd, textEnd: bytes.count)
    return node
  }

  mutating func seal(_ node: Int, sourceEnd: Int, textEnd: Int) {
    nodes[node].end = Int32(nextIndex)
    let sourceStart = Int(nodes[node].source.lower)
    nodes[node].source = ByteRange(sourceStart, max(sourceStart, sourceEnd))
    let start = Int(nodes[node].text.lower)
    nodes[node].text = ByteRange(min(start, textEnd), textEnd)
  }

  /// The offset in the file of a place that libcmark names.
  @inline(__always) func offset(of position: BlockPosition) -> Int {
    let line = min(max(0, position.line - 1), lines.count - 1)
    return min(lines[line] + max(0, position.column - 1), source.count)
  }

  func notice(_ kind: Notice.Kind, at offset: Int, length: Int = 1) -> Notice {
    Notice(kind, at: lines.place(at: offset), length: length)
  }

  // MARK: Text

  @inline(__always)
  mutating func appendText(_ literal: UnsafeBufferPointer<UInt8>) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: literal)
    if placeholder != 0 { restoreBrackets(from: start) }
    return ByteRange(start, bytes.count)
  }

  mutating func appendAttribute(_ bytes: some Collection<UInt8>) -> ByteRange {
    let start = document.attributes.count
    document.attributes.append(contentsOf: bytes)
    return ByteRange(start, document.attributes.count)
  }

  mutating func restoreBrackets(from start: Int) {
    for index in start..<bytes.count where bytes[index] == placeholder {
      bytes[index] = ASCII.openBracket
    }
  }

  mutating func separateBlock() {
    if let last = bytes.last, last != ASCII.lineFeed {
      bytes.append(ASCII.lineFeed)
    }
  }

  // MARK: Inlines

  private var inlineFlags: ContentNode.Flags { aligner.isAligned ? .none : .imprecise }

  private mutating func countImprecise() {
    if !aligner.isAligned { document.impreciseCount += 1 }
  }

  mutating func text(_ literal: UnsafeBufferPointer<UInt8>) {
    let range = aligner.text(literal)
    countImprecise()
    let text = appendText(literal)
    let node = append(.text, flags: inlineFlags, source: range, text: text)
    if mayHoldReferences, aligner.isAligned, openLinks == 0 { splitReferences(in: node) }
  }

  mutating func code(_ literal: UnsafeBufferPointer<UInt8>) {
    let range = aligner.code()
    countImprecise()
    append(.code, flags: inlineFlags, source: range, text: appendText(literal))
  }

  mutating func html(_ literal: UnsafeBufferPointer<UInt8>) {
    let range = aligner.html(literal)
    countImprecise()
    document.holdsInlineHTML = true
    append(.html, flags: inlineFlags, source: range, text: appendText(literal))
  }

  mutating func lineBreak(_ kind: ContentNode.Kind) {
    let start = aligner.cursor
    if aligner.isAligned { aligner.nextLine() }
    let text = ByteRange(bytes.count, bytes.count + 1)
    bytes.append(kind == .softBreak ? ASCII.space : ASCII.lineFeed)
    let range = aligner.isAligned ? ByteRange(start, aligner.cursor) : aligner.lineRange
    append(kind, flags: inlineFlags, source: range, text: text)
  }

  mutating func openEmphasis(_ kind: ContentNode.Kind) {
    noteBoldStart(kind)
    let start = aligner.openEmphasis(length: kind == .strong ? 2 : 1)
    pushInline(kind, at: start)
  }

  mutating func closeEmphasis() {
    let length = open.last?.kind == .strong ? 2 : 1
    popInline(sourceEnd: aligner.closeEmphasis(length: length))
  }

  mutating func openLink(
    isImage: Bool, address: UnsafeBufferPointer<UInt8>, title: UnsafeBufferPointer<UInt8>
  ) {
    let start = aligner.openLink(isImage: isImage)
    let isMark = !isImage && MarkScheme(of: address) != nil
    pushInline(isImage ? .image : isMark ? .mark : .link, at: start)
    if !isImage { openLinks += 1 }
    guard let node = open.last?.node else { return }
    nodes[node].attribute = appendAttribute(address)
    if isMark { document.marks.append(MarkTitle(node: node, title: Array(title))) }
  }

  mutating func closeLink() {
    if open.last?.kind != .image { openLinks -= 1 }
    popInline(sourceEnd: aligner.closeLink())
  }

  private mutating func pushInline(_ kind: ContentNode.Kind, at offset: Int) {
    inlineDepth += 1
    if inlineDepth > Self.deepestInline {
      open.append(OpenNode(kind: kind, node: nil))
    } else {
      push(kind, at: offset)
    }
  }

  private mutating func popInline(sourceEnd: Int) {
    inlineDepth -= 1
    guard let node = pop(sourceEnd: sourceEnd), !aligner.isAligned else { return }
    nodes[node].flags.insert(.imprecise)
  }

  /// Remembers bold words that begin a line of a paragraph or heading.
  private mutating func noteBoldStart(_ kind: ContentNode.Kind) {
    guard kind == .strong, inlineDepth == 0, let last = nodes.last else { return }
    let isFirst = last.kind == .paragraph || last.kind == .heading
    guard isFirst || last.kind == .softBreak || last.kind == .hardBreak else { return }
    let all = aligner.containers.count
    let isLater = !isFirst && all > 0 && aligner.isAligned
    boldStarts.append(
      BoldStart(node: nextIndex, matched: isLater ? aligner.matchedContainers() : all))
  }
}
