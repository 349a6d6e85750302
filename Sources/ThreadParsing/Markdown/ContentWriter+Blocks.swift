import CruxModel

extension ContentWriter {
  // MARK: Containers

  mutating func openQuote(at position: BlockPosition) {
    pushContainer(.blockQuote, at: position)
    let offset = offset(of: position)
    aligner.containers.append(
      Container(kind: .quote, firstLine: position.line, firstContent: offset + 1))
  }

  mutating func openList(_ flags: ContentNode.Flags, first: UInt32, at position: BlockPosition) {
    pushContainer(.list, flags: flags, number: first, at: position)
  }

  mutating func openItem(at position: BlockPosition, content: BlockPosition?) {
    pushContainer(.item, at: position)
    let marker = offset(of: position)
    let start = contentStart(marker: marker, position, content)
    let indent = start - outerContentStart(onLineOf: position, marker: marker)
    aligner.containers.append(
      Container(
        kind: .item(indent: max(2, indent)), firstLine: position.line, firstContent: start))
  }

  mutating func closeContainer() {
    aligner.containers.removeLast()
    pop(sourceEnd: lastSourceEnd)
  }

  mutating func closeList() {
    pop(sourceEnd: lastSourceEnd)
  }

  private mutating func pushContainer(
    _ kind: ContentNode.Kind, flags: ContentNode.Flags = .none, number: UInt32 = 0,
    at position: BlockPosition
  ) {
    let offset = offset(of: position)
    guard depth < Self.deepestBlock else {
      noticeDepth(at: offset)
      open.append(OpenNode(kind: kind, node: nil))
      return
    }
    push(kind, flags: flags, number: number, at: offset)
  }

  private mutating func noticeDepth(at offset: Int) {
    guard !hasNoticedDepth else { return }
    hasNoticedDepth = true
    document.notices.append(notice(.nestedTooDeep(limit: Self.deepestBlock), at: offset))
  }

  /// Where an item's content begins on its first line: where its first block does, or a blank after
  /// the marker when the item begins with an empty line.
  private func contentStart(
    marker: Int, _ position: BlockPosition, _ content: BlockPosition?
  ) -> Int {
    if let content, content.line == position.line { return offset(of: content) }
    var end = marker
    while end < source.count, ASCII.isDigit(source[end]) { end += 1 }
    return end + 2
  }

  /// On the line where an item begins, the offset that its indentation counts from.
  private func outerContentStart(onLineOf position: BlockPosition, marker: Int) -> Int {
    let line = min(max(0, position.line - 1), lines.count - 1)
    guard let outer = aligner.containers.last else { return lines[line] }
    if outer.firstLine == position.line { return outer.firstContent }
    return ContainerPrefix(of: source, from: lines[line], in: aligner.containers).end
  }

  /// Where the last node ends in the source.
  private var lastSourceEnd: Int { nodes.last.map { Int($0.source.upper) } ?? 0 }

  // MARK: Leaves

  mutating func openLeaf(_ kind: ContentNode.Kind, number: UInt32, at position: BlockPosition) {
    separateBlock()
    push(kind, number: number, at: offset(of: position))
    if !boldStarts.isEmpty { boldStarts.removeAll(keepingCapacity: true) }
    inlineDepth = 0
    aligner.begin(line: position.line, column: position.column)
    if kind == .heading { aligner.skipHeadingMarker(level: Int(number)) }
  }

  mutating func closeLeaf() {
    guard let node = pop(sourceEnd: lastSourceEnd), !boldStarts.isEmpty else { return }
    var headers = ParagraphHeaders(block: node, starts: boldStarts)
    headers.scan(self)
    if nodes[node].kind == .heading {
      noticeMisplaced(headers)
    } else {
      rebuildParagraph(node, with: headers)
    }
  }

  mutating func codeBlock(
    _ literal: UnsafeBufferPointer<UInt8>, info: UnsafeBufferPointer<UInt8>,
    at extent: (start: BlockPosition, lastLine: Int)
  ) {
    let isIndented = info.isEmpty && !startsWithFence(at: offset(of: extent.start))
    let node = literalBlock(.codeBlock, literal, at: extent)
    nodes[node].attribute = appendAttribute(info)
    if isIndented, let label = HeaderSpelling.label(startingLineOf: literal) {
      document.notices.append(notice(.misplacedHeader(label), at: offset(of: extent.start)))
    }
  }

