import CruxModel

/// Reads the parenthesis of a header (FORMAT §6).
struct CredenceReader: Sendable {
  enum Reading: Equatable {
    case credence(Credence)
    case formerly
    /// A number outside 0–100 %, a range or a bare decimal.
    case invalid(String)
    /// Words that are no credence.
    case unknown
  }

  /// Words and their numbers; those of the thread stand over those of the corpus, and both over the
  /// standard ones.
  let words: [String: Double]

  init(adding words: [String: Double] = [:]) {
    self.words =
      words.isEmpty
      ? Credence.standardWords : Credence.standardWords.merging(words) { _, new in new }
  }

  /// Reads what stands between the parentheses.
  func read(_ text: String) -> Reading {
    let trimmed = trimming(text)
    if trimmed == "formerly" { return .formerly }
    if let value = words[trimmed] { return .credence(Credence(value, words: trimmed)) }
    guard looksNumeric(trimmed) else { return .unknown }
    guard let value = percentage(trimmed) else { return .invalid(trimmed) }
    return .credence(Credence(value, words: trimmed))
  }

  private func trimming(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { !ASCII.isBlank($0) }),
      let last = bytes.lastIndex(where: { !ASCII.isBlank($0) })
    else { return "" }
    return String(text[first...last])
  }

  /// Digits with signs of numbers and ranges, and nothing else.
  private func looksNumeric(_ text: String) -> Bool {
    text.utf8.contains(where: ASCII.isDigit)
      && text.unicodeScalars.split(separator: " ").allSatisfy { word in
        word.elementsEqual("to".unicodeScalars) || word.allSatisfy(isNumeric)
      }
  }

  private func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", ".", ",", "%", "~", "-", "\u{2013}", "\u{2014}", "\u{2212}", "+", "<", ">",
      "\u{2248}", "\u{2264}", "\u{2265}":
      true
    default: false
    }
  }

  /// `80%`, `~70 %`, `12.5%` as a share; nil for anything else.
  private func percentage(_ text: String) -> Double? {
    var rest = text[...]
    if rest.first == "~" { rest = rest.dropFirst().drop { $0 == " " } }
    guard rest.last == "%" else { return nil }
    rest = rest.dropLast()
    while rest.last == " " { rest = rest.dropLast() }
    guard rest.utf8.first.map(ASCII.isDigit) ?? false,
      rest.utf8.allSatisfy({ ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }),
      let number = Double(rest), (0...100).contains(number)
    else { return nil }
    return number / 100
  }
}
