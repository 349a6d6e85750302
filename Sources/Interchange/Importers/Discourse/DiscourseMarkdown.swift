/// The Markdown of a Discourse post with its BBCode turned into CommonMark.
///
/// ```
/// quote  := "[quote" [ "=" '"' NAME ("," SP KEY ":" VALUE)* '"' ] "]" text "[/quote]"
///           KEY: post, topic, full, username
/// inline := "[b]" | "[i]" | "[u]" | "[s]" | "[spoiler]" text and its close, on one line
/// ```
///
/// A quote is one where its tag begins a line, in a block quote too, and a later line begins or ends with the close; quotes
/// nest; each becomes a block quote set apart by blank lines. Tags in code are text, and so is a tag
/// without its fellow. Lines stay as they are otherwise.
struct DiscourseMarkdown {
  private let lines: [Substring]
  private let topic: Int
  private(set) var quotes: [ImportedQuote] = []
  private(set) var losses = Losses()
  private var output: [String] = []
  /// Open quotes at the place reached.
  private var depth = 0

  var text: String { output.joined(separator: "\n") }

  init(_ raw: String, topic: Int) {
    lines = raw.split(omittingEmptySubsequences: false) { $0.isNewline }
    self.topic = topic
  }

  mutating func convert() {
    let tags = matchedTags()
    for (number, line) in lines.enumerated() {
      guard let tag = tags[number] else {
        append(line, isCode: tags.code.contains(number))
        continue
      }
      for part in tag { write(part) }
    }
    while output.last?.isEmpty == true { output.removeLast() }
  }

  // MARK: Output

  private mutating func write(_ part: Part) {
    switch part {
    case .open(let attributes):
      endBlock()
      depth += 1
      note(attributes)
    case .close:
      depth = max(0, depth - 1)
      endBlock()
    case .text(let text): append(text, isCode: false)
    }
  }

  private mutating func append(_ line: Substring, isCode: Bool) {
    let text = isCode ? String(line) : withoutInlineTags(line)
    let isBlank = text.allSatisfy(\.isWhitespace)
    output.append(isBlank && !isCode ? blankLine : prefix + text)
  }

  /// Quotes deeper than this are shown at this depth, so that no post grows with its square.
  private static let deepest = 50

  private var prefix: String {
    String(repeating: "> ", count: Swift.min(depth, Self.deepest))
  }

  private var blankLine: String { depth > 0 ? String(prefix.dropLast()) : "" }

  /// A blank line at the level reached, unless one stands there.
  private mutating func endBlock() {
    if let last = output.last, last != blankLine { output.append(blankLine) }
  }

  /// `user, post:3, topic:7, full:true`, without its quotation marks.
  private mutating func note(_ attributes: Substring) {
    let trimmed = attributes.drop { "=\"\u{201C} ".contains($0) }
    let parts = trimmed.split(separator: ",").map { part -> String in
      part.drop { $0 == " " }.filter { $0 != "\"" && $0 != "\u{201D}" }
    }
    var author = parts.first
    var post: String?
    var isHere = true
    for part in parts.dropFirst() {
      if part.hasPrefix("post:") { post = String(part.dropFirst(5)) }
      if part.hasPrefix("topic:") { isHere = part.dropFirst(6) == String(topic) }
      if part.hasPrefix("username:") { author = String(part.dropFirst(9)) }
    }
    if !isHere || post == nil, author?.isEmpty == false { losses.add(.attribution) }
    quotes.append(ImportedQuote(post: isHere ? post : nil, author: author))
  }

  // MARK: Quote tags

  private enum Part {
    case open(Substring)
    case close
    case text(Substring)
  }

  /// What the lines with quote tags consist of, and which lines are code.
  private struct Tags {
    var parts: [Int: [Part]] = [:]
    var code: Set<Int> = []

    subscript(_ line: Int) -> [Part]? { parts[line] }
  }

  /// Reads the tags and leaves those without a fellow as text.
  private func matchedTags() -> Tags {
    var tags = Tags()
    var fence: Fence?
    var open: [Int] = []
    var opensOfLine: [Int: [Part]] = [:]
    for (number, line) in lines.enumerated() {
      if let current = fence {
        tags.code.insert(number)
        if current.isClosed(by: line) { fence = nil }
        continue
      }
      fence = Fence(opening: line)
      if fence != nil {
        tags.code.insert(number)
        continue
      }
      let parts = Self.parts(of: line)
      if parts.isEmpty { continue }
      opensOfLine[number] = parts
      for part in parts {
        switch part {
        case .open: open.append(number)
        case .close where !open.isEmpty:
          let start = open.removeLast()
          tags.parts[start] = opensOfLine[start]
          tags.parts[number] = parts
        default: break
        }
      }
    }
    dropUnmatched(&tags)
    return tags
  }

