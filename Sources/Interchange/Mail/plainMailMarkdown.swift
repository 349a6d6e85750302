/// The plain text of a message as Markdown that reads as the same words.
///
/// - `>` before lines makes block quotes, one inside another; with `format=flowed` (RFC 3676) lines
///   that end with a space go on in the next.
/// - Up to ten lines after a line `-- `, at the same depth of quoting, are a signature and left out;
///   so is the foot that mailing lists add below a rule of underscores. Where more follows, it is the
///   first paragraph, and text below it is kept.
/// - 'On …, Ada wrote:' above a quote is left out in a reply.
/// - After '-----Original Message-----' all is quoted.
/// - A paragraph that begins like a list item is a list; one whose lines are all indented by four
///   spaces is code. A line that ends long before the others do ends with a hard break.
func plainMailMarkdown(
  _ text: String, _ type: MailContentType, isReply: Bool, losses: inout Losses
) -> String {
  var lines = quotedLines(text, type)
  lines = withoutSignatures(lines, losses: &losses)
  lines = quotingOriginal(lines, losses: &losses)
  if isReply { lines = withoutAttributions(lines, losses: &losses) }
  var writer = MailTextWriter()
  for line in lines { writer.write(line) }
  writer.flush()
  losses.add(.markup, writer.flattened)
  return writer.text
}

/// A line of mail: how often it is quoted, and what it says.
struct QuotedLine: Equatable {
  var depth: Int
  var text: [UInt8]

  var isBlank: Bool { text.allSatisfy(\.isSpace) }
}

private func quotedLines(_ text: String, _ type: MailContentType) -> [QuotedLine] {
  var lines: [QuotedLine] = []
  var flows = false
  var reader = LineReader(Array(text.utf8)[...])
  while let bytes = reader.next() {
    var line = quotedLine(bytes, isFlowed: type.isFlowed)
    let isSignatureMark = line.text.elementsEqual("-- ".utf8)
    let goesOn = type.isFlowed && line.text.last == 0x20 && !isSignatureMark
    if goesOn, type.deletesSpace { line.text.removeLast() }
    if flows, let last = lines.last, last.depth == line.depth, !isSignatureMark {
      lines[lines.count - 1].text += line.text
    } else {
      lines.append(line)
    }
    flows = goesOn
  }
  return lines
}

/// In flowed text no space stands between marks, and one before the text is not of it.
private func quotedLine(_ line: ArraySlice<UInt8>, isFlowed: Bool) -> QuotedLine {
  var rest = line
  var depth = 0
  while true {
    let mark = isFlowed ? rest : rest.drop { $0 == 0x20 }
    let isMark = mark.first == UInt8(ascii: ">") && mark.startIndex - rest.startIndex < 2
    guard isMark, depth < 1000 else { break }
    rest = mark.dropFirst()
    depth += 1
  }
  if rest.first == 0x20, isFlowed || depth > 0 { rest = rest.dropFirst() }
  return QuotedLine(depth: depth, text: rest.filter { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
}

// MARK: What is left out

private func withoutSignatures(_ lines: [QuotedLine], losses: inout Losses) -> [QuotedLine] {
  var kept: [QuotedLine] = []
  var index = 0
  while index < lines.count {
    let end = endOfSignature(lines, at: index)
    if end > index {
      losses.add(.signature)
      index = end
    } else {
      kept.append(lines[index])
      index += 1
    }
  }
  return kept
}

private let longestSignature = 10

/// Where the signature ends whose mark the line is: before a line of another depth, or, where so much
/// follows that it can be no signature, behind its first paragraph. The index itself where it is none.
private func endOfSignature(_ lines: [QuotedLine], at mark: Int) -> Int {
  let next = mark + 1 < lines.count ? lines[mark + 1] : nil
  guard lines[mark].text.elementsEqual("-- ".utf8) || isListFoot(lines[mark], next: next) else {
    return mark
  }
  var end = mark + 1
  while end < lines.count, lines[end].depth == lines[mark].depth, !beginsOriginal(lines[end]) {
    end += 1
  }
  if end - mark <= longestSignature + 1 { return end }
  let words = lines[(mark + 1)..<end].firstIndex { !$0.isBlank } ?? end
  let blank = lines[words..<end].firstIndex(where: \.isBlank) ?? end
  return blank - mark <= longestSignature + 1 ? blank : mark
}

/// As Mailman writes it: a rule of underscores over 'Name mailing list'.
private func isListFoot(_ line: QuotedLine, next: QuotedLine?) -> Bool {
  line.text.count >= 40 && line.text.allSatisfy { $0 == UInt8(ascii: "_") }
    && next.map { String(decoding: $0.text, as: UTF8.self).contains("mailing list") } ?? false
}

private func quotingOriginal(_ lines: [QuotedLine], losses: inout Losses) -> [QuotedLine] {
  guard let mark = lines.firstIndex(where: { $0.depth == 0 && beginsOriginal($0) }) else {
    return lines
  }
  losses.add(.quoteHeading)
  let rest = lines[(mark + 1)...].drop { MailHeaders.beginsField($0.text[...]) || $0.isBlank }
  return lines[..<mark] + rest.map { QuotedLine(depth: $0.depth + 1, text: $0.text) }
}

/// `-----Original Message-----`
private func beginsOriginal(_ line: QuotedLine) -> Bool {
  let words = line.text.drop { $0 == 0x2D || $0 == 0x20 }
  return line.text.starts(with: "---".utf8) && words.startsIgnoringCase("original message")
}

private let verbs = ["wrote", "writes", "said", "schrieb", "écrit", "escribió", "ha scritto"]
private let openings = ["On ", "Am ", "Le ", "El ", "Il ", "In ", "At ", "Quoting "]

/// Takes the lines right above a quote out that say whose it is: up to three, the first beginning
/// like 'On ', the last ending with a colon.
private func withoutAttributions(_ lines: [QuotedLine], losses: inout Losses) -> [QuotedLine] {
  var kept: [QuotedLine] = []
  for line in lines {
    if line.depth > (kept.last?.depth ?? 0), !line.isBlank {
      dropAttribution(from: &kept, depth: line.depth - 1, losses: &losses)
    }
    kept.append(line)
  }
  return kept
}

private func dropAttribution(
  from lines: inout [QuotedLine], depth: Int, losses: inout Losses
) {
  var end = lines.count
  if end > 0, lines[end - 1].isBlank { end -= 1 }
  var words = ""
  for start in (max(0, end - 3)..<end).reversed() {
    let line = lines[start]
    guard line.depth <= depth, !line.isBlank, line.text.count < 200 else { return }
    words = String(decoding: line.text, as: UTF8.self) + " " + words
    let isStart = openings.contains { words.hasPrefix($0) }
    let isAlone = start == 0 || lines[start - 1].isBlank || lines[start - 1].depth != line.depth
    guard isStart || isAlone else { continue }
    let text = words[...].trimmingSpace
    if text.hasSuffix(":"), verbs.contains(where: { text.contains($0) }) {
      lines.removeSubrange(start...)
      losses.add(.quoteHeading)
    }
    return
  }
}
