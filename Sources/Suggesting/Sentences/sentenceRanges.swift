/// Parts running text into sentences.
///
/// A sentence ends at `.`, `!`, `?` or `…`, with the quotation marks and brackets that close there,
/// before white space and anything but a lower-case letter. The full stop of an initial or a common
/// abbreviation ends none. A hard line break ends a sentence, too.
///
/// - Parameter text: UTF-8; the ranges are within its indices, without white space at their ends.
func sentenceRanges(of text: ArraySlice<UInt8>) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  var start = text.startIndex
  var index = text.startIndex
  while index < text.endIndex {
    if text[index] == 0x0A {
      add(start..<index, of: text, to: &ranges)
      index += 1
      start = index
    } else if let end = endOfSentence(at: index, from: start, in: text) {
      add(start..<end, of: text, to: &ranges)
      (start, index) = (end, end)
    } else {
      index += 1
    }
  }
  add(start..<text.endIndex, of: text, to: &ranges)
  return ranges
}

private func add(
  _ range: Range<Int>, of text: ArraySlice<UInt8>, to ranges: inout [Range<Int>]
) {
  var (lower, upper) = (range.lowerBound, range.upperBound)
  while lower < upper, isBlank(text[lower]) { lower += 1 }
  while upper > lower, isBlank(text[upper - 1]) { upper -= 1 }
  if lower < upper { ranges.append(lower..<upper) }
}

/// The index after a sentence whose last mark stands here; nil where none ends.
private func endOfSentence(at index: Int, from start: Int, in text: ArraySlice<UInt8>) -> Int? {
  guard var end = afterMark(at: index, in: text) else { return nil }
  let isLoneStop = text[index] == UInt8(ascii: ".") && end == index + 1
  while let next = afterMark(at: end, in: text) ?? afterCloser(at: end, in: text) { end = next }
  guard end < text.endIndex else { return end }
  guard isBlank(text[end]) || text[end] == 0x0A else { return nil }
  let next = text[end...].first { !isBlank($0) && $0 != 0x0A }
  if let next, next >= 0x61, next <= 0x7A { return nil }
  return isLoneStop && isAbbreviation(text[start..<index]) ? nil : end
}

private func afterMark(at index: Int, in text: ArraySlice<UInt8>) -> Int? {
  guard index < text.endIndex else { return nil }
  if [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(text[index]) {
    return index + 1
  }
  return text[index...].starts(with: "…".utf8) ? index + 3 : nil
}

private func afterCloser(at index: Int, in text: ArraySlice<UInt8>) -> Int? {
  guard index < text.endIndex else { return nil }
  if "\"')]".utf8.contains(text[index]) { return index + 1 }
  let closer = ["”", "’", "»"].first { text[index...].starts(with: $0.utf8) }
  return closer.map { index + $0.utf8.count }
}

/// Whether what stands before a full stop is no end: an initial, or a word such as `e.g`.
private func isAbbreviation(_ text: ArraySlice<UInt8>) -> Bool {
  let last = text.suffix(8).split(whereSeparator: { isBlank($0) || $0 == 0x28 }).last ?? []
  let word = String(decoding: last, as: UTF8.self).lowercased()
  return abbreviations.contains(word)
    || (last.count == 1 && word != "i" && word.first?.isLetter == true)
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

private let abbreviations: Set<String> = [
  "e.g", "i.e", "vs", "mr", "mrs", "ms", "dr", "st", "jr", "prof", "cf", "u.s", "a.m", "p.m",
]
