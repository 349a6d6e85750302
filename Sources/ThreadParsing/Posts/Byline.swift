import CruxModel

/// A heading that begins with `@`, taken apart (FORMAT §2).
struct Byline {
  var name: String
  var permalink: String?
  var date: Timestamp?
  var anchor: String?
  var reply: String?
  /// How many parts follow the name.
  var partCount = 0
  /// The first part that is no date, `#anchor` or `re #anchor`.
  var misfit: String?

  /// Reads a heading; nil where its text does not begin with an `@` of its own.
  init?(_ heading: Int, in document: MarkdownDocument, source: UnsafeBufferPointer<UInt8>) {
    let node = document.content[heading]
    guard node.kind == .heading, node.number >= 2, node.text.count > 1,
      document.text[Int(node.text.lower)] == ASCII.at, heading + 1 < Int(node.end)
    else { return nil }
    let first = document.content[heading + 1]
    let at = first.kind == .link ? document.content[heading + 2] : first
    guard at.kind == .text, source[Int(at.source.lower)] != ASCII.backslash else { return nil }
    let text = String(decoding: document.text[node.text.range], as: UTF8.self)
    var parts = Self.parts(of: text)
    let name = Self.trimmed(parts.removeFirst().dropFirst())
    guard !name.isEmpty else { return nil }
    self.name = name
    if first.kind == .link {
      permalink = String(decoding: document.attributes[first.attribute.range], as: UTF8.self)
    }
    partCount = parts.count
    for part in parts where !read(Self.trimmed(part)) { misfit = misfit ?? Self.trimmed(part) }
  }

  private mutating func read(_ part: String) -> Bool {
    if let date = Timestamp(part) {
      self.date = date
      return true
    }
    if let anchor = Self.anchor(part) {
      self.anchor = anchor
      return true
    }
    guard part.hasPrefix("re "), let reply = Self.anchor(Self.trimmed(part.dropFirst(3))) else {
      return false
    }
    self.reply = reply
    return true
  }

  private static func anchor(_ text: String) -> String? {
    guard text.utf8.first == ASCII.hash, text.utf8.count > 1,
      !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 })
    else { return nil }
    return String(text.dropFirst())
  }

  /// Splits at ` · `, ` — ` and ` - `.
  private static func parts(of text: String) -> [Substring.UnicodeScalarView.SubSequence] {
    var parts: [Substring.UnicodeScalarView.SubSequence] = []
    let scalars = text[...].unicodeScalars
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      let isSeparator: Bool =
        switch scalars[index] {
        case "\u{B7}", "\u{2014}", "-":
          index > start && scalars[scalars.index(before: index)] == " "
            && next < scalars.endIndex && scalars[next] == " "
        default: false
        }
      if isSeparator {
        parts.append(scalars[start..<index])
        start = next
      }
      index = next
    }
    parts.append(scalars[start...])
    return parts
  }

  private static func trimmed(_ scalars: some Collection<Unicode.Scalar>) -> String {
    let text = scalars.drop { $0 == " " || $0 == "\t" }
    var result = String(String.UnicodeScalarView(text))
    while result.last == " " || result.last == "\t" { result.removeLast() }
    return result
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    trimmed(text.unicodeScalars)
  }
}
