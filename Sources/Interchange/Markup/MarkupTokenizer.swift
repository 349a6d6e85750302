/// Cuts HTML or XML into tags, text and comments, in one pass without recursion; every byte is
/// looked at a constant number of times.
///
/// ```
/// markup  := text | tag | comment | CDATA | declaration
/// tag     := '<' letter name* (space | '/' | attribute)* '>'     '</' letter name* … '>'
/// attribute := name ( '=' ( '"' … '"' | "'" … "'" | bare ) )?
/// comment := '<!--' … '-->'    CDATA := '<![CDATA[' … ']]>' (XML)    declaration := '<!' | '<?' … '>'
/// ```
///
/// As browsers do (WHATWG HTML, 13.2.5): a `<` that begins none of these is text; names of tags and
/// attributes are in lower case in HTML; `script`, `style` and the like hold no tags; a comment that
/// is not closed goes to the end, and a tag that is not closed is dropped with all after it. A tag
/// knows nothing of what is open: who reads the tokens decides what a tag closes.
///
/// There is no library for it that we could depend on: what there is drags in all of Foundation and
/// libxml2.
struct MarkupTokenizer {
  enum Dialect {
    case html, xml
  }

  enum Token {
    /// Ranges of the input. The text may hold character references.
    case text(Range<Int>)
    /// Text without references: CDATA, and what stands in `script` and `style`.
    case verbatim(Range<Int>)
    case open(Tag)
    case close(String)
    case comment(Range<Int>)
    case declaration(Range<Int>)
  }

  struct Tag {
    let name: String
    /// Where the tag begins, and what stands between its name and `>`.
    let start: Int
    let attributes: Range<Int>
    /// Whether it ends with `/>`.
    let isClosed: Bool
  }

  let bytes: [UInt8]
  let dialect: Dialect
  /// Where the next token begins.
  private(set) var position = 0
  /// The name of the element whose text holds no tags, while in it.
  private var rawElement: String?

  init(_ bytes: [UInt8], dialect: Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// The next token; nil at the end.
  mutating func next() -> Token? {
    guard position < bytes.count else { return nil }
    if let name = rawElement {
      rawElement = nil
      if let text = rawText(of: name) { return text }
    }
    if let token = markup() { return token }
    guard position < bytes.count else { return nil }
    return text()
  }

  /// The value of an attribute with its references resolved; nil where the tag has none of the name.
  func value(_ name: String, of tag: Tag) -> String? {
    var reader = AttributeReader(
      bytes, at: tag.attributes.lowerBound, to: tag.attributes.upperBound)
    while let attribute = reader.next() {
      guard attribute.name.count == name.utf8.count else { continue }
      let isNamed =
        dialect == .html
        ? bytes[attribute.name].startsIgnoringCase(name)
        : bytes[attribute.name].elementsEqual(name.utf8)
      if isNamed {
        let value = CharacterReference.resolving(bytes[attribute.value])
        return String(decoding: value, as: UTF8.self)
      }
    }
    return nil
  }

  // MARK: Text

  private mutating func text() -> Token {
    let start = position
    position += 1
    while position < bytes.count, !beginsMarkup(position) { position += 1 }
    return .text(start..<position)
  }

  private func beginsMarkup(_ index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    if next.isASCIILetter || next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return true }
    return next == UInt8(ascii: "/") && index + 2 < bytes.count
  }

  /// What stands before the end tag of an element without tags inside; nil where nothing does.
  private mutating func rawText(of name: String) -> Token? {
    let start = position
    while position < bytes.count, !closes(name, at: position) { position += 1 }
    let range = start..<position
    if range.isEmpty { return nil }
    return name == "title" || name == "textarea" ? .text(range) : .verbatim(range)
  }

  private func closes(_ name: String, at index: Int) -> Bool {
    let after = index + 2 + name.utf8.count
    guard bytes[index] == UInt8(ascii: "<"), after < bytes.count,
      bytes[index + 1] == UInt8(ascii: "/"), bytes[(index + 2)...].startsIgnoringCase(name)
    else { return false }
    return bytes[after].isSpace || bytes[after] == UInt8(ascii: "/")
      || bytes[after] == UInt8(ascii: ">")
  }

  // MARK: Markup

  /// The tag, comment or declaration here; nil where there is text, and where an unfinished tag
  /// was dropped.
  private mutating func markup() -> Token? {
    guard beginsMarkup(position) else { return nil }
    switch bytes[position + 1] {
    case UInt8(ascii: "!"): return exclamation()
    case UInt8(ascii: "?"):
      return .declaration(upTo(dialect == .xml ? "?>" : ">", from: position + 2))
    case UInt8(ascii: "/"): return closingTag()
    default: return openingTag()
    }
  }

