/// Runs that share a link, as Markdown with emphasis.
///
/// The styles are spans that nest: of two that begin together the one that lasts longer is the outer
/// one, and a span that another one cuts is closed and opened again.
struct StyledWords {
  private enum Piece {
    case text([UInt8])
    /// The end of the span is at this index; the other way round for `close`.
    case open(InlineText.Style, end: Int)
    case close(InlineText.Style, start: Int)
  }

  /// How a character beside a mark counts in CommonMark 6.2. `unsure` are symbols, on which versions
  /// of the specification differ.
  private enum Beside {
    case space, punctuation, letter, unsure

    var isOutside: Bool { self == .space || self == .punctuation }
  }

  private var pieces: [Piece] = []
  private var openSpans: [(style: InlineText.Style, piece: Int)] = []
  private let before: Beside
  /// Spans of emphasis that were left out.
  private(set) var droppedMarks = 0

  init(_ runs: ArraySlice<InlineText.Run>, after output: [UInt8]) {
    let isFirst = runs.first?.link != nil
    before = isFirst ? .punctuation : Self.last(of: output[...]) ?? .space
    for index in runs.indices {
      change(to: runs[index].style, runs: runs[index...])
      pieces.append(.text(Self.markdown(of: runs[index])))
    }
    change(to: [], runs: [])
  }

  /// - Parameter next: The character that will follow.
  mutating func markdown(before next: UInt8) -> [UInt8] {
    var output: [UInt8] = []
    let marks = decideMarks(before: next.isSpace ? .space : .punctuation)
    for (index, piece) in pieces.enumerated() {
      if case .text(let text) = piece { output += text } else { output += marks[index] }
    }
    return output
  }

  // MARK: Spans

  private static let spanStyles: [InlineText.Style] = [.strong, .emphasis]

  private mutating func change(
    to style: InlineText.Style, runs: ArraySlice<InlineText.Run>
  ) {
    while openSpans.contains(where: { !style.contains($0.style) }) { closeSpan() }
    let missing = Self.spanStyles.filter { wanted in
      style.contains(wanted) && !openSpans.contains { $0.style == wanted }
    }
    let byLength = missing.map { wanted in
      (wanted, runs.prefix { $0.style.contains(wanted) }.count)
    }.sorted { $0.1 > $1.1 }
    for (wanted, _) in byLength {
      openSpans.append((wanted, pieces.count))
      pieces.append(.open(wanted, end: 0))
    }
  }

  private mutating func closeSpan() {
    guard let span = openSpans.popLast() else { return }
    pieces[span.piece] = .open(span.style, end: pieces.count)
    pieces.append(.close(span.style, start: span.piece))
  }

  // MARK: Marks

  /// What to write for each piece that is no text.
  private mutating func decideMarks(before next: Beside) -> [[UInt8]] {
    var marks = Array(repeating: [UInt8](), count: pieces.count)
    let left = besides(forwards: true, from: before)
    let right = besides(forwards: false, from: next)
    for index in pieces.indices {
      guard case .open(let style, let end) = pieces[index] else { continue }
      let opens = leans(right[index], isNext: isText(index + 1), from: left[index])
      let closes = leans(left[end], isNext: isText(end - 1), from: right[end])
      let standsApart = left[index].isOutside && right[end].isOutside
      let mark = opens && closes ? self.mark(style, index, end, standsApart: standsApart) : nil
      if let mark {
        marks[index] = mark
        marks[end] = mark
      } else {
        droppedMarks += 1
      }
    }
    return marks
  }

  /// Whether a mark leans on what is inside of it, and so is one (left- or right-flanking).
  private func leans(_ inside: Beside, isNext: Bool, from outside: Beside) -> Bool {
    switch inside {
    case .letter: isNext || outside.isOutside
    case .punctuation: outside.isOutside
    case .space, .unsure: false
    }
  }

