import CMarkArena

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Looking into bytes in place. A part of a buffer is valid as long as the buffer is.
extension UnsafeBufferPointer<UInt8> {
  /// The bytes of the range, counted from 0.
  @inline(__always)
  func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[range])
  }

  /// The range without blanks at either end.
  func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, ASCII.isBlank(self[start]) { start += 1 }
    while end > start, ASCII.isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The bytes of the range as text.
  @inline(__always)
  func string(_ range: Range<Int>) -> String { part(range).string }

  /// All bytes as text. Few ones are not looked through for what is no UTF-8 before they are copied.
  var string: String {
    guard count <= 15, let base = baseAddress else { return String(decoding: self, as: UTF8.self) }
    return String(unsafeUninitializedCapacity: count) { room in
      room.baseAddress?.update(from: base, count: count)
      return count
    }
  }

  /// Whether the bytes are those of the text.
  @inline(__always)
  func spells(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && holds(text, at: 0)
  }

  /// Whether the bytes are the same.
  @inline(__always)
  func equals(_ bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    guard let base = baseAddress else { return true }
    return bytes.withUnsafeBytes { $0.baseAddress.map { memcmp(base, $0, count) == 0 } ?? true }
  }

  /// Whether the text stands at the offset.
  @inline(__always)
  func holds(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard let base = baseAddress, offset >= 0, length <= count - offset else { return false }
    return memcmp(base + offset, text.utf8Start, length) == 0
  }

  /// Where the byte first occurs at or after the offset.
  @inline(__always)
  func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Where two such bytes in a row first occur at or after the offset.
  func firstOffset(ofPair byte: UInt8, from start: Int = 0) -> Int? {
    var position = start
    while let found = firstOffset(of: byte, from: position), found + 1 < count {
      if self[found + 1] == byte { return found }
      position = found + 2
    }
    return nil
  }

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