  mutating func htmlBlock(
    _ literal: UnsafeBufferPointer<UInt8>, at extent: (start: BlockPosition, lastLine: Int)
  ) {
    _ = literalBlock(.htmlBlock, literal, at: extent)
  }

  /// Lines that are not read as Markdown, kept as they are in one literal block.
  mutating func plainText(ofLines part: Range<Int>) {
    let range = bytes(ofLines: part)
    document.notices.append(notice(.tooMuchMarkup(isPlainText: true), at: range.lowerBound))
    separateBlock()
    var repaired = String(decoding: source.part(range), as: UTF8.self)
    let text = repaired.withUTF8 { appendText($0) }
    append(.codeBlock, source: ByteRange(range.lowerBound, range.upperBound), text: text)
  }

  mutating func noticeParts() {
    let kind = Notice.Kind.tooMuchMarkup(isPlainText: false)
    document.notices.append(notice(kind, at: lines[0]))
  }

  /// The bytes of lines given by their index.
  func bytes(ofLines part: Range<Int>) -> Range<Int> {
    let end = part.upperBound < lines.count ? lines[part.upperBound] : source.count
    return lines[part.lowerBound]..<end
  }

  /// Makes room at once, since growing would for a moment hold all nodes twice.
  mutating func reserveNodes(_ count: Int) {
    nodes.reserve(count)
  }

  mutating func thematicBreak(at extent: (start: BlockPosition, lastLine: Int)) {
    let end = bytes.count
    append(.thematicBreak, source: sourceRange(extent), text: ByteRange(end, end))
  }

  private mutating func literalBlock(
    _ kind: ContentNode.Kind, _ literal: UnsafeBufferPointer<UInt8>,
    at extent: (start: BlockPosition, lastLine: Int)
  ) -> Int {
    separateBlock()
    let text = appendText(literal)
    return append(kind, source: sourceRange(extent), text: text)
  }

  private func sourceRange(_ extent: (start: BlockPosition, lastLine: Int)) -> ByteRange {
    let start = offset(of: extent.start)
    let last = min(max(extent.lastLine, extent.start.line), lines.count)
    var end = last < lines.count ? lines[last] : source.count
    while end > start, ASCII.isLineEnd(source[end - 1]) { end -= 1 }
    return ByteRange(start, max(start, end))
  }

  private func startsWithFence(at offset: Int) -> Bool {
    guard offset + 2 < source.count else { return false }
    let first = source[offset]
    return (first == ASCII.backtick || first == UInt8(ascii: "~"))
      && source[offset + 1] == first && source[offset + 2] == first
  }

  private mutating func noticeMisplaced(_ headers: ParagraphHeaders) {
    for line in headers.lines where line.isHeader {
      guard let label = line.label else { continue }
      let offset = Int(nodes[line.node].source.lower)
      document.notices.append(notice(.misplacedHeader(label), at: offset, length: 2))
    }
  }

  // MARK: Closing early and opening again

  /// Closes the open nodes from the index on, as if they ended before what comes next.
  mutating func closeEarly(from first: Int, sourceEnd: Int, textEnd: Int) {
    for index in openWithNode.elements.reversed() {
      if index < first { break }
      guard let node = open[index].node, !open[index].isClosed else { continue }
      open[index].isClosed = true
      closedCount += 1
      seal(node, sourceEnd: sourceEnd, textEnd: textEnd)
      depth -= 1
    }
  }

  /// Opens again, as nodes of their own, the containers that were closed early; `source` is that of
  /// the first thing in them.
  mutating func reopen(at source: ByteRange) {
    closedCount = 0
    for index in openWithNode.elements where open[index].isClosed {
      open[index].isClosed = false
      guard let old = open[index].node else { continue }
      var copy = nodes[old]
      copy.depth = UInt16(depth)
      copy.end = Int32(nextIndex + 1)
      copy.text = ByteRange(bytes.count, bytes.count)
      copy.source = ByteRange(Int(source.lower), Int(source.lower))
      open[index].node = nextIndex
      nodes.append(copy)
      depth += 1
    }
  }
}
