import CruxModel

/// Makes case, quotation marks, dashes and white space equal, and nothing else (FORMAT §4).
///
/// Runs of white space become one space; none stands at an end.
struct WordFolder {
  /// From `folded` on, folded bytes come one by one from text bytes at `text` on, as far as the next
  /// run of the same place.
  struct Run {
    var folded: Int
    var text: Int
  }

  private(set) var bytes: [UInt8] = []
  /// Where folded bytes came from; rising in `folded`, and in `text` within one place.
  private(set) var runs: [Run] = []
  private var isAfterSpace = true

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// A separation of words.
  mutating func space() {
    guard !isAfterSpace else { return }
    isAfterSpace = true
    bytes.append(ASCII.space)
  }

  /// A byte that stands between words of different places.
  mutating func append(boundary byte: UInt8) {
    bytes.append(byte)
    isAfterSpace = true
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    if range.isEmpty { return }
    var position = range.lowerBound
    runs.append(Run(folded: bytes.count, text: position))
    while position < range.upperBound {
      if !isAfterSpace || text[position] != ASCII.space {
        position = appendPlain(text, position..<range.upperBound)
      }
      guard position < range.upperBound else { return }
      if text[position] < 0x80 {
        position = appendASCII(text[position], at: position)
      } else {
        position = appendScalar(text, at: position, limit: range.upperBound)
        runs.append(Run(folded: bytes.count, text: position))
      }
    }
  }

  /// Folds up to the first byte that is not plain; its offset. Bytes are copied in one go and
  /// lower-cased where they lie.
  private mutating func appendPlain(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let end = text.endOfPlain(in: range)
    guard end > range.lowerBound else { return end }
    let start = bytes.count
    bytes.append(contentsOf: text.part(range.lowerBound..<end))
    bytes.withUnsafeMutableBufferPointer { bytes in
      for index in start..<bytes.count {
        bytes[index] |= bytes[index] &- 0x41 < 26 ? 0x20 : 0
      }
    }
    isAfterSpace = text[end - 1] == ASCII.space
    return end
  }

  /// Folds one byte; the offset after it.
  private mutating func appendASCII(_ byte: UInt8, at offset: Int) -> Int {
    switch byte {
    case 0x09...0x0D, ASCII.space:
      if isAfterSpace { runs.append(Run(folded: bytes.count, text: offset + 1)) }
      space()
    case ASCII.quote: add(UInt8(ascii: "'"))
    default: add(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return offset + 1
  }

  private mutating func appendScalar(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, limit: Int
  ) -> Int {
    var end = offset + 1
    while end < limit, text[end] & 0xC0 == 0x80 { end += 1 }
    let scalar = Self.scalar(text, offset..<end)
    switch scalar.value {
    case 0x2010...0x2015, 0x2212: add(ASCII.hyphen)
    case 0x2018...0x201F, 0xAB, 0xBB, 0x2039, 0x203A: add(UInt8(ascii: "'"))
    case 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x85: space()
    default:
      for byte in scalar.properties.lowercaseMapping.utf8 { add(byte) }
    }
    return end
  }

  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Unicode.Scalar {
    let lead = UInt32(text[range.lowerBound])
    var value = lead & (range.count == 2 ? 0x1F : range.count == 3 ? 0x0F : 0x07)
    for index in range.dropFirst() { value = value << 6 | UInt32(text[index] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private mutating func add(_ byte: UInt8) {
    bytes.append(byte)
    isAfterSpace = false
  }

  /// Takes a space off the end.
  mutating func trimEnd() {
    if bytes.last == ASCII.space { bytes.removeLast() }
  }

  /// The text offset that the folded byte came from; inside a folded scalar, that of the scalar's
  /// run.
  func textOffset(of folded: Int) -> Int {
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].folded <= folded { low = middle } else { high = middle }
    }
    guard low < runs.count else { return 0 }
    let offset = runs[low].text + folded - runs[low].folded
    guard low + 1 < runs.count, runs[low + 1].text >= runs[low].text else { return offset }
    return min(offset, runs[low + 1].text)
  }

  /// FNV-1a (Fowler, Noll, Vo), 64 bits, without the space at the end.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let words = bytes.last == ASCII.space ? bytes.dropLast() : bytes[...]
    for byte in words { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first byte of the range that folding does more to than lower-casing: beyond
  /// ASCII, control characters, `"`, and a space before another space.
  fileprivate func endOfPlain(in range: Range<Int>) -> Int {
    let raw = UnsafeRawBufferPointer(self)
    var position = range.lowerBound
    while position + 8 < range.upperBound {
      let here = EightBytes(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let next = EightBytes(raw.loadUnaligned(fromByteOffset: position + 1, as: UInt64.self))
      let isPlain =
        !here.hasByte(below: ASCII.space) && !here.isBeyondASCII && !here.hasByte(ASCII.quote)
        && !EightBytes.haveByteAtOnePlace(ASCII.space, here, next)
      if !isPlain { break }
      position += 8
    }
    while position < range.upperBound, isPlain(at: position, before: range.upperBound) {
      position += 1
    }
    return position
  }

  private func isPlain(at offset: Int, before end: Int) -> Bool {
    let byte = self[offset]
    if byte == ASCII.space { return offset + 1 == end || self[offset + 1] != ASCII.space }
    return byte &- ASCII.space < 0x60 && byte != ASCII.quote
  }
}

/// Eight bytes tested at a time (Warren, "Hacker's Delight", 6-1).
private struct EightBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private let value: UInt64

  @inline(__always) init(_ value: UInt64) { self.value = value }

  @inline(__always) var isBeyondASCII: Bool { value & Self.highBits != 0 }

  /// Whether any of them is below the limit, which is at most 128.
  @inline(__always) func hasByte(below limit: UInt8) -> Bool {
    (value &- Self.ones &* UInt64(limit)) & ~value & Self.highBits != 0
  }

  @inline(__always) func hasByte(_ byte: UInt8) -> Bool {
    EightBytes(value ^ (Self.ones &* UInt64(byte))).hasByte(below: 1)
  }

  /// Whether the byte stands at the same place in both.
  @inline(__always) static func haveByteAtOnePlace(
    _ byte: UInt8, _ left: EightBytes, _ right: EightBytes
  ) -> Bool {
    let wanted = ones &* UInt64(byte)
    return EightBytes((left.value ^ wanted) | (right.value ^ wanted)).hasByte(below: 1)
  }
}
