extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  var isHexadecimalDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
  var isASCIIPunctuation: Bool {
    self > 0x20 && self < 0x7F && !isASCIILetter && !isASCIIDigit
  }
  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  var isSpace: Bool { self == 0x20 || self &- 9 < 5 }
  var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension Collection<UInt8> where SubSequence: Collection<UInt8> {
  /// Without white space at either end.
  var trimmed: SubSequence {
    let start = drop { $0.isSpace }
    var end = start.endIndex
    while end > start.startIndex {
      let last = start.index(end, offsetBy: -1)
      guard start[last].isSpace else { break }
      end = last
    }
    return self[start.startIndex..<end]
  }

  /// Whether it begins so, whatever the case of ASCII letters; `word` in lower case.
  func startsIgnoringCase(_ word: String) -> Bool {
    var position = startIndex
    for byte in word.utf8 {
      guard position < endIndex, self[position].lowercasedASCII == byte else { return false }
      position = index(after: position)
    }
    return true
  }
}
