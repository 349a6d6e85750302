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
    var parts = Self.parts(of: document.text[node.text.range].dropFirst())
    let name = Self.trimmed(parts.removeFirst())
    guard !name.isEmpty else { return nil }
    self.name = String(decoding: name, as: UTF8.self)
    if first.kind == .link {
      permalink = String(decoding: document.attributes[first.attribute.range], as: UTF8.self)
    }
    partCount = parts.count
    for part in parts where !read(Self.trimmed(part)) {
      misfit = misfit ?? String(decoding: Self.trimmed(part), as: UTF8.self)
    }
  }

  private typealias Bytes = ArraySlice<UInt8>

  private mutating func read(_ part: Bytes) -> Bool {
    if let date = Timestamp(utf8: part) {
      self.date = date
      return true
    }
    if let anchor = Self.anchor(part) {
      self.anchor = anchor
      return true
    }
    guard part.count > 3, part[part.startIndex] == UInt8(ascii: "r"),
      part[part.startIndex + 1] == UInt8(ascii: "e"), part[part.startIndex + 2] == ASCII.space,
      let reply = Self.anchor(Self.trimmed(part.dropFirst(3)))
    else { return false }
    self.reply = reply
    return true
  }

  private static func anchor(_ text: Bytes) -> String? {
    guard text.first == ASCII.hash, text.count > 1, !text.contains(where: { $0 <= ASCII.space })
    else { return nil }
    return String(decoding: text.dropFirst(), as: UTF8.self)
  }

  /// Splits at ` · `, ` — ` and ` - `.
  private static func parts(of text: Bytes) -> [Bytes] {
    var parts: [Bytes] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let length = separatorLength(text, at: index)
      if length > 0 {
        parts.append(text[start..<index])
        start = index + length
      }
      index += max(1, length)
    }
    parts.append(text[start...])
    return parts
  }

  /// The length of a separator with its spaces, 0 where none stands.
  private static func separatorLength(_ text: Bytes, at index: Int) -> Int {
    guard text[index] == ASCII.space else { return 0 }
    for separator in [" \u{B7} ", " - ", " \u{2014} "] as [StaticString] {
      let length = separator.utf8CodeUnitCount
      guard index + length <= text.endIndex else { continue }
      let bytes = UnsafeBufferPointer(start: separator.utf8Start, count: length)
      if text[index..<index + length].elementsEqual(bytes) { return length }
    }
    return 0
  }

  private static func trimmed(_ text: Bytes) -> Bytes {
    var result = text.drop(while: ASCII.isBlank)
    while let last = result.last, ASCII.isBlank(last) { result.removeLast() }
    return result
  }
}
