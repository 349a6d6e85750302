// How much room words take in a picture whose fonts the reader's machine chooses: guessed from above,
// for common sans-serif faces, of which DejaVu Sans is the widest. Small letters, of which a line holds all
// sorts, are counted by their mean.

/// The words broken into lines no wider than `width`, at most `limit` of them; the last ends in `…`
/// where words are left over. A word wider than a line is broken.
///
/// - Parameter width: in em.
func wrapped(_ text: String, width: Double, limit: Int) -> [String] {
  var text = text
  return text.withUTF8 { wrappedPlain($0, width: width, limit: limit) }
    ?? wrappedWords(text, width: width, limit: limit)
}

/// The same, faster, of words in ASCII with one space between them, of which none is wider than a line;
/// nil for others.
private func wrappedPlain(
  _ text: UnsafeBufferPointer<UInt8>, width: Double, limit: Int
) -> [String]? {
  let breadths = asciiBreadths
  var lines: [String] = []
  // Of the line and of the word begun: where it starts and how wide it is.
  var (line, used) = (0, 0.0)
  var (word, size) = (0, 0.0)
  for position in 0...text.count {
    if position < text.count, text[position] != 0x20 {
      guard text[position] < 0x80 else { return nil }
      size += breadths[Int(text[position])]
      continue
    }
    guard word < position, size <= width else { return nil }
    if used > 0, used + 0.3 + size > width {
      lines.append(String(decoding: text[line..<word - 1], as: UTF8.self))
      (line, used) = (word, 0)
      if lines.count == limit { return lines.dropLast() + [ending(lines[limit - 1], width)] }
    }
    if used > 0 { used += 0.3 }
    used += size
    (word, size) = (position + 1, 0)
  }
  return lines + [String(decoding: text[line...], as: UTF8.self)]
}

private func wrappedWords(_ text: String, width: Double, limit: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var used = 0.0
  for word in text.split(separator: " ") {
    let whole = breadth(of: word)
    for piece in whole <= width ? [word] : pieces(of: word, width: width) {
      let size = whole <= width ? whole : breadth(of: piece)
      if used > 0, used + 0.3 + size > width {
        lines.append(line)
        (line, used) = ("", 0)
        if lines.count == limit { return lines.dropLast() + [ending(lines[limit - 1], width)] }
      }
      if used > 0 {
        line += " "
        used += 0.3
      }
      line += piece
      used += size
    }
  }
  return line.isEmpty ? lines : lines + [line]
}

/// The text, or its beginning and `…`, no wider than `width` em.
func clipped(_ text: String, width: Double) -> String {
  breadth(of: text) <= width ? text : ending(text, width)
}

/// The line with `…` at its end, shortened so that it fits.
private func ending(_ line: String, _ width: Double) -> String {
  let scalars = line.unicodeScalars
  var end = scalars.endIndex
  var size = breadth(of: line) + 1
  while end > scalars.startIndex {
    let last = scalars.index(before: end)
    guard size > width || scalars[last] == " " else { break }
    size -= breadth(of: scalars[last])
    end = last
  }
  return line[..<end] + "…"
}

/// In em; nil for what is not in ASCII.
private func plainBreadth(of text: UnsafeBufferPointer<UInt8>) -> Double? {
  asciiBreadths.withUnsafeBufferPointer { breadths in
    var sum = 0.0
    for byte in text {
      guard byte < 0x80 else { return nil }
      sum += breadths[Int(byte)]
    }
    return sum
  }
}

private func pieces(of word: Substring, width: Double) -> [Substring] {
  var pieces: [Substring] = []
  var start = word.startIndex
  var size = 0.0
  for index in word.unicodeScalars.indices {
    let scalar = breadth(of: word.unicodeScalars[index])
    if size + scalar > width, index > start {
      pieces.append(word[start..<index])
      (start, size) = (index, 0)
    }
    size += scalar
  }
  return pieces + [word[start...]]
}

/// In em.
func breadth(of text: some StringProtocol) -> Double {
  text.utf8.withContiguousStorageIfAvailable { plainBreadth(of: $0) }.flatMap { $0 }
    ?? text.unicodeScalars.reduce(0) { $0 + breadth(of: $1) }
}

private func breadth(of scalar: Unicode.Scalar) -> Double {
  scalar.value < 0x80 ? asciiBreadths[Int(scalar.value)] : breadthBeyondASCII(of: scalar)
}

private let asciiBreadths: [Double] = (UInt8(0)..<0x80).map { value in
  switch Character(Unicode.Scalar(value)) {
  case " ", "'", ",", ".", "/", ":", ";", "\\", "|", "i", "j", "l": 0.31
  case "!", "(", ")", "[", "]", "f", "r", "t": 0.4
  case "%", "@", "W", "m": 1
  case "#", "+", "<", "=", ">", "^", "~", "M", "w": 0.87
  case "&", "D", "G", "H", "N", "O", "Q", "U": 0.79
  case "A"..."Z": 0.7
  case "0"..."9", "$", "{", "}": 0.64
  default: 0.57
  }
}

/// Marks that combine take no room; letters beyond Europe's are as wide as they are high.
private func breadthBeyondASCII(of scalar: Unicode.Scalar) -> Double {
  switch scalar.value {
  case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
  case 0x2014, 0x2026: 0.92
  case ..<0x1100, 0x2000...0x2E7F: 0.62
  default: 1.05
  }
}
