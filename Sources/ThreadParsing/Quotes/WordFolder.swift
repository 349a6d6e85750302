import CruxModel

/// Makes case, quotation marks, dashes and white space equal, and nothing else (FORMAT §4).
///
/// Runs of white space become one space; none stands at an end.
struct WordFolder {
  /// From `folded` on, folded bytes come one by one from text bytes at `text` on.
  struct Run {
    var folded: Int
    var text: Int
  }

  private(set) var bytes: [UInt8] = []
  /// Where folded bytes came from; rising.
  private(set) var runs: [Run] = []
  private var isAfterSpace = true

  /// What each ASCII byte folds to; 0 for white space.
  private static let table: [UInt8] = (0..<128).map { (byte: UInt8) -> UInt8 in
    switch byte {
    case 0x09...0x0D, ASCII.space: 0
    case 0x41...0x5A: byte | 0x20
    case ASCII.quote: UInt8(ascii: "'")
    default: byte
    }
  }

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
    var position = range.lowerBound
    runs.append(Run(folded: bytes.count, text: position))
    while position < range.upperBound {
      position = appendASCII(text, position..<range.upperBound)
      if position < range.upperBound {
        position = appendScalar(text, at: position, limit: range.upperBound)
        runs.append(Run(folded: bytes.count, text: position))
      }
    }
  }

  /// Folds up to the first byte that is not ASCII; its offset. Bytes are copied in one go and folded
  /// where they lie, since folding never makes more of them.
  private mutating func appendASCII(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let end = text.endOfASCII(in: range)
    guard end > range.lowerBound else { return end }
    let start = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range.lowerBound..<end]))
    let shift = range.lowerBound - start
    var written = start
    var wasSpace = isAfterSpace
    bytes.withUnsafeMutableBufferPointer { bytes in
      Self.table.withUnsafeBufferPointer { table in
        for index in start..<bytes.count {
          let folded = table[Int(bytes[index])]
          if folded != 0 {
            bytes[written] = folded
            written += 1
            wasSpace = false
          } else if !wasSpace {
            bytes[written] = ASCII.space
            written += 1
            wasSpace = true
          } else {
            runs.append(Run(folded: written, text: index + shift + 1))
          }
        }
      }
    }
    isAfterSpace = wasSpace
    bytes.removeLast(bytes.count - written)
    return end
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
    return low + 1 < runs.count ? min(offset, runs[low + 1].text) : offset
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
  /// The offset of the first byte of the range that is not ASCII, eight at a time.
  fileprivate func endOfASCII(in range: Range<Int>) -> Int {
    let raw = UnsafeRawBufferPointer(self)
    var position = range.lowerBound
    while position + 8 <= range.upperBound,
      raw.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      position += 8
    }
    while position < range.upperBound, self[position] < 0x80 { position += 1 }
    return position
  }
}
