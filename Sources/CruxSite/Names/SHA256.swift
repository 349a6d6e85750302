/// The hash of FIPS 180-4, for names that must differ though somebody wishes they did not, and for what
/// a content-security policy lets through.
enum SHA256 {
  /// 64 hexadecimal digits, lower case.
  static func hexadecimal(of bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    for word in hash(bytes) {
      for shift in stride(from: UInt32(28), through: 0, by: -4) {
        digits.append(hexadecimalDigit(UInt8(word >> shift & 15), ten: UInt8(ascii: "a")))
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// As a content-security policy writes it: 43 signs and `=`.
  static func base64(of bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    // Six bits at a time of 256 and two more.
    var signs: [UInt8] = []
    var (pending, count) = (UInt64(0), UInt64(0))
    for word in hash(bytes) {
      pending = pending << 32 | UInt64(word)
      count += 32
      while count >= 6 {
        count -= 6
        signs.append(alphabet[Int(pending >> count & 63)])
      }
    }
    signs.append(alphabet[Int(pending << (6 - count) & 63)])
    return String(decoding: signs, as: UTF8.self) + "="
  }

  private static func hash(_ bytes: [UInt8]) -> [UInt32] {
    var padded = bytes + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    let bits = UInt64(bytes.count) * 8
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    var state: [UInt32] = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
      0x5be0_cd19,
    ]
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(padded[start..<start + 64], into: &state)
    }
    return state
  }

  private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    let words = schedule(block)
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for round in 0..<64 {
      let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ sum1 &+ choice &+ constants[round] &+ words[round]
      let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ sum0 &+ majority)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() {
      state[index] = state[index] &+ word
    }
  }

  private static func schedule(_ block: ArraySlice<UInt8>) -> [UInt32] {
    var words: [UInt32] = []
    for start in stride(from: block.startIndex, to: block.endIndex, by: 4) {
      words.append(block[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) })
    }
    for index in 16..<64 {
      let (near, far) = (words[index - 2], words[index - 15])
      let sum1 = rotated(near, 17) ^ rotated(near, 19) ^ near >> 10
      let sum0 = rotated(far, 7) ^ rotated(far, 18) ^ far >> 3
      words.append(words[index - 16] &+ sum0 &+ words[index - 7] &+ sum1)
    }
    return words
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes, found by
  /// integer search, so that no table has to be trusted.
  private static let constants: [UInt32] = primes(64).map { prime in
    let wanted = UInt128(prime) << 96
    var root: UInt128 = 0
    for bit in stride(from: UInt128(34), through: 0, by: -1) {
      let candidate = root | 1 << bit
      if candidate * candidate * candidate <= wanted { root = candidate }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  private static func primes(_ count: Int) -> [Int] {
    var found: [Int] = []
    var number = 2
    while found.count < count {
      if !found.contains(where: { number.isMultiple(of: $0) }) { found.append(number) }
      number += 1
    }
    return found
  }
}
