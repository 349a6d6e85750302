/// Numbers as bits, six to a character of `SearchDigits`.
///
/// A number is written in Golomb's code with a power of two (Rice 1971): its quotient by 2^k as
/// that many ones and a zero, then k bits of the remainder. What is left of the last character is
/// ones, so that a reader who meets the end inside a quotient knows that there is no more.
struct BitText {
  private(set) var bytes: [UInt8] = []
  private var bits = 0
  private var count = 0

  mutating func append(_ number: Int, divisorBits k: Int) {
    for _ in 0..<(number >> k) { append(bit: 1) }
    append(bit: 0)
    append(number, bits: k)
  }

  mutating func append(_ number: Int, bits width: Int) {
    for place in stride(from: width - 1, through: 0, by: -1) { append(bit: number >> place & 1) }
  }

  mutating func finish() {
    while count > 0 { append(bit: 1) }
  }

  private mutating func append(bit: Int) {
    bits = bits << 1 | bit
    count += 1
    guard count == 6 else { return }
    SearchDigits.append(bits, to: &bytes)
    (bits, count) = (0, 0)
  }

  /// The divisor, as its number of bits, that suits steps with this average.
  static func divisorBits(sum: Int, count: Int) -> Int {
    var k = 0
    while k < 24, count << (k + 1) < sum - sum / 4 { k += 1 }
    return k
  }
}
