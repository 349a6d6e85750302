import CMarkArena

extension UnsafeBufferPointer<UInt8> {
  /// Where the text first occurs at or after the offset.
  func firstOffset(of text: StaticString, from start: Int = 0) -> Int? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return firstOffset(of: wanted, in: start..<count)
  }

  /// Where the bytes first occur inside the range; linear in the range's length.
  func firstOffset(of wanted: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Int? {
    guard let base = baseAddress, let bytes = wanted.baseAddress, !range.isEmpty,
      let found = memmem(base + range.lowerBound, range.count, bytes, wanted.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
