/// Where one word ends and the next begins, for quotes.
enum WordEdge {
  /// Whether the offset, between two scalars of UTF-8, lies inside a word.
  ///
  /// Scripts that set no spaces between words have an edge at every scalar.
  static func isInsideWord(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count else { return false }
    return joins(scalar(endingAt: offset, in: bytes)) && joins(scalar(at: offset, in: bytes))
  }

  /// Whether the scalar is part of a word that another scalar may go on with.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case ..<0x80: false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0xA4CF, 0xF900...0xFAFF,
      0xFF00...0xFFEF, 0x1_B000...0x1_B16F, 0x2_0000...0x3_FFFF:
      // Thai, Lao, Myanmar, Khmer, and what is written with Chinese and Japanese.
      false
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
  }

  private static func scalar(
    endingAt offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Unicode.Scalar {
    var start = offset - 1
    while start > 0, offset - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start, in: bytes)
  }

  private static func scalar(
    at offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Unicode.Scalar {
    if bytes[offset] < 0x80 { return Unicode.Scalar(bytes[offset]) }
    let rest = bytes[offset..<min(offset + 4, bytes.count)]
    return String(decoding: rest, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
  }
}
