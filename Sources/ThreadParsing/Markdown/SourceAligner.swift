import CruxModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds the bytes of a block's inlines by walking libcmark's literals and the source side by side.
///
/// libcmark 0.30's inline columns are wrong after a backslash hard break, after link reference
/// definitions, on lazily continued lines and in spans of several lines. Its literals are right and
/// in order, so each is looked for where the one before it ended. Where that fails the rest of the
/// block has no exact bytes (`isAligned` is false).
struct SourceAligner {
  /// The bytes libcmark was given.
  let source: UnsafeBufferPointer<UInt8>
  let lines: SourceLines
  /// The quotes and items around the block, outermost first.
  var containers: [Container] = []
  /// Where the next inline is expected.
  private(set) var cursor = 0
  /// The index of the line the cursor is on.
  private(set) var line = 0
  private(set) var isAligned = false
  /// Whether nothing of the block was found yet; link reference definitions may stand before it.
  private var isAtStart = false

  init(source: UnsafeBufferPointer<UInt8>, lines: SourceLines) {
    self.source = source
    self.lines = lines
  }

  // MARK: Blocks

  /// Starts a paragraph or heading at the line and byte column, both from 1, where libcmark says
  /// that it starts; the line is counted from the first that libcmark was given.
  mutating func begin(line number: Int, column: Int) {
    isAligned = true
    isAtStart = true
    line = min(max(0, number - 1), lines.count - 1)
    cursor = skippingBlanks(from: min(lines[line] + column - 1, source.count))
  }

  /// Steps over the `#`s of an ATX heading, where there are any.
  mutating func skipHeadingMarker(level: Int) {
    var position = cursor
    while position < source.count, position - cursor < level, source[position] == ASCII.hash {
      position += 1
    }
    if position - cursor == level { cursor = skippingBlanks(from: position) }
  }

  /// Moves to where the content of the next line begins.
  mutating func nextLine() {
    moveLine(to: cursor)
    guard line + 1 < lines.count else {
      cursor = source.count
      return
    }
    line += 1
    cursor = contentStart(ofLine: line)
  }

  /// How many of the containers the current line bears the markers of.
  func matchedContainers() -> Int {
    ContainerPrefix(of: source, from: lines[line], in: containers).matched
  }

  private func contentStart(ofLine index: Int) -> Int {
    let start = lines[index]
    guard !containers.isEmpty else { return skippingBlanks(from: start) }
    return skippingBlanks(from: ContainerPrefix(of: source, from: start, in: containers).end)
  }

  private func skippingBlanks(from offset: Int) -> Int {
    var position = offset
    while position < source.count, ASCII.isBlank(source[position]) { position += 1 }
    return position
  }

  private mutating func moveLine(to offset: Int) {
    while line + 1 < lines.count, lines[line + 1] <= offset { line += 1 }
  }

  // MARK: Inlines

  /// The bytes of a text, which may hold escapes and entities.
  mutating func text(_ literal: UnsafeBufferPointer<UInt8>) -> ByteRange {
    guard isAligned else { return lineRange }
    if let end = matchEnd(of: literal, at: cursor) { return advance(to: end) }
    if isAtStart, let found = pastDefinitions({ $0.matchEnd(of: literal, at: $1) }) {
      cursor = found.start
      return advance(to: found.end)
    }
    return fail()
  }

  /// The bytes of raw inline HTML, whose literal keeps the line ends but not the markers after them.
  mutating func html(_ literal: UnsafeBufferPointer<UInt8>) -> ByteRange {
    guard isAligned else { return lineRange }
    prepare(for: ASCII.less)
    guard let end = matchEnd(of: literal, at: cursor) else { return fail() }
    return advance(to: end)
  }

  /// The bytes of a code span, backticks included.
  mutating func code() -> ByteRange {
    guard isAligned else { return lineRange }
    prepare(for: ASCII.backtick)
    let length = runLength(at: cursor)
    var position = cursor + length
    guard length > 0 else { return fail() }
    while position < source.count {
      guard let next = source.firstOffset(of: ASCII.backtick, from: position) else { return fail() }
      let run = runLength(at: next)
      position = next + run
      if run == length { return advance(to: position) }
    }
    return fail()
  }

  /// Steps over the opening delimiter of emphasis (1) or strong emphasis (2); its offset.
  mutating func openEmphasis(length: Int) -> Int {
    if isAligned, isAtStart, !isEmphasisMark(at: cursor) {
      if let found = pastDefinitions({ $0.isEmphasisMark(at: $1) ? $1 : nil }) {
        cursor = found.start
      }
    }
    let start = cursor
    stepOverEmphasis(length: length)
    return start
  }

  /// Steps over the closing delimiter; the offset after it.
  mutating func closeEmphasis(length: Int) -> Int {
    stepOverEmphasis(length: length)
    return cursor
  }

