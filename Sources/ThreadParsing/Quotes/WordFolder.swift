import CruxModel

/// Makes case, quotation marks, dashes and white space equal, and nothing else (FORMAT §4).
///
/// Runs of white space become one space; none stands at an end.
struct WordFolder {
  private(set) var bytes: [UInt8] = []
  /// For each folded byte the offset in the text it came from; kept only where asked for.
  private(set) var offsets: [UInt32] = []
  private let keepsOffsets: Bool
  private var isAfterSpace = true

  init(keepsOffsets: Bool = false) { self.keepsOffsets = keepsOffsets }

  /// A separation of words.
  mutating func space() {
    guard !isAfterSpace else { return }
    isAfterSpace = true
    bytes.append(ASCII.space)
    if keepsOffsets { offsets.append(offsets.last.map { $0 + 1 } ?? 0) }
  }

  /// A byte that stands between words of different places.
  mutating func append(boundary byte: UInt8) {
    bytes.append(byte)
    if keepsOffsets { offsets.append(offsets.last.map { $0 + 1 } ?? 0) }
    isAfterSpace = true
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = text[position]
      if byte < 0x80 {
        appendASCII(byte, at: position)
        position += 1
      } else {
        position = appendScalar(text, at: position, limit: range.upperBound)
      }
    }
  }

  private mutating func appendASCII(_ byte: UInt8, at offset: Int) {
    switch byte {
    case 0x09...0x0D, ASCII.space: space()
    case 0x41...0x5A: add(byte | 0x20, at: offset)
    case ASCII.quote: add(UInt8(ascii: "'"), at: offset)
    default: add(byte, at: offset)
    }
  }

  private mutating func add(_ byte: UInt8, at offset: Int) {
    bytes.append(byte)
    isAfterSpace = false
    if keepsOffsets { offsets.append(UInt32(truncatingIfNeeded: offset)) }
  }

  private mutating func appendScalar(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, limit: Int
  ) -> Int {
    var end = offset + 1
    while end < limit, text[end] & 0xC0 == 0x80 { end += 1 }
    let scalars = String(decoding: text[offset..<end], as: UTF8.self).unicodeScalars
    guard let scalar = scalars.first else { return end }
    switch scalar.value {
    case 0x2010...0x2015, 0x2212: add(ASCII.hyphen, at: offset)
    case 0x2018...0x201F, 0xAB, 0xBB, 0x2039, 0x203A: add(UInt8(ascii: "'"), at: offset)
    default:
      if scalar.properties.isWhitespace {
        space()
      } else {
        for byte in scalar.properties.lowercaseMapping.utf8 { add(byte, at: offset) }
      }
    }
    return end
  }

  /// Takes a space off the end.
  mutating func trimEnd() {
    guard bytes.last == ASCII.space else { return }
    bytes.removeLast()
    if keepsOffsets { offsets.removeLast() }
  }

  /// FNV-1a (Fowler, Noll, Vo), 64 bits, without the space at the end.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let words = bytes.last == ASCII.space ? bytes.dropLast() : bytes[...]
    for byte in words { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
