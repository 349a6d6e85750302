import CruxModel

/// A heading that begins with `@`, taken apart into places in the document's text (FORMAT §2).
///
/// Small, since a file may hold a hundred thousand; a place that is empty is not there.
struct Byline: BitwiseCopyable {
  /// The date's instant; of use where `date` is not empty.
  private(set) var seconds: Int64 = 0
  /// Index of the heading.
  let node: Int32
  /// Index of the node that the name links with; 0 for none.
  private(set) var link: Int32 = 0
  private(set) var name = ByteRange(0, 0)
  private(set) var date = ByteRange(0, 0)
  /// Without the `#`.
  private(set) var anchor = ByteRange(0, 0)
  private(set) var reply = ByteRange(0, 0)
  /// What keeps the heading from being a byline: the first part that is no date, `#anchor` or
  /// `re #anchor`, or the second of a kind; all of a heading of level 1 or without a name.
  private(set) var misfit = ByteRange(0, 0)
  private(set) var hasMisfit = false
  /// Whether parts follow the name.
  private(set) var hasParts = false

  /// Reads a heading; nil where its text does not begin with an `@` of its own.
  init?(
    _ heading: Int, in content: UnsafeBufferPointer<ContentNode>,
    text: UnsafeBufferPointer<UInt8>, source: UnsafeBufferPointer<UInt8>
  ) {
    node = Int32(heading)
    let words = content[heading].text.range
    guard words.count > 1, text[words.lowerBound] == ASCII.at else { return nil }
    let end = Int(content[heading].end)
    var at = heading + 1
    while at < end, Self.mayHoldName(content[at].kind) {
      if content[at].kind == .link { link = Int32(at) }
      at += 1
    }
    guard at < end, content[at].kind == .text,
      source[Int(content[at].source.lower)] != ASCII.backslash
    else { return nil }
    readParts(text, words.lowerBound + 1..<words.upperBound)
    let isTitle = content[heading].number == 1
    guard !name.isEmpty && !isTitle || isPlainlyMeant else { return nil }
    if name.isEmpty || isTitle { setMisfit(words) }
  }

  private static func mayHoldName(_ kind: ContentNode.Kind) -> Bool {
    kind == .link || kind == .strong || kind == .emphasis
  }

  private mutating func setMisfit(_ part: Range<Int>) {
    misfit = ByteRange(part)
    hasMisfit = true
  }

  /// Whether some part can be read, so that a misfit is a slip and no heading such as `@scope - what
  /// it is`.
  var isPlainlyMeant: Bool { !(date.isEmpty && anchor.isEmpty && reply.isEmpty) }

  /// A heading without parts whose last word is a date or an anchor, or that holds a `·`.
  func looksLikeSlip(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !hasParts else { return false }
    let words = text[name.range].split { $0 == ASCII.space || $0 == ASCII.comma }
    guard let last = words.last, words.count > 1 else { return hasDot(text) }
    let isDate = Timestamp(String(decoding: last, as: UTF8.self)) != nil
    return isDate || last.first == ASCII.hash || hasDot(text)
  }

  /// Whether the heading holds the dot that sets parts apart, which is rare in headings.
  func hasDot(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let end = hasMisfit ? misfit.upper : name.upper
    return (Int(name.lower)..<Int(end)).contains { text.holds("\u{B7}", at: $0) }
  }

  /// Whether the heading is a byline whatever the rest of the file says.
  var isWritten: Bool { hasParts && !hasMisfit }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  /// Reads the name and the parts after it, split at ` · `, ` — ` and ` - `.
  private mutating func readParts(_ text: Bytes, _ range: Range<Int>) {
    var separator = Self.separator(text, in: range)
    name = ByteRange(text.trimmingBlanks(range.lowerBound..<separator.lowerBound))
    while !separator.isEmpty {
      let rest = separator.upperBound..<range.upperBound
      separator = Self.separator(text, in: rest)
      read(text.trimmingBlanks(rest.lowerBound..<separator.lowerBound), of: text)
    }
  }

  /// The first separator with its spaces; empty, at the end, where none stands.
  private static func separator(_ text: Bytes, in range: Range<Int>) -> Range<Int> {
    let bytes = text.part(0..<range.upperBound)
    var index = range.lowerBound
    while let space = bytes.firstOffset(of: ASCII.space, from: index) {
      let length = separatorLength(text, at: space, before: range.upperBound)
      if length > 0 { return space..<space + length }
      index = space + 1
    }
    return range.upperBound..<range.upperBound
  }

  private mutating func read(_ part: Range<Int>, of text: Bytes) {
    hasParts = true
    if anchor.isEmpty, let anchor = Self.anchor(part, of: text) {
      self.anchor = ByteRange(anchor)
    } else if date.isEmpty, let seconds = Timestamp.seconds(utf8: text.part(part)) {
      (self.seconds, date) = (seconds, ByteRange(part))
    } else if reply.isEmpty, let reply = Self.reply(part, of: text) {
      self.reply = ByteRange(reply)
    } else if !hasMisfit {
      setMisfit(part)
    }
  }

  private static func reply(_ part: Range<Int>, of text: Bytes) -> Range<Int>? {
    guard part.count > 3, text.holds("re ", at: part.lowerBound) else { return nil }
    return anchor(text.trimmingBlanks(part.lowerBound + 3..<part.upperBound), of: text)
  }

  private static func anchor(_ part: Range<Int>, of text: Bytes) -> Range<Int>? {
    guard part.count > 1, text[part.lowerBound] == ASCII.hash,
      !text[part].contains(where: { $0 <= ASCII.space })
    else { return nil }
    return part.dropFirst()
  }

  /// The length of a separator that begins with the space at the index, 0 where none stands.
  @inline(__always)
  private static func separatorLength(_ text: Bytes, at index: Int, before end: Int) -> Int {
    guard index + 2 < end else { return 0 }
    switch text[index + 1] {
    case ASCII.hyphen: return text[index + 2] == ASCII.space ? 3 : 0
    case 0xC2: return index + 4 <= end && text.holds(" \u{B7} ", at: index) ? 4 : 0
    case 0xE2: return index + 5 <= end && text.holds(" \u{2014} ", at: index) ? 5 : 0
    default: return 0
    }
  }
}
