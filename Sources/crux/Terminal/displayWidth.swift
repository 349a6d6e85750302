/// Columns the text takes in a terminal: two for wide characters, none for those that combine.
func displayWidth(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth($1) }
}

/// Whether a line may end before the character though no space stands there: Chinese and its like.
func isWideLetter(_ character: Character) -> Bool {
  guard let scalar = character.unicodeScalars.first, scalar.value >= 0x1100 else { return false }
  return displayWidth(scalar) == 2 && scalar.properties.generalCategory == .otherLetter
}

/// Columns of one character: those of its widest part, so that an emoji made of several is one.
private func displayWidth(_ character: Character) -> Int {
  var width = 0
  for scalar in character.unicodeScalars {
    // Variation selector 16 asks for the wide, coloured form.
    width = max(width, scalar.value == 0xFE0F && width > 0 ? 2 : displayWidth(scalar))
  }
  return width
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) { return 0 }
  if scalar.value < 0x300 { return scalar.value == 0xAD ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  // Vowels and final consonants of Hangul join the syllable before them.
  if (0x1160...0x11FF).contains(scalar.value) { return 0 }
  return scalar.properties.isEmojiPresentation || isWide(scalar.value) ? 2 : 1
}

/// East Asian Width W and F (Unicode Standard Annex 11), in ranges.
private func isWide(_ value: UInt32) -> Bool {
  switch value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F200...0x1F2FF, 0x1F300...0x1F320, 0x20000...0x3FFFD:
    true
  default: false
  }
}
