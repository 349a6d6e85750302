/// Eight bytes that are asked about at once: text is mostly letters, and of a stretch of letters nothing
/// has to be known but that nothing else is among them.
///
/// The tests are those of Sean Anderson's "Bit Twiddling Hacks" ("Determine if a word has a byte less
/// than n"): exact as long as only whether, not where, is asked.
struct EightBytes {
  private let bits: UInt64

  /// - Parameter offset: at most eight less than the count.
  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) {
    bits = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Whether one of them is a control character or no ASCII.
  @inline(__always)
  var holdControlOrNonASCII: Bool {
    (bits &- Self.ones &* 0x20 | bits) & Self.tops != 0 || holds(0x7F)
  }

  /// Whether one of them is the byte, but for the bits of `ignoring`.
  @inline(__always)
  func holds(_ byte: UInt8, ignoring ignored: UInt8 = 0) -> Bool {
    let difference =
      (bits & ~(Self.ones &* UInt64(ignored))) ^ (Self.ones &* UInt64(byte & ~ignored))
    return (difference &- Self.ones) & ~difference & Self.tops != 0
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The stretch from the position on that has to be looked at byte by byte: at most eight bytes, behind
  /// all that are plain eight at a time.
  @inline(__always)
  func nextToLookAt(from position: Int, isPlain: (EightBytes) -> Bool) -> Range<Int> {
    var position = position
    while position + 8 <= count, isPlain(EightBytes(self, at: position)) { position += 8 }
    return position..<Swift.min(position + 8, count)
  }
}
