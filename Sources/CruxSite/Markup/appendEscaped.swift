/// Appends UTF-8 text as HTML that means the same as text and as an attribute in quotes.
///
/// What no HTML document may hold, as a character or as a reference, becomes U+FFFD: controls but
/// tab and line feed, and noncharacters (HTML, "preprocessing the input stream"). A carriage
/// return becomes a line feed.
func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
  var start = 0
  var position = 0
  while position < text.count {
    let stretch = text.nextToLookAt(from: position, isPlain: isPlain)
    position = stretch.lowerBound
    while position < stretch.upperBound {
      guard isSuspicious(text[position]), let replacement = replacement(in: text, at: position)
      else {
        position += 1
        continue
      }
      result.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
      replacement.text.withUTF8Buffer { result.append(contentsOf: $0) }
      position += replacement.length
      start = position
    }
  }
  result.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
}

/// Whether none of the bytes has to be looked at by itself.
@inline(__always) private func isPlain(_ bytes: EightBytes) -> Bool {
  !bytes.holdControlOrNonASCII && !bytes.holds(0x22) && !bytes.holds(0x26, ignoring: 1)
    && !bytes.holds(0x3C, ignoring: 2)
}

/// Whether the byte can begin something that has to be replaced.
@inline(__always) private func isSuspicious(_ byte: UInt8) -> Bool {
  byte < 0x40
    ? byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x27 || byte == 0x3C || byte == 0x3E
    : byte == 0x7F || byte == 0xC2 || byte >= 0xEF
}

/// What stands for the bytes at the position, and how many they are; nil where they may stay.
private func replacement(
  in text: UnsafeBufferPointer<UInt8>, at position: Int
) -> (text: StaticString, length: Int)? {
  switch text[position] {
  case UInt8(ascii: "&"): ("&amp;", 1)
  case UInt8(ascii: "<"): ("&lt;", 1)
  case UInt8(ascii: ">"): ("&gt;", 1)
  case UInt8(ascii: "\""): ("&quot;", 1)
  case UInt8(ascii: "'"): ("&#39;", 1)
  case 0x09, 0x0A: nil
  case 0x0D: ("\n", 1)
  case ..<0x20, 0x7F: ("\u{FFFD}", 1)
  default: beyondASCII(in: text, at: position)
  }
}

private func beyondASCII(
  in text: UnsafeBufferPointer<UInt8>, at position: Int
) -> (text: StaticString, length: Int)? {
  func byte(_ offset: Int) -> UInt8 {
    position + offset < text.count ? text[position + offset] : 0
  }
  switch text[position] {
  case 0xC2: return byte(1) < 0xA0 ? ("\u{FFFD}", 2) : nil
  case 0xEF:
    let isLastOfPlane = byte(1) == 0xBF && byte(2) >= 0xBE
    let isInArabicForms = byte(1) == 0xB7 && (0x90...0xAF).contains(byte(2))
    return isLastOfPlane || isInArabicForms ? ("\u{FFFD}", 3) : nil
  default:
    let isLastOfPlane = byte(1) & 0x0F == 0x0F && byte(2) == 0xBF && byte(3) >= 0xBE
    return isLastOfPlane ? ("\u{FFFD}", 4) : nil
  }
}
