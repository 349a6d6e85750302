import CMarkArena
import CruxModel

/// Makes case, quotation marks, dashes and white space equal, and nothing else (FORMAT §4).
///
/// Runs of white space become one space; none stands at an end.
struct WordFolder: ~Copyable {
  /// From `folded` on, folded bytes come one by one from text bytes at `text` on, as far as the next
  /// run of the same place.
  struct Run: BitwiseCopyable {
    var folded: Int
    var text: Int
  }

  private(set) var bytes: FlatBuffer<UInt8>
  /// Where folded bytes came from; rising in `folded`, and in `text` within one place.
  private(set) var runs: FlatBuffer<Run>
  private var isAfterSpace = true

  /// Makes room for so many bytes of text.
  init(room: Int) {
    bytes = FlatBuffer(capacity: room)
    runs = FlatBuffer(capacity: room / 64)
  }

  /// Forgets everything but the room that it made.
  mutating func clear() {
    bytes.removeAll(from: 0)
    runs.removeAll(from: 0)
    isAfterSpace = true
  }

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
      let byte = text[position]
      if !isAfterSpace || byte != ASCII.space && byte != ASCII.lineFeed {
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

  /// Folds up to the first byte that is not plain; its offset. Written straight behind what is
  /// there: going over the bytes twice costs more than folding them.
  private mutating func appendPlain(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let part = text.part(range)
    guard let from = part.baseAddress else { return range.upperBound }
    let length = bytes.append(upTo: part.count) { crux_fold_plain(from, part.count, $0) }
    if length > 0 { isAfterSpace = part[length - 1] <= ASCII.space }
    return range.lowerBound + length
  }

  /// Folds one byte, as `FoldedSign` says; the offset after it.
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
    switch FoldedSign(scalar) {
    case .space: space()
    case let sign?: add(sign.byte)
    case nil:
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
    if bytes.last == ASCII.space { _ = bytes.popLast() }
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

  /// How many of the folded bytes come from text before the offset, where all places were folded in
  /// the order of their text.
  func count(before textOffset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].text < textOffset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    let end = runs[low - 1].folded + textOffset - runs[low - 1].text
    return low < runs.count ? min(end, runs[low].folded) : end
  }

  /// FNV-1a (Fowler, Noll, Vo), 64 bits, without the space at the end.
  var fingerprint: UInt64 {
    Self.fingerprint(
      of: bytes.part(0..<(bytes.last == ASCII.space ? bytes.count - 1 : bytes.count)))
  }

  static func fingerprint(of bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