  /// Tags that stayed alone on a line that has others become text again.
  private func dropUnmatched(_ tags: inout Tags) {
    var open: [(line: Int, part: Int)] = []
    for number in tags.parts.keys.sorted() {
      for (index, part) in (tags.parts[number] ?? []).enumerated() {
        switch part {
        case .open: open.append((number, index))
        case .close where open.isEmpty: tags.parts[number]?[index] = .text("[/quote]")
        case .close: open.removeLast()
        case .text: break
        }
      }
    }
    for (line, part) in open {
      if case .open(let attributes)? = tags.parts[line]?[part] {
        tags.parts[line]?[part] = .text("[quote\(attributes)]")
      }
    }
  }

  /// The tags at the beginning of a line and the close at its end, with the text between; empty
  /// where there is neither.
  private static func parts(of line: Substring) -> [Part] {
    var parts: [Part] = []
    var rest = line
    while true {
      let start = rest.drop { $0 == " " || $0 == "\t" || $0 == ">" && parts.isEmpty }
      if start.hasPrefix("[/quote]") {
        parts.append(.close)
        rest = start.dropFirst(8)
      } else if start.hasPrefix("[quote"), let end = endOfTag(start) {
        parts.append(.open(start[start.index(start.startIndex, offsetBy: 6)..<end]))
        rest = start[start.index(after: end)...]
      } else {
        break
      }
    }
    let closes = closesAtEnd(&rest)
    if parts.isEmpty, closes == 0 { return [] }
    if !rest.allSatisfy(\.isWhitespace) { parts.append(.text(rest)) }
    return parts + Array(repeating: .close, count: closes)
  }

  /// Where `[quote...]` ends; nil where it is another word.
  private static func endOfTag(_ text: Substring) -> Substring.Index? {
    let after = text.dropFirst(6)
    guard let first = after.first, first == "]" || first == "=" else { return nil }
    var isQuoted = false
    for index in after.indices {
      if after[index] == "\"" { isQuoted.toggle() }
      if after[index] == "]", !isQuoted { return index }
    }
    return after.firstIndex(of: "]")
  }

  private static func closesAtEnd(_ text: inout Substring) -> Int {
    var number = 0
    while true {
      while text.last?.isWhitespace == true { text.removeLast() }
      guard text.hasSuffix("[/quote]") else { return number }
      text.removeLast(8)
      number += 1
    }
  }

  // MARK: Inline tags

  private static let inlineTags: [(name: String, mark: String)] = [
    ("b", "**"), ("i", "*"), ("u", ""), ("s", ""), ("spoiler", ""),
  ]

  /// The line with `[b]words[/b]` and its like as Markdown; those that Markdown has not are dropped.
  private mutating func withoutInlineTags(_ line: Substring) -> String {
    guard line.contains("[/"), !line.contains("`"), line.utf8.count < 10_000 else {
      return String(line)
    }
    var text = String(line)
    for (name, mark) in Self.inlineTags {
      while let open = text.firstRange(of: "[\(name)]"),
        let close = text[open.upperBound...].firstRange(of: "[/\(name)]")
      {
        text.replaceSubrange(close, with: mark)
        text.replaceSubrange(open, with: mark)
        if mark.isEmpty { losses.add(.markup) }
      }
    }
    return text
  }
}

/// A fence of a code block (CommonMark 0.30 §4.5).
struct Fence {
  private let character: Character
  private let length: Int

  /// Nil where the line opens none.
  init?(opening line: Substring) {
    let text = Self.withoutIndent(line)
    guard let first = text.first, first == "`" || first == "~" else { return nil }
    character = first
    length = text.prefix { $0 == first }.count
    if length < 3 || (first == "`" && text.dropFirst(length).contains("`")) { return nil }
  }

  func isClosed(by line: Substring) -> Bool {
    let text = Self.withoutIndent(line)
    let run = text.prefix { $0 == character }
    return run.count >= length && text.dropFirst(run.count).allSatisfy(\.isWhitespace)
  }

  private static func withoutIndent(_ line: Substring) -> Substring {
    let text = line.drop { $0 == " " }
    return line.count - text.count > 3 ? "" : text
  }
}
