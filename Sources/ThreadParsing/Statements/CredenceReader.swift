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

  /// Words of the thread and of the corpus and their numbers; they stand over the standard ones.
  private let ownWords: [String: Double]

  private static let standardWords: [(bytes: [UInt8], value: Double)] =
    Credence.standardWords.sorted { $0.key < $1.key }.map { (Array($0.key.utf8), $0.value) }

  init(adding words: [String: Double] = [:]) { ownWords = words }

  /// Reads what stands between the parentheses.
  func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
    let trimmed = bytes.part(bytes.trimmingBlanks(0..<bytes.count))
    if trimmed.spells("formerly") { return .formerly }
    if let value = value(of: trimmed) ?? percentage(trimmed) {
      return .credence(Credence(value, words: trimmed.string))
    }
    return looksNumeric(trimmed.string) ? .invalid(trimmed.string) : .unknown
  }

  private func value(of words: UnsafeBufferPointer<UInt8>) -> Double? {
    if !ownWords.isEmpty, let value = ownWords[words.string] { return value }
    return Self.standardWords.first { words.equals($0.bytes) }?.value
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
  private func percentage(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let last = text.last, last == ASCII.percent else { return nil }
    var start = 0
    var end = text.count - 1
    if text[0] == UInt8(ascii: "~") {
      start = 1
      while start < end, text[start] == ASCII.space { start += 1 }
    }
    while end > start, text[end - 1] == ASCII.space { end -= 1 }
    guard start < end, ASCII.isDigit(text[start]),
      let number = number(text.part(start..<end)), number <= 100
    else { return nil }
    return number / 100
  }

  /// Digits with a point among them or none.
  private func number(_ digits: UnsafeBufferPointer<UInt8>) -> Double? {
    var value = 0
    for byte in digits {
      guard ASCII.isDigit(byte), digits.count < 10 else {
        let isDecimal = digits.allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
        return isDecimal ? Double(digits.string) : nil
      }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return Double(value)
  }
}
