import CruxModel

/// The bold lines of one paragraph or heading, read from the last to the first, since whether a
/// header without a colon ends depends on whether the next line is one.
struct ParagraphHeaders {
  struct Line {
    var node: Int
    /// How many containers its source line bears the markers of.
    var matched: Int
    var name: ByteRange
    var label: Label?
    var parts: HeaderParts?
    var misfit: String?
    var tail: HeaderTail
    /// Index after the last node of the header.
    var headerEnd: Int
    /// Where the node before `headerEnd` has to be cut: the offset in the text after the colon and
    /// its spaces.
    var cut: UInt32?

    var isHeader: Bool { parts != nil }
    /// A line that is no header but for a slip ends the one above, or one slip would undo all above.
    var endsHeaderAbove: Bool { isHeader || label != nil && tail.hasCode }
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
    let end = Int(writer.document.content[block].end)
    var nextStart = end
    var nextIsHeader = false
    for start in starts.reversed() {
      let limit = nextIsHeader ? nextStart : end
      // A header ends before the break in front of the next; past bold prose it cannot go.
      let reach = nextIsHeader ? limit - 1 : min(limit, nextStart + 1)
      let line = Self.line(start, upTo: reach, in: writer)
      if let line { lines.append(line) }
      nextStart = start.node
      nextIsHeader = line?.endsHeaderAbove ?? false
    }
    lines.reverse()
  }

  private static func line(
    _ start: ContentWriter.BoldStart, upTo limit: Int, in writer: borrowing ContentWriter
  ) -> Line? {
    let content = writer.document.content
    let bold = content[start.node]
    guard Int(bold.end) == start.node + 2, content[start.node + 1].kind == .text else { return nil }
    var name = content[start.node + 1].text
    guard !name.isEmpty else { return nil }
    let isColonInside = writer.document.text[Int(name.upper) - 1] == ASCII.colon
    if isColonInside { name.upper -= 1 }
    var line = Line(
      node: start.node, matched: start.matched, name: name,
      label: HeaderSpelling.label(writer.document.text[name.range]), tail: HeaderTail(),
      headerEnd: start.node + 2)
    if isColonInside {
      line.endInsideBold(writer)
    } else {
      line.readTail(from: start.node + 2, upTo: limit, in: writer)
    }
    line.judge(writer)
    return line
  }
}

extension ParagraphHeaders.Line {
  /// `**Label:**`: the text begins right after it.
  fileprivate mutating func endInsideBold(_ writer: borrowing ContentWriter) {
    tail.ending = .insideBold
    let content = writer.document.content
    guard headerEnd < content.count, content[headerEnd].kind == .text else { return }
    let text = content[headerEnd].text
    let blanks = writer.document.text[text.range].prefix(while: ASCII.isBlank).count
    if blanks > 0 { cutAfter(node: headerEnd, offset: Int(text.lower) + blanks, of: text) }
  }

  fileprivate mutating func readTail(
    from first: Int, upTo limit: Int, in writer: borrowing ContentWriter
  ) {
    var index = first
    while index < limit {
      let node = writer.document.content[index]
      switch node.kind {
      case .text:
        if readText(node, at: index, in: writer) { return }
      case .code:
        tail.bytes.append(HeaderTail.codeStart)
        tail.bytes += writer.document.text[node.text.range]
        tail.bytes.append(HeaderTail.codeEnd)
      case .softBreak, .hardBreak:
        tail.bytes.append(ASCII.space)
      default:
        tail.ending = .prose
        return
      }
      index += 1
      headerEnd = index
    }
  }

  /// Reads a text up to its first colon; whether there was one.
  private mutating func readText(
    _ node: ContentNode, at index: Int, in writer: borrowing ContentWriter
  ) -> Bool {
    let bytes = writer.document.text[node.text.range]
    guard let colon = bytes.firstIndex(of: ASCII.colon) else {
      tail.bytes += bytes
      return false
    }
    tail.bytes += bytes[..<colon]
    if writer.isEscaped(textOffset: colon, in: node) {
      tail.ending = .escaped
      return true
    }
    tail.ending = .colon
    var after = colon + 1
    while after < bytes.endIndex, ASCII.isBlank(bytes[after]) { after += 1 }
    headerEnd = index
    cutAfter(node: index, offset: after, of: node.text)
    return true
  }

  private mutating func cutAfter(node: Int, offset: Int, of text: ByteRange) {
    headerEnd = node + 1
    cut = offset < Int(text.upper) ? UInt32(offset) : nil
  }

  /// Decides whether the line is a header.
  fileprivate mutating func judge(_ writer: borrowing ContentWriter) {
    guard let label else { return }
    switch HeaderGrammar.read(tail, credences: writer.credences) {
    case .prose(let misfit):
      self.misfit = misfit
    case .header(let found):
      let isBare = tail.ending == .none && !tail.hasCode && !found.isQuoted
      if isBare && !label.isStance { misfit = "" } else { parts = found }
    }
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
    let found = document.text[node.text.range].withUnsafeBufferPointer {
      SourceAligner.offsets(of: [position], in: $0, from: start, source: source)
    }
    return found?.first ?? start
  }
}
