/// Goes over one JSON string (RFC 8259 §7) that begins with a quotation mark.
struct JSONStringReader {
  private let bytes: [UInt8]
  private let start: Int
  /// Behind the closing quotation mark, once all is read.
  private(set) var position: Int

  init(_ bytes: [UInt8], at start: Int) {
    self.bytes = bytes
    self.start = start
    position = start + 1
  }

  /// The string's text, with U+FFFD for a surrogate escaped alone.
  mutating func read() throws(JSONProblem) -> String {
    var text: [UInt8]? = []
    try scan(&text)
    return String(decoding: text ?? [], as: UTF8.self)
  }

  /// Looks whether it is a string, and keeps nothing of it.
  mutating func skip() throws(JSONProblem) {
    var text: [UInt8]?
    let isASCII = try scan(&text)
    if isASCII { return }
    do {
      _ = try UTF8Span(validating: bytes.span.extracting(start..<position))
    } catch {
      throw JSONProblem(offset: start, reason: .notUTF8)
    }
  }

  /// Adds what the string says to the text, if there is one; false where some of it is not ASCII.
  @discardableResult
  private mutating func scan(_ text: inout [UInt8]?) throws(JSONProblem) -> Bool {
    var isASCII = true
    while true {
      let run = position
      var all: UInt8 = 0
      while position < bytes.count, !Self.endsRun(bytes[position]) {
        all |= bytes[position]
        position += 1
      }
      if all >= 0x80 { isASCII = false }
      text?.append(contentsOf: bytes[run..<position])
      guard position < bytes.count else { throw JSONProblem(offset: start, reason: .badString) }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return isASCII
      case UInt8(ascii: "\\"): try escape(&text)
      default: throw JSONProblem(offset: position, reason: .badString)
      }
    }
  }

  private static func endsRun(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20
  }

  // MARK: Escapes

  private mutating func escape(_ text: inout [UInt8]?) throws(JSONProblem) {
    let start = position
    position += 1
    guard position < bytes.count else { throw JSONProblem(offset: start, reason: .badString) }
    let letter = bytes[position]
    position += 1
    if let byte = Self.meaning(of: letter) {
      text?.append(byte)
      return
    }
    guard letter == UInt8(ascii: "u"), let unit = hexadecimal() else {
      throw JSONProblem(offset: start, reason: .badString)
    }
    // Half of a pair alone is good JSON (§8.2), and no character.
    let encoded = Unicode.Scalar(pair(beginning: unit) ?? unit).flatMap(UTF8.encode)
    text?.append(contentsOf: encoded ?? UTF8.encodedReplacementCharacter)
  }

  /// The character that a high surrogate makes with the low one escaped behind it, which is then read;
  /// nil where these are none, and nothing is read.
  private mutating func pair(beginning high: UInt32) -> UInt32? {
    guard (0xD800..<0xDC00).contains(high), bytes[position...].starts(with: "\\u".utf8) else {
      return nil
    }
    let behind = position
    position += 2
    guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else {
      position = behind
      return nil
    }
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
  }

  private static func meaning(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = bytes[position..<position + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    position += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
