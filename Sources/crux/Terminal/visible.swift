/// The text with everything that could steer a terminal or mislead the eye made visible.
///
/// Control characters become their pictures (`␛`), other invisible or direction-changing characters
/// their number (`<U+202E>`). One character may be kept as it is, such as a tab.
func visible(_ text: some StringProtocol, keeping kept: Unicode.Scalar? = nil) -> String {
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(text) }
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar == kept {
      result.unicodeScalars.append(scalar)
    } else {
      appendVisible(scalar, to: &result)
    }
  }
  return result
}

/// Appends the scalar, or what stands for it.
func appendVisible(_ scalar: Unicode.Scalar, to result: inout String) {
  switch scalar.value {
  case 0x00..<0x20: result.unicodeScalars.append(picture(scalar.value))
  case 0x7F: result.unicodeScalars.append("\u{2421}")
  case 0x20..<0x7F: result.unicodeScalars.append(scalar)
  default:
    if misleads(scalar) {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      result += "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
}

/// The Control Pictures block holds one for each C0 control, in order.
private func picture(_ value: UInt32) -> Unicode.Scalar {
  Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
}

/// C1 controls, line separators, marks that change direction, and fillers that show nothing.
private func misleads(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x80..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
    0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
    true
  default: false
  }
}
