extension [UInt8] {
  /// Appends a number, which is not negative, as seven bits a byte, the lowest first; all bytes but the
  /// last have their eighth bit set.
  mutating func appendPacked(_ number: Int) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Puts a number, written like those of `appendPacked`, at a position and moves that behind it.
  func putPacked(_ number: Int, at position: inout Int) {
    var rest = number
    while rest >= 0x80 {
      self[position] = UInt8(rest & 0x7F) | 0x80
      position += 1
      rest >>= 7
    }
    self[position] = UInt8(rest)
    position += 1
  }
}
