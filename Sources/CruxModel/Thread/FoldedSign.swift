/// A sign that is equal to all others of its kind where words are compared (FORMAT §4).
@frozen package enum FoldedSign: Sendable {
  case quotationMark, dash, space

  /// Nil for all else: equal to nothing but itself, in either case.
  @inlinable package init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x22, 0x27, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: self = .quotationMark
    case 0x2D, 0x2010...0x2015, 0x2212: self = .dash
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      self = .space
    default: return nil
    }
  }

  /// The ASCII byte that stands for the kind.
  @inlinable package var byte: UInt8 {
    switch self {
    case .quotationMark: UInt8(ascii: "'")
    case .dash: UInt8(ascii: "-")
    case .space: UInt8(ascii: " ")
    }
  }
}
