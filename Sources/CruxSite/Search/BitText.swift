/// Numbers as bits, six to a character of `SearchDigits`.
///
/// A number is written in Golomb's code with a power of two (Rice 1971): its quotient by 2^k as
/// that many ones and a zero, then k bits of the remainder. What is left of the last character is
/// ones, so that a reader who meets the end inside a quotient knows that there is no more.
struct BitText {
  private(set) var bytes: [UInt8] = []
  /// The last `count` bits of it are not yet written, fewer than six.
  private var bits: UInt64 = 0
  private var count = 0

  mutating func append(_ number: Int, divisorBits k: Int) {
    var quotient = number >> k
    while quotient >= 24 {
      append(0xFF_FFFF, bits: 24)
      quotient -= 24
    }
    append((1 << (quotient + 1)) - 2, bits: quotient + 1)
    append(number & (1 << k - 1), bits: k)
  }

  /// - Parameter width: at most 32.
  mutating func append(_ number: Int, bits width: Int) {
    bits = bits << UInt64(width) | UInt64(number)
    count += width
    while count >= 6 {
      count -= 6
      SearchDigits.append(Int(bits >> UInt64(count) & 63), to: &bytes)
    }
  }

  mutating func finish() {
    if count > 0 { append(1 << (6 - count) - 1, bits: 6 - count) }
  }

  /// The divisor, as its number of bits, that suits steps with this average.
  static func divisorBits(sum: Int, count: Int) -> Int {
    var k = 0
    while k < 24, count << (k + 1) < sum - sum / 4 { k += 1 }
    return k
  }
}

/// Reads what `BitText` wrote.
struct BitReader {
  private let text: ArraySlice<UInt8>
  private var position: Int
  private var bits = 0
  private var left = 0

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  /// Nil at the end.
  mutating func next(divisorBits k: Int) -> Int? {
    var quotient = 0
    while let bit = bit() {
      if bit == 0 { return next(bits: k).map { quotient << k | $0 } }
      quotient += 1
    }
    return nil
  }

  /// Nil where so many are not left.
  mutating func next(bits width: Int) -> Int? {
    var number = 0
    for _ in 0..<width {
      guard let bit = bit() else { return nil }
      number = number << 1 | bit
    }
    return number
  }

  private mutating func bit() -> Int? {
    if left == 0 {
      guard position < text.endIndex else { return nil }
      bits = SearchDigits.value(of: text[position])
      position += 1
      left = 6
    }
    left -= 1
    return bits >> left & 1
  }
}