  private mutating func exclamation() -> Token {
    let rest = bytes[(position + 2)...]
    if dialect == .xml, rest.starts(with: "[CDATA[".utf8) {
      return .verbatim(upTo("]]>", from: position + 9))
    }
    guard rest.starts(with: "--".utf8) else {
      return .declaration(upTo(">", from: position + 2))
    }
    for short in ["-->", "--->"] where dialect == .html && rest.starts(with: short.utf8) {
      position += 2 + short.utf8.count
      return .comment(position..<position)
    }
    return .comment(upTo("-->", from: position + 4))
  }

  /// Moves behind the end mark, or to the end of the input, and returns what stands before it.
  private mutating func upTo(_ mark: String, from start: Int) -> Range<Int> {
    let mark = Array(mark.utf8)
    let start = min(start, bytes.count)
    var end = start
    while end < bytes.count, bytes[end] != mark[0] || !bytes[end...].starts(with: mark) { end += 1 }
    position = min(end + mark.count, bytes.count)
    return start..<end
  }

  private mutating func closingTag() -> Token? {
    guard bytes[position + 2].isASCIILetter else {
      return .comment(upTo(">", from: position + 2))
    }
    let (name, after) = tagName(from: position + 2)
    var reader = AttributeReader(bytes, at: after, to: bytes.count)
    while reader.next() != nil {}
    guard finishTag(reader) else { return nil }
    return .close(name)
  }

  private mutating func openingTag() -> Token? {
    let start = position
    let (name, after) = tagName(from: position + 1)
    var reader = AttributeReader(bytes, at: after, to: bytes.count)
    while reader.next() != nil {}
    guard finishTag(reader) else { return nil }
    let isClosed = reader.endsWithSlash
    if dialect == .html, Self.rawElements.contains(name) { rawElement = name }
    return .open(
      Tag(name: name, start: start, attributes: after..<reader.position, isClosed: isClosed))
  }

  /// Moves behind the tag's `>`; to the end where there is none.
  private mutating func finishTag(_ reader: AttributeReader) -> Bool {
    position = min(reader.position + 1, bytes.count)
    return reader.position < bytes.count
  }

  private static let rawElements: Set<String> = [
    "script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title",
  ]

  private func tagName(from start: Int) -> (String, Int) {
    var end = start
    while end < bytes.count, !bytes[end].isSpace, bytes[end] != UInt8(ascii: "/"),
      bytes[end] != UInt8(ascii: ">")
    {
      end += 1
    }
    let name = bytes[start..<end]
    let bytes = dialect == .html ? name.map(\.lowercasedASCII) : Array(name)
    return (String(decoding: bytes, as: UTF8.self), end)
  }
}

/// Walks over the attributes of one tag.
private struct AttributeReader {
  let bytes: [UInt8]
  /// In the end, where the tag's `>` is, or the end of the input.
  private(set) var position: Int
  private let end: Int
  private(set) var endsWithSlash = false

  init(_ bytes: [UInt8], at position: Int, to end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  mutating func next() -> (name: Range<Int>, value: Range<Int>)? {
    while position < end, bytes[position].isSpace || bytes[position] == UInt8(ascii: "/") {
      endsWithSlash = bytes[position] == UInt8(ascii: "/")
      position += 1
    }
    guard position < end, bytes[position] != UInt8(ascii: ">") else { return nil }
    endsWithSlash = false
    let name = stretch { !$0.isSpace && $0 != 0x2F && $0 != 0x3E && $0 != 0x3D }
    skipSpace()
    guard position < end, bytes[position] == UInt8(ascii: "=") else {
      return (name, name.upperBound..<name.upperBound)
    }
    position += 1
    skipSpace()
    return (name, value())
  }

  private mutating func value() -> Range<Int> {
    guard position < end else { return end..<end }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return bareValue()
    }
    position += 1
    let value = stretch { $0 != quote }
    position = min(position + 1, end)
    return value
  }

  private mutating func bareValue() -> Range<Int> { stretch { !$0.isSpace && $0 != 0x3E } }

  private mutating func skipSpace() {
    while position < end, bytes[position].isSpace { position += 1 }
  }

  /// An `=` at the start is part of a name, so that every call moves on.
  private mutating func stretch(while belongs: (UInt8) -> Bool) -> Range<Int> {
    let start = position
    if position < end, bytes[position] == UInt8(ascii: "=") { position += 1 }
    while position < end, belongs(bytes[position]) { position += 1 }
    return start..<position
  }
}
