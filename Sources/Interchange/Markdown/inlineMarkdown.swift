/// The runs of one paragraph as CommonMark, lines parted by `\n`.
///
/// Emphasis is written only where its marks are sure to be read as such: they must lean on a letter,
/// or stand beside white space or punctuation (CommonMark 6.2), and must not touch other marks of
/// their kind. Elsewhere it is left out, and counted.
func inlineMarkdown(_ runs: [InlineText.Run], losses: inout Losses) -> [UInt8] {
  var output: [UInt8] = []
  var start = 0
  while start < runs.count {
    var end = start + 1
    while end < runs.count, runs[end].link == runs[start].link { end += 1 }
    var words = StyledWords(runs[start..<end], after: output)
    let next = end < runs.count ? UInt8(ascii: "[") : UInt8(ascii: "\n")
    let text = words.markdown(before: runs[start].link == nil ? next : UInt8(ascii: "]"))
    losses.add(.markup, words.droppedMarks)
    appendLink(to: runs[start].link, text, plain: plainText(runs[start..<end]), &output)
    start = end
  }
  return output
}

private func plainText(_ runs: ArraySlice<InlineText.Run>) -> [UInt8] {
  runs.count == 1 && runs.first?.style == [] ? runs.first?.text ?? [] : []
}

/// `[text](address)`, or `<address>` where that is all the text.
private func appendLink(
  to link: String?, _ text: [UInt8], plain: [UInt8], _ output: inout [UInt8]
) {
  guard let link else { return output += text }
  if plain.elementsEqual(link.utf8), isPlainAddress(link) {
    output += Array("<\(link)>".utf8)
    return
  }
  // A literal `!` before the bracket would make an image of it.
  if output.last == UInt8(ascii: "!") {
    output.insert(UInt8(ascii: "\\"), at: output.count - 1)
  }
  output.append(UInt8(ascii: "["))
  output += text
  output += Array("](".utf8)
  appendDestination(link, to: &output)
  output.append(UInt8(ascii: ")"))
}

private func isPlainAddress(_ link: String) -> Bool {
  (link.hasPrefix("http://") || link.hasPrefix("https://")) && !holdsReference(link.utf8)
    && link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\\`".utf8.contains($0) }
}

/// Percent-encodes what cannot stand in a destination (CommonMark 6.3) and escapes the rest.
private func appendDestination(_ link: String, to output: inout [UInt8]) {
  let digits = Array("0123456789ABCDEF".utf8)
  for byte in link.utf8 {
    if byte <= 0x20 || byte == 0x7F || "<>\"\\`[]|".utf8.contains(byte) {
      output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      continue
    }
    if "()*_&".utf8.contains(byte) { output.append(UInt8(ascii: "\\")) }
    output.append(byte)
  }
}
