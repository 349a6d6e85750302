/// Reads the source along a literal of libcmark, over escapes, entities and replaced bytes.
struct LiteralWalk {
  let literal: UnsafeBufferPointer<UInt8>
  let source: UnsafeBufferPointer<UInt8>
  var lines: SourceLines?
  var containers: [Container] = []
  /// Offsets in the literal whose source offsets are asked for, rising.
  var wanted: [Int] = []
  private(set) var found: [Int] = []

  init(
    literal: UnsafeBufferPointer<UInt8>, source: UnsafeBufferPointer<UInt8>,
    lines: SourceLines? = nil, containers: [Container] = []
  ) {
    self.literal = literal
    self.source = source
    self.lines = lines
    self.containers = containers
  }

  /// The source offset after the literal, nil where the source says something else.
  mutating func end(from start: Int) -> Int? {
    var position = start
    var index = 0
    while index < literal.count {
      if found.count < wanted.count, wanted[found.count] <= index { found.append(position) }
      guard position < source.count else { return nil }
      guard let step = step(at: position, literal[index], index) else { return nil }
      index += step.literal
      position = step.source
    }
    if found.count < wanted.count, wanted[found.count] == index { found.append(position) }
    return position
  }

  private typealias Step = (literal: Int, source: Int)

  private func step(at position: Int, _ byte: UInt8, _ index: Int) -> Step? {
    let written = source[position]
    if written == ASCII.backslash, position + 1 < source.count, source[position + 1] == byte,
      ASCII.isPunctuation(byte)
    {
      return (1, position + 2)
    }
    if written == ASCII.ampersand, let entity = entity(at: position, index) { return entity }
    if written == byte { return afterLineEnd(byte, position) ?? (1, position + 1) }
    if byte == ASCII.lineFeed, written == ASCII.carriageReturn {
      return afterLineEnd(written, position)
    }
    return replaced(at: position, index)
  }

  /// libcmark strips container markers after a line end that it keeps.
  private func afterLineEnd(_ byte: UInt8, _ position: Int) -> Step? {
    guard ASCII.isLineEnd(byte), let lines else { return nil }
    let next = lines.index(holding: position) + 1
    guard next < lines.count else { return nil }
    let prefix = ContainerPrefix(of: source, from: lines[next], in: containers)
    var start = prefix.end
    while start < source.count, ASCII.isBlank(source[start]) { start += 1 }
    return (1, start)
  }

  /// An entity stands for one scalar (a few rare ones for two, which are not followed).
  private func entity(at position: Int, _ index: Int) -> Step? {
    var end = position + 1
    while end < source.count, end - position < 34, source[end] != ASCII.semicolon {
      guard source[end] == ASCII.hash || isLetterOrDigit(source[end]) else { return nil }
      end += 1
    }
    guard end < source.count, source[end] == ASCII.semicolon, end > position + 1 else { return nil }
    let isSpeltOut =
      index + (end - position) < literal.count
      && (position...end).allSatisfy { source[$0] == literal[index + $0 - position] }
    if isSpeltOut { return nil }
    return (scalarLength(at: index), end + 1)
  }

  /// libcmark replaces NUL and what is not UTF-8 by U+FFFD.
  private func replaced(at position: Int, _ index: Int) -> Step? {
    guard index + 3 <= literal.count, literal[index] == 0xEF, literal[index + 1] == 0xBF,
      literal[index + 2] == 0xBD
    else { return nil }
    if source[position] == 0 { return (3, position + 1) }
    guard source[position] >= 0x80 else { return nil }
    return (3, position + 1)
  }

  private func scalarLength(at index: Int) -> Int {
    switch literal[index] {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    ASCII.isDigit(byte) || (byte | 0x20) &- 0x61 < 26
  }
}
