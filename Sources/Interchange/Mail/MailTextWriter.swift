/// Writes lines of plain mail as paragraphs, lists and code inside block quotes.
struct MailTextWriter {
  private var writer = MarkdownWriter()
  private var depth = 0
  private var lines: [[UInt8]] = []

  var text: String { writer.text }
  var flattened: Int { writer.flattened }

  mutating func write(_ line: QuotedLine) {
    // A blank line between two quotes parts them.
    if line.isBlank && line.depth >= depth { return flush() }
    if line.depth != depth {
      flush()
      while depth > line.depth { close() }
      while depth < line.depth { open() }
    }
    if line.isBlank { flush() } else { lines.append(line.text) }
  }

  private mutating func open() {
    writer.openQuote()
    depth += 1
  }

  private mutating func close() {
    writer.closeContainer()
    depth -= 1
  }

  /// Writes the paragraph read so far.
  mutating func flush() {
    let lines = lines
    self.lines = []
    guard let first = lines.first else { return }
    if lines.allSatisfy({ $0.starts(with: "    ".utf8) || $0.first == 0x09 }) {
      let code = lines.map { $0.first == 0x09 ? $0.dropFirst() : $0.dropFirst(4) }
      writer.code(Array(code.joined(separator: [0x0A])))
    } else if Self.marker(first) != nil {
      writeList(lines)
    } else {
      writer.paragraph(Self.paragraph(lines[...]))
    }
  }

  // MARK: Lists

  private mutating func writeList(_ lines: [[UInt8]]) {
    var start = 0
    while start < lines.count {
      let rest = lines[(start + 1)...]
      let end = rest.firstIndex { Self.marker($0) != nil } ?? lines.count
      guard let (mark, words) = Self.marker(lines[start]) else { return }
      writer.openItem(mark)
      writer.paragraph(
        Self.paragraph([words] + lines[(start + 1)..<end]), start == 0 ? .blankLine : .tight)
      writer.closeContainer()
      start = end
    }
  }

  /// What begins an item, and its words: `- a`, `* a`, `1. a`, `2) a`.
  private static func marker(_ line: [UInt8]) -> (mark: String, words: [UInt8])? {
    let text = line.drop { $0 == 0x20 }
    guard text.startIndex < 4, let first = text.first else { return nil }
    let digits = text.prefix(4).prefix { $0.isASCIIDigit }
    let after: ArraySlice<UInt8>
    let mark: String
    if "-*+".utf8.contains(first) {
      after = text.dropFirst()
      mark = "-"
    } else if !digits.isEmpty, digits.count < 4, let end = text.dropFirst(digits.count).first,
      end == UInt8(ascii: ".") || end == UInt8(ascii: ")")
    {
      after = text.dropFirst(digits.count + 1)
      mark = String(decoding: digits, as: UTF8.self) + String(UnicodeScalar(end))
    } else {
      return nil
    }
    let words = after.trimmed
    return after.first == 0x20 && !words.isEmpty ? (mark, Array(words)) : nil
  }

  // MARK: Paragraphs

  /// Shorter lines than this are not thought to be filled.
  private static let shortest = 40

  private static func paragraph(_ lines: ArraySlice<[UInt8]>) -> [UInt8] {
    let longest = max(shortest, lines.map(\.count).max() ?? 0)
    var output: [UInt8] = []
    for index in lines.indices {
      let words = Array(lines[index].trimmed)
      appendEscaped(words[...], linked: false, to: &output)
      guard index + 1 < lines.endIndex else { break }
      let next = lines[index + 1].trimmed.prefix { $0 != 0x20 }
      // The next word would have had room.
      let isShort = words.count + 1 + next.count < longest * 3 / 4
      if isShort { output.append(UInt8(ascii: "\\")) }
      output.append(0x0A)
    }
    return output
  }
}
