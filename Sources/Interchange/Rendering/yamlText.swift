/// The text as a YAML scalar: plain where nothing in it can be misread, else in double quotes.
///
/// - Parameter isKey: Whether a single word is plain too, as the key of a map is.
package func yamlText(_ text: String, isKey: Bool = false) -> String {
  let isPlain =
    (text.contains(" ") || isKey && !isYAMLWord(text)) && text.first?.isLetter == true
    && text.last != " " && text.unicodeScalars.allSatisfy { isPlainInYAML($0, isKey: isKey) }
  if isPlain { return text }
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\t", "\n", "\r": result += " "
    default: if isPrintableInYAML(scalar) { result.unicodeScalars.append(scalar) }
    }
  }
  return result + "\""
}

private func isPlainInYAML(_ scalar: Unicode.Scalar, isKey: Bool) -> Bool {
  let marks = isKey ? " .'-" : " ,.?!'()-"
  return scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
    || marks.unicodeScalars.contains(scalar)
}

/// Words that YAML takes for a value of another type.
private func isYAMLWord(_ text: String) -> Bool {
  ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
}

/// The characters that YAML 1.1 §5.1 lets stand in a file.
private func isPrintableInYAML(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20..<0x7F, 0xA0..<0x2028, 0x202A..<0xD800, 0xE000..<0xFEFF, 0xFF00..<0xFFFE,
    0x10000...0x10FFFF:
    true
  default: false
  }
}
