import CruxModel

/// The bold lines of one paragraph or heading, read from the last to the first, since whether a
/// header without a colon ends depends on whether the next line is one.
struct ParagraphHeaders {
  struct Line {
    var node: Int
    /// How many containers its source line bears the markers of.
    var matched: Int
    let reading: HeaderReading
    /// Index after the last node of the header.
    var headerEnd: Int
    /// Where the node before `headerEnd` has to be cut: the offset in the text after the colon and
    /// its spaces.
    var cut: UInt32?

    var isHeader: Bool { reading.isHeader }
    var label: Label? { reading.label }
    /// A line that is no header but for a slip ends the one above, or one slip would undo all above.
    var endsHeaderAbove: Bool { isHeader || label != nil && reading.hasCode }
  }

  let block: Int
  let starts: [ContentWriter.BoldStart]
  /// In order of their nodes.
  private(set) var lines: [Line] = []

  init(block: Int, starts: [ContentWriter.BoldStart]) {
    self.block = block
    self.starts = starts
  }

  mutating func scan(_ writer: borrowing ContentWriter) {
    let end = Int(writer.nodes[block].end)
    var nextStart = end
    var nextIsHeader = false
    var tail = FlatBuffer<UInt8>(capacity: 128)
    for start in starts.reversed() {
      let limit = nextIsHeader ? nextStart : end
      // A header ends before the break in front of the next; past bold prose it cannot go.
      let reach = nextIsHeader ? limit - 1 : min(limit, nextStart + 1)
      let line = Self.line(start, upTo: reach, in: writer, &tail)
      if let line { lines.append(line) }
      nextStart = start.node
      nextIsHeader = line?.endsHeaderAbove ?? false
    }
    lines.reverse()
  }

  private static func line(
    _ start: ContentWriter.BoldStart, upTo limit: Int, in writer: borrowing ContentWriter,
    _ bytes: inout FlatBuffer<UInt8>
  ) -> Line? {
    let first = start.node + 1
    guard Int(writer.nodes[start.node].end) == first + 1,
      writer.nodes[first].kind == .text
    else { return nil }
    var name = writer.nodes[first].text
    guard !name.isEmpty else { return nil }
    var tail = TailReader(headerEnd: first + 1)
    bytes.removeAll(from: 0)
    if writer.bytes[Int(name.upper) - 1] == ASCII.colon {
      let colon = Int(name.upper) - 1
      guard !writer.isEscaped(textOffset: colon, in: writer.nodes[first]) else { return nil }
      name.upper -= 1
      tail.endInsideBold(writer)
    } else {
      tail.read(from: first + 1, upTo: limit, in: writer, &bytes)
    }
    let reading = HeaderReading(
      name: name, label: HeaderSpelling.label(writer.bytes.part(name.range)), tail: bytes.elements,
      ending: tail.ending, credences: writer.credences)
    return Line(
      node: start.node, matched: start.matched, reading: reading, headerEnd: tail.headerEnd,
      cut: tail.cut)
  }
}

/// Reads what follows the bold words of a line, up to its colon.
private struct TailReader {
  private(set) var ending = HeaderTail.Ending.none
  private(set) var headerEnd: Int
  private(set) var cut: UInt32?

  init(headerEnd: Int) { self.headerEnd = headerEnd }

  /// `**Label:**`: the text begins right after it.
  mutating func endInsideBold(_ writer: borrowing ContentWriter) {
    ending = .insideBold
    guard headerEnd < writer.nodes.count,
      writer.nodes[headerEnd].kind == .text
    else { return }
    let text = writer.nodes[headerEnd].text
    let blanks = writer.bytes.part(text.range).prefix(while: ASCII.isBlank).count
    if blanks > 0 { cutAfter(node: headerEnd, offset: Int(text.lower) + blanks, of: text) }
  }

  /// Writes what it reads to the bytes.
  mutating func read(
    from first: Int, upTo limit: Int, in writer: borrowing ContentWriter,
    _ bytes: inout FlatBuffer<UInt8>
  ) {
    var index = first
    while index < limit {
      let node = writer.nodes[index]
      switch node.kind {
      case .text:
        if readText(node, at: index, in: writer, &bytes) { return }
      case .code:
        bytes.append(HeaderTail.codeStart)
        bytes.append(contentsOf: writer.bytes.part(node.text.range))
        bytes.append(HeaderTail.codeEnd)
      case .softBreak:
        bytes.append(ASCII.space)
      default:
        ending = .prose
        return
      }
      index += 1
      headerEnd = index
    }
  }

  /// Reads a text up to its first colon; whether there was one.
  private mutating func readText(
    _ node: ContentNode, at index: Int, in writer: borrowing ContentWriter,
    _ bytes: inout FlatBuffer<UInt8>
  ) -> Bool {
    let text = writer.bytes.part(node.text.range)
    guard let colon = text.firstOffset(of: ASCII.colon) else {
      bytes.append(contentsOf: text)
      return false
    }
    bytes.append(contentsOf: text.part(0..<colon))
    let start = Int(node.text.lower)
    if writer.isEscaped(textOffset: start + colon, in: node) {
      ending = .escaped
      return true
    }
    ending = .colon
    var after = colon + 1
    while after < text.count, ASCII.isBlank(text[after]) { after += 1 }
    headerEnd = index
    cutAfter(node: index, offset: start + after, of: node.text)
    return true
  }

  private mutating func cutAfter(node: Int, offset: Int, of text: ByteRange) {
    headerEnd = node + 1
    cut = offset < Int(text.upper) ? UInt32(offset) : nil
  }
}

extension ContentWriter {
  /// Whether the byte at the text offset stands behind a backslash in the source.
  borrowing func isEscaped(textOffset: Int, in node: ContentNode) -> Bool {
    guard !node.flags.contains(.imprecise), node.source.count != node.text.count else {
      return false
    }
    return source[sourceOffset(ofText: textOffset, in: node)] == ASCII.backslash
  }

  /// Where the byte at the text offset stands in the source; the node's start where that is not
  /// known.
  borrowing func sourceOffset(ofText offset: Int, in node: ContentNode) -> Int {
    let position = offset - Int(node.text.lower)
    let start = Int(node.source.lower)
    if node.flags.contains(.imprecise) { return start }
    if node.source.count == node.text.count { return start + position }
    let found = SourceAligner.offsets(
      of: [position], in: bytes.part(node.text.range), from: start, source: source)
    return found?.first ?? start
  }
}
