import Glibc

/// Byte strings with a number each, in the order in which they came.
///
/// Open addressing over one buffer of bytes: a dictionary of arrays would cost an allocation and
/// a hundred bytes for each of some hundred thousand terms.
struct TermTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each term ends in `bytes`.
  private var ends: [UInt32] = []
  /// Of a term its hash and, in the lower half, its number plus one; zero is free. Its length is a power
  /// of two.
  private var slots: [UInt64]

  init(capacity: Int = 256) {
    slots = Array(repeating: 0, count: max(16, capacity * 2).nextPowerOfTwo)
  }

  var count: Int { ends.count }

  func term(_ number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
  }

  func withTerm<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { all in
      let start = number == 0 ? 0 : Int(ends[number - 1])
      return body(UnsafeRawBufferPointer(rebasing: all[start..<Int(ends[number])]))
    }
  }

  /// The number of the term, which is kept if it is new.
  mutating func number(of term: UnsafeRawBufferPointer) -> Int {
    let hash = Self.hash(term)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      if UInt32(truncatingIfNeeded: slots[slot] >> 32) == hash {
        let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if holds(term, at: number) { return number }
      }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: term)
    ends.append(UInt32(bytes.count))
    slots[slot] = UInt64(hash) << 32 | UInt64(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private func holds(_ term: UnsafeRawBufferPointer, at number: Int) -> Bool {
    let start = number == 0 ? 0 : Int(ends[number - 1])
    guard Int(ends[number]) - start == term.count else { return false }
    return bytes.withUnsafeBytes { all in
      guard let all = all.baseAddress, let term = term.baseAddress else { return true }
      return memcmp(all + start, term, Int(ends[number]) - start) == 0
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  /// Eight bytes at a time, by a multiplication and a fold of its upper bits.
  private static func hash(_ term: UnsafeRawBufferPointer) -> UInt32 {
    var hash = UInt64(truncatingIfNeeded: term.count)
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    var index = 0
    while index + 8 <= term.count {
      mix(term.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var last: UInt64 = 0
    while index < term.count {
      last = last << 8 | UInt64(term[index])
      index += 1
    }
    mix(last)
    return UInt32(truncatingIfNeeded: hash)
  }
}

extension Int {
  fileprivate var nextPowerOfTwo: Int {
    self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
  }
}
