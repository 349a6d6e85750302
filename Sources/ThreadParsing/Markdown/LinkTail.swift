/// What follows the `]` of a link's words: `(address "title")`, `[label]`, or nothing
/// (CommonMark 0.30 §6.3).
struct LinkTail {
  /// The offset after it.
  let end: Int

  /// Reads from the offset after `]`. libcmark already decided that this is a link: where no tail
  /// can be read there is none.
  init(_ source: UnsafeBufferPointer<UInt8>, after offset: Int) {
    if let inline = Self.inlineTail(source, from: offset) {
      end = inline
    } else if offset < source.count, source[offset] == ASCII.openBracket,
      let label = Self.endOfLabel(source, from: offset + 1)
    {
      end = label
    } else {
      end = offset
    }
  }

  /// The offset after the `]` that ends a label whose words begin at the offset.
  static func endOfLabel(_ source: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
    var position = offset
    while position < source.count, position - offset <= 1000 {
      switch source[position] {
      case ASCII.closeBracket: return position + 1
      case ASCII.openBracket: return nil
      case ASCII.backslash: position += 2
      default: position += 1
      }
    }
    return nil
  }

  private static func inlineTail(
    _ source: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> Int? {
    guard offset < source.count, source[offset] == ASCII.openParenthesis else { return nil }
    var position = skippingSpace(source, from: offset + 1)
    guard let address = endOfAddress(source, from: position) else { return nil }
    position = skippingSpace(source, from: address)
    if position < source.count, source[position] != ASCII.closeParenthesis {
      guard let title = endOfTitle(source, from: position) else { return nil }
      position = skippingSpace(source, from: title)
    }
    guard position < source.count, source[position] == ASCII.closeParenthesis else { return nil }
    return position + 1
  }

  /// libcmark gives up at the same depth, which also bounds the work on `[a](b[a](b…`.
  private static let deepestParentheses = 32

  private static func endOfAddress(
    _ source: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> Int? {
    guard offset < source.count else { return nil }
    if source[offset] == ASCII.less { return endOfPointyAddress(source, from: offset + 1) }
    var position = offset
    var depth = 0
    while position < source.count {
      switch source[position] {
      case ASCII.backslash:
        position += 1
      case ASCII.openParenthesis:
        depth += 1
        if depth > deepestParentheses { return nil }
      case ASCII.closeParenthesis:
        if depth == 0 { return position }
        depth -= 1
      case ...ASCII.space:
        return position
      default:
        break
      }
      position += 1
    }
    return nil
  }

  private static func endOfPointyAddress(
    _ source: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> Int? {
    var position = offset
    while position < source.count, !ASCII.isLineEnd(source[position]) {
      if source[position] == ASCII.greater { return position + 1 }
      position += source[position] == ASCII.backslash ? 2 : 1
    }
    return nil
  }

  private static func endOfTitle(
    _ source: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> Int? {
    let open = source[offset]
    guard open == ASCII.quote || open == UInt8(ascii: "'") || open == ASCII.openParenthesis else {
      return nil
    }
    let close = open == ASCII.openParenthesis ? ASCII.closeParenthesis : open
    var position = offset + 1
    while position < source.count {
      if source[position] == close { return position + 1 }
      position += source[position] == ASCII.backslash ? 2 : 1
    }
    return nil
  }

  private static func skippingSpace(
    _ source: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> Int {
    var position = offset
    while position < source.count,
      ASCII.isBlank(source[position]) || ASCII.isLineEnd(source[position])
    { position += 1 }
    return position
  }
}
