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
    name = ""
    document.text.withUnsafeBufferPointer { text in
      readParts(text.part(Int(node.text.lower) + 1..<Int(node.text.upper)))
    }
    if name.isEmpty { return nil }
    if first.kind == .link {
      permalink = String(decoding: document.attributes[first.attribute.range], as: UTF8.self)
    }
  }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  /// Reads the name and the parts after it, split at ` · `, ` — ` and ` - `.
  private mutating func readParts(_ text: Bytes) {
    var start = 0
    var index = 0
    var isName = true
    while index <= text.count {
      let length = index < text.count ? Self.separatorLength(text, at: index) : 1
      if length > 0 {
        let part = text.part(start..<index).trimmingBlanks
        if isName { name = String(decoding: part, as: UTF8.self) } else { read(part) }
        isName = false
        start = index + length
      }
      index += max(1, length)
    }
  }

  private mutating func read(_ part: Bytes) {
    partCount += 1
    if let date = Timestamp(utf8: part) {
      self.date = date
    } else if let anchor = Self.anchor(part) {
      self.anchor = anchor
    } else if let reply = Self.reply(part) {
      self.reply = reply
    } else if misfit == nil {
      misfit = String(decoding: part, as: UTF8.self)
    }
  }

  private static func reply(_ part: Bytes) -> String? {
    guard part.count > 3, part[0] == UInt8(ascii: "r"), part[1] == UInt8(ascii: "e"),
      part[2] == ASCII.space
    else { return nil }
    return anchor(part.part(3..<part.count).trimmingBlanks)
  }

  private static func anchor(_ text: Bytes) -> String? {
    guard text.count > 1, text[0] == ASCII.hash, !text.contains(where: { $0 <= ASCII.space })
    else { return nil }
    return String(decoding: text.part(1..<text.count), as: UTF8.self)
  }

  /// The length of a separator with its spaces, 0 where none stands.
  @inline(__always)
  private static func separatorLength(_ text: Bytes, at index: Int) -> Int {
    guard text[index] == ASCII.space, index + 2 < text.count else { return 0 }
    switch text[index + 1] {
    case ASCII.hyphen: return text[index + 2] == ASCII.space ? 3 : 0
    case 0xC2: return text.holds(" \u{B7} ", at: index) ? 4 : 0
    case 0xE2: return text.holds(" \u{2014} ", at: index) ? 5 : 0
    default: return 0
    }
  }
}