  /// Steps over `[`, `![` or `<`; the offset of the first.
  mutating func openLink(isImage: Bool) -> Int {
    guard isAligned else { return lineRange.range.lowerBound }
    let first = isImage ? ASCII.bang : ASCII.openBracket
    if isAtStart, !isLinkOpening(first, at: cursor) || isDefinition(at: cursor),
      let found = pastDefinitions({
        $0.isLinkOpening(first, at: $1) && !$0.isDefinition(at: $1) ? $1 : nil
      })
    {
      cursor = found.start
    }
    guard isLinkOpening(first, at: cursor) else { return fail().range.lowerBound }
    let start = cursor
    cursor += isImage ? 2 : 1
    isAtStart = false
    return start
  }

  /// Steps over what closes a link or image; the offset after it.
  mutating func closeLink() -> Int {
    guard isAligned else { return lineRange.range.upperBound }
    guard cursor < source.count else { return fail().range.upperBound }
    switch source[cursor] {
    case ASCII.greater: cursor += 1
    case ASCII.closeBracket: cursor = LinkTail(source, after: cursor + 1).end
    default: return fail().range.upperBound
    }
    moveLine(to: cursor)
    return cursor
  }

  /// The current line without its end: what is shown where the exact bytes are not known.
  var lineRange: ByteRange {
    let start = lines[line]
    var end = line + 1 < lines.count ? lines[line + 1] : source.count
    while end > start, ASCII.isLineEnd(source[end - 1]) { end -= 1 }
    return ByteRange(start, end)
  }

  @inline(__always)
  private mutating func advance(to end: Int) -> ByteRange {
    let range = ByteRange(cursor, end)
    cursor = end
    isAtStart = false
    moveLine(to: end)
    return range
  }

  private mutating func fail() -> ByteRange {
    isAligned = false
    return lineRange
  }

  private mutating func stepOverEmphasis(length: Int) {
    guard isAligned else { return }
    for _ in 0..<length {
      guard isEmphasisMark(at: cursor) else {
        isAligned = false
        return
      }
      cursor += 1
    }
    isAtStart = false
  }

  private func isLinkOpening(_ first: UInt8, at offset: Int) -> Bool {
    offset < source.count
      && (source[offset] == first || (first == ASCII.openBracket && source[offset] == ASCII.less))
  }

  private func isEmphasisMark(at offset: Int) -> Bool {
    offset < source.count && (source[offset] == ASCII.star || source[offset] == ASCII.underscore)
  }

  private func runLength(at offset: Int) -> Int {
    var end = offset
    while end < source.count, source[end] == ASCII.backtick { end += 1 }
    return end - offset
  }

  // MARK: Link reference definitions

  private mutating func prepare(for first: UInt8) {
    guard isAtStart, cursor >= source.count || source[cursor] != first else { return }
    let found = pastDefinitions { aligner, offset in
      offset < aligner.source.count && aligner.source[offset] == first ? offset : nil
    }
    if let found { cursor = found.start }
  }

  private func isDefinition(at offset: Int) -> Bool {
    guard offset < source.count, source[offset] == ASCII.openBracket else { return false }
    let end = LinkTail.endOfLabel(source, from: offset + 1)
    return end.map { $0 < source.count && source[$0] == ASCII.colon } ?? false
  }

  /// libcmark takes link reference definitions off the front of a paragraph: tries the lines after
  /// them, up to the next blank line.
  private mutating func pastDefinitions(
    _ match: (borrowing SourceAligner, Int) -> Int?
  ) -> (start: Int, end: Int)? {
    guard cursor < source.count, source[cursor] == ASCII.openBracket else { return nil }
    var next = line + 1
    while next < lines.count {
      let start = contentStart(ofLine: next)
      guard start < source.count, !ASCII.isLineEnd(source[start]) else { return nil }
      if let end = match(self, start) {
        line = next
        return (start, end)
      }
      next += 1
    }
    return nil
  }

  // MARK: Literals

  /// Where the literal ends if the source spells it from the offset on.
  @inline(__always)
  private func matchEnd(of literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    guard let wanted = literal.baseAddress, let base = source.baseAddress else { return offset }
    if offset + literal.count <= source.count,
      memcmp(wanted, base + offset, literal.count) == 0
    {
      return offset + literal.count
    }
    return endOfWalk(along: literal, from: offset)
  }

  @inline(never)
  private func endOfWalk(along literal: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
    var walk = LiteralWalk(
      literal: literal, source: source, lines: lines, containers: containers)
    return walk.end(from: offset)
  }

  /// The source offset of each of the given offsets in a literal that begins at `start`; offsets
  /// must rise. Nil where the literal is not spelt there.
  static func offsets(
    of positions: [Int], in literal: UnsafeBufferPointer<UInt8>, from start: Int,
    source: UnsafeBufferPointer<UInt8>
  ) -> [Int]? {
    var walk = LiteralWalk(literal: literal, source: source)
    walk.wanted = positions
    guard walk.end(from: start) != nil, walk.found.count == positions.count else { return nil }
    return walk.found
  }
}
