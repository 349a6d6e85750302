/// Appends plain text as Markdown that reads as the same text, for the inside of a paragraph.
///
/// Escaped are the characters that can begin something in CommonMark (section 6) or in GitHub's
/// dialect, and of those only where they can: `_` not inside a word, `<` and `&` only before what
/// can follow them. What is special at the start of a line is `protectLineStarts`' concern.
///
/// - Parameter linked: Whether a link is around it; elsewhere web addresses become links.
func appendEscaped(_ text: ArraySlice<UInt8>, linked: Bool, to output: inout [UInt8]) {
  var position = text.startIndex
  while position < text.endIndex {
    let byte = text[position]
    if byte == UInt8(ascii: "h"), !linked, let end = addressEnd(in: text, from: position) {
      appendAddress(text[position..<end], to: &output)
      position = end
      continue
    }
    position += 1
    if needsEscape(byte, at: position - 1, in: text) { output.append(UInt8(ascii: "\\")) }
    output.append(byte)
  }
}

private func needsEscape(_ byte: UInt8, at index: Int, in text: ArraySlice<UInt8>) -> Bool {
  switch byte {
  case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
    UInt8(ascii: "]"):
    return true
  case UInt8(ascii: "_"):
    return !isWord(text, index - 1) || !isWord(text, index + 1)
  case UInt8(ascii: "<"):
    guard index + 1 < text.endIndex else { return true }
    let next = text[index + 1]
    return next.isASCIILetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
      || next == UInt8(ascii: "?")
  case UInt8(ascii: "&"):
    guard index + 1 < text.endIndex else { return true }
    return text[index + 1].isASCIILetter || text[index + 1] == UInt8(ascii: "#")
  case UInt8(ascii: "~"):
    return index > text.startIndex && text[index - 1] == byte
      || index + 1 < text.endIndex && text[index + 1] == byte
  default:
    return false
  }
}

private func isWord(_ text: ArraySlice<UInt8>, _ index: Int) -> Bool {
  text.indices.contains(index) && (text[index].isASCIILetter || text[index].isASCIIDigit)
}

// MARK: Addresses

/// The end of the web address that begins here; nil where none does. What usually ends the sentence
/// around it is not of it.
private func addressEnd(in text: ArraySlice<UInt8>, from start: Int) -> Int? {
  let rest = text[start...]
  guard rest.starts(with: "http://".utf8) || rest.starts(with: "https://".utf8),
    !isWord(text, start - 1), start == text.startIndex || text[start - 1] != UInt8(ascii: "_")
  else { return nil }
  var end = rest.firstIndex { !mayStandInAddress($0) } ?? text.endIndex
  while end > start, sentenceEnds.contains(text[end - 1]) { end -= 1 }
  return end - start > 8 && !holdsReference(text[start..<end]) ? end : nil
}

/// Whether libcmark could read a character reference in the address, as it does in `<…>`.
func holdsReference(_ address: some Sequence<UInt8>) -> Bool {
  address.contains(UInt8(ascii: "&")) && address.contains(UInt8(ascii: ";"))
}

private let sentenceEnds = Set(".,;:!?'\")]}*_~".utf8)

/// Within `<…>` (CommonMark 6.5), and nothing that would have to be escaped elsewhere.
private func mayStandInAddress(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !"<>\"\\`[]".utf8.contains(byte)
}

private func appendAddress(_ address: ArraySlice<UInt8>, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "<"))
  output += address
  output.append(UInt8(ascii: ">"))
}

// MARK: Lines

/// Escapes what would begin a block at the start of one of the lines of a paragraph: heading, list,
/// quote, rule, fence or underline.
func protectLineStarts(_ paragraph: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  output.reserveCapacity(paragraph.count + 8)
  for line in paragraph.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    if line.startIndex > 0 { output.append(UInt8(ascii: "\n")) }
    let digits = line.prefix(10).prefix { $0.isASCIIDigit }
    if !digits.isEmpty, digits.endIndex < line.endIndex, listMarks.contains(line[digits.endIndex]) {
      output += digits
      output.append(UInt8(ascii: "\\"))
      output += line[digits.endIndex...]
      continue
    }
    if let first = line.first, blockMarks.contains(first) { output.append(UInt8(ascii: "\\")) }
    output += line
  }
  return output
}

private let listMarks = Set(".)".utf8)
private let blockMarks = Set("#>+-=~".utf8)
