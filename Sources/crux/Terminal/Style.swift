/// How a stretch of output is set off, where there is colour; never the only carrier of meaning.
enum Style: String, CaseIterable {
  case bold = "1"
  case faint = "2"
  case red = "1;31"
  case green = "32"
  case yellow = "1;33"
  case blue = "1;34"
  case magenta = "35"
  case cyan = "36"
}

extension Terminal {
  /// The text in the style, or as it is without colour.
  func styled(_ text: String, _ style: Style) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