  private func mark(
    _ style: InlineText.Style, _ start: Int, _ end: Int, standsApart: Bool
  ) -> [UInt8]? {
    if style == .strong { return Array("**".utf8) }
    if standsApart { return Array("_".utf8) }
    let touchesOther = (start > 0 && isClose(start - 1)) || isOpen(end + 1)
    return touchesOther ? nil : Array("*".utf8)
  }

  private func isText(_ index: Int) -> Bool {
    if pieces.indices.contains(index), case .text = pieces[index] { return true }
    return false
  }

  private func isClose(_ index: Int) -> Bool {
    if case .close = pieces[index] { return true }
    return false
  }

  private func isOpen(_ index: Int) -> Bool {
    if pieces.indices.contains(index), case .open = pieces[index] { return true }
    return false
  }

  /// For each piece, the nearest character of text before it (or after it, backwards).
  private func besides(forwards: Bool, from edge: Beside) -> [Beside] {
    var result = Array(repeating: edge, count: pieces.count)
    var current = edge
    for step in pieces.indices {
      let index = forwards ? step : pieces.count - 1 - step
      result[index] = current
      guard case .text(let text) = pieces[index] else { continue }
      current = (forwards ? Self.last(of: text[...]) : Self.first(of: text)) ?? current
    }
    return result
  }

  private static func first(of text: [UInt8]) -> Beside? {
    String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first.map(beside)
  }

  private static func last(of text: ArraySlice<UInt8>) -> Beside? {
    String(decoding: text.suffix(4), as: UTF8.self).unicodeScalars.last.map(beside)
  }

  private static func beside(_ scalar: Unicode.Scalar) -> Beside {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      return byte.isSpace ? .space : byte.isASCIIPunctuation ? .punctuation : .letter
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      return .letter
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return .punctuation
    case .spaceSeparator: return .space
    default: return .unsure
    }
  }

  // MARK: Text

  private static func markdown(of run: InlineText.Run) -> [UInt8] {
    if run.isBreak { return Array("\\\n".utf8) }
    if run.style.contains(.code) { return codeSpan(run.text) }
    var text: [UInt8] = []
    appendEscaped(shifted(run)[...], linked: run.link != nil, to: &text)
    guard run.style.contains(.struck), run.text != [0x20] else { return text }
    return Array("~~".utf8) + text + Array("~~".utf8)
  }

  /// Fenced by more backticks than stand in it (CommonMark 6.1).
  private static func codeSpan(_ text: [UInt8]) -> [UInt8] {
    let fence = Array(repeating: UInt8(ascii: "`"), count: longestRun(of: "`", in: text) + 1)
    let needsSpace = [text.first, text.last].contains(UInt8(ascii: "`"))
    let space: [UInt8] = needsSpace ? [0x20] : []
    return fence + space + text + space + fence
  }

  /// `²` for a raised 2 where every character has such a form; else the text itself.
  private static func shifted(_ run: InlineText.Run) -> [UInt8] {
    let forms = run.style.contains(.raised) ? raised : run.style.contains(.lowered) ? lowered : [:]
    if forms.isEmpty { return run.text }
    var text = ""
    for scalar in String(decoding: run.text, as: UTF8.self).unicodeScalars {
      guard let form = forms[scalar] else { return run.text }
      text.unicodeScalars.append(form)
    }
    return Array(text.utf8)
  }

  private static let raised = forms("0123456789+-−()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱ")
  private static let lowered = forms("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")

  private static func forms(_ from: String, _ to: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(
      zip(from.unicodeScalars, to.unicodeScalars).map { ($0, $1) }, uniquingKeysWith: { $1 })
  }
}

/// The length of the longest run of an ASCII character.
func longestRun(of character: Unicode.Scalar, in text: some Sequence<UInt8>) -> Int {
  var longest = 0
  var run = 0
  for byte in text {
    run = byte == UInt8(ascii: character) ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
