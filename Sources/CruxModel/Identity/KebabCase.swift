/// The spelling of ids: letters and digits of any script, lower case, joined by single `-`.
package enum KebabCase {
  /// Whether the text can be an id: not empty, no capital, no `-` at an end or next to another.
  package static func isValid(_ text: some StringProtocol) -> Bool {
    var previousJoins = true
    for scalar in text.unicodeScalars {
      if scalar == "-" {
        if previousJoins { return false }
        previousJoins = true
      } else {
        guard isLowerCaseWordScalar(scalar) else { return false }
        previousJoins = false
      }
    }
    return !previousJoins
  }

  /// Whether the UTF-8 can be an id.
  package static func isValid(utf8 text: UnsafeBufferPointer<UInt8>) -> Bool {
    var previousJoins = true
    for byte in text {
      if byte >= 0x80 { return isValid(String(decoding: text, as: UTF8.self)) }
      let isWord = byte &- 0x61 < 26 || byte &- 0x30 < 10
      if !isWord, byte != UInt8(ascii: "-") || previousJoins { return false }
      previousJoins = !isWord
    }
    return !previousJoins
  }

  /// The text in kebab-case: lower case, every run of other characters one `-`, none at the ends.
  /// Empty where the text holds no letter and no digit.
  package static func make(from text: some StringProtocol) -> String {
    var result = ""
    var joins = false
    for scalar in text.lowercased().unicodeScalars {
      if isLowerCaseWordScalar(scalar) {
        if joins, !result.isEmpty { result.append("-") }
        result.unicodeScalars.append(scalar)
        joins = false
      } else if !isApostrophe(scalar) {
        joins = true
      }
    }
    return result
  }

  private static func isLowerCaseWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: true
    case ..<0x80: false
    default: isLowerCaseWordScalar(beyondASCII: scalar.properties)
    }
  }

  private static func isLowerCaseWordScalar(
    beyondASCII properties: Unicode.Scalar.Properties
  ) -> Bool {
    switch properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .letterNumber,
      .otherNumber, .nonspacingMark, .spacingMark:
      !properties.changesWhenLowercased
    default: false
    }
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}"
  }
}
