/// Reads a JSON text (RFC 8259): UTF-8, with or without a byte order mark.
///
/// Names may repeat; what reads the document takes the last. Numbers are read as the nearest double,
/// so that one beyond all doubles is infinite. No depth is too deep, since nothing is nested.
///
/// - Parameter limit: How many values to take, at about 60 bytes each.
package func parseJSON(
  _ bytes: [UInt8], limit: Int = .max
) throws(JSONProblem) -> JSONDocument {
  var parser = JSONParser(bytes: bytes, limit: limit)
  return try parser.parse()
}

private struct JSONParser {
  let bytes: [UInt8]
  let limit: Int
  var position = 0
  var document = JSONDocument()
  /// Open arrays and objects.
  var open: [Int] = []
  /// The name that the next value goes under.
  var name: Int32 = -1

  init(bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  mutating func parse() throws(JSONProblem) -> JSONDocument {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    try value()
    while let container = open.last {
      skipSpace()
      if document.nodes[container].kind == .object {
        try nextMember(of: container)
      } else {
        try nextItem(of: container)
      }
    }
    skipSpace()
    if position < bytes.count { throw JSONProblem(offset: position, reason: .moreAfterEnd) }
    return document
  }

  private mutating func nextItem(of container: Int) throws(JSONProblem) {
    if take("]") { return close() }
    if document.nodes.count > container + 1 { try expect(",") }
    try value()
  }

  private mutating func nextMember(of container: Int) throws(JSONProblem) {
    if take("}") { return close() }
    if document.nodes.count > container + 1 {
      try expect(",")
      skipSpace()
    }
    name = try string()
    skipSpace()
    try expect(":")
    try value()
  }

  private mutating func close() {
    if let container = open.popLast() { document.nodes[container].end = document.nodes.count }
  }

  private mutating func value() throws(JSONProblem) {
    skipSpace()
    guard position < bytes.count else { throw JSONProblem(offset: position, reason: .ended) }
    guard document.nodes.count < limit else {
      throw JSONProblem(offset: position, reason: .tooManyValues(limit: limit))
    }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "{"): container(.object)
    case UInt8(ascii: "["): container(.array)
    case UInt8(ascii: "\""):
      let member = name
      name = -1
      let text = try string()
      append(.init(kind: .string, offset: start, string: text, name: member))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let number = try number()
      append(.init(kind: .number, offset: start, number: number, name: name))
    default: try word()
    }
  }

  private mutating func container(_ kind: JSONDocument.Kind) {
    open.append(document.nodes.count)
    document.nodes.append(.init(kind: kind, offset: position, name: name))
    name = -1
    position += 1
  }

  /// Adds a value without children.
  private mutating func append(_ node: JSONDocument.Node) {
    document.nodes.append(node)
    document.nodes[document.nodes.count - 1].end = document.nodes.count
    name = -1
  }

  private mutating func word() throws(JSONProblem) {
    let start = position
    for (word, kind, number) in [
      ("true", JSONDocument.Kind.flag, 1.0), ("false", .flag, 0), ("null", .null, 0),
    ] where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return append(.init(kind: kind, offset: start, number: number, name: name))
    }
    throw JSONProblem(offset: start, reason: .unexpected(textFromHere()))
  }

  // MARK: Numbers

  private mutating func number() throws(JSONProblem) -> Double {
    let start = position
    _ = take("-")
    let whole = digits()
    var isValid = whole > 0 && (whole == 1 || bytes[position - whole] != UInt8(ascii: "0"))
    if take(".") { isValid = digits() > 0 && isValid }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      isValid = digits() > 0 && isValid
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard isValid, let number = Double(text) else {
      position = start
      throw JSONProblem(offset: start, reason: .badNumber(textFromHere()))
    }
    return number
  }

  private mutating func digits() -> Int {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }

  // MARK: Strings

  /// Reads a string and returns its number.
  private mutating func string() throws(JSONProblem) -> Int32 {
    let start = position
    try expect("\"")
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] >= 0x20 else { throw JSONProblem(offset: position, reason: .badString) }
      if bytes[position] == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    guard take("\"") else { throw JSONProblem(offset: start, reason: .badString) }
    guard let valid = String(validating: text, as: UTF8.self) else {
      throw JSONProblem(offset: start, reason: .notUTF8)
    }
    document.strings.append(valid)
    return Int32(truncatingIfNeeded: document.strings.count - 1)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
    let start = position
    position += 1
    guard position < bytes.count else { throw JSONProblem(offset: start, reason: .badString) }
    let letter = bytes[position]
    position += 1
    if let byte = JSONParser.escapes[letter] { return text.append(byte) }
    guard letter == UInt8(ascii: "u"), var code = hexadecimal() else {
      throw JSONProblem(offset: start, reason: .badString)
    }
    if (0xD800..<0xDC00).contains(code), bytes[position...].starts(with: "\\u".utf8) {
      position += 2
      guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else {
        throw JSONProblem(offset: start, reason: .badString)
      }
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw JSONProblem(offset: start, reason: .badString)
    }
    text.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = bytes[position..<position + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    position += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  // MARK: Bytes

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(JSONProblem) {
    if take(character) { return }
    guard position < bytes.count else { throw JSONProblem(offset: position, reason: .ended) }
    throw JSONProblem(offset: position, reason: .unexpected(textFromHere()))
  }

  /// The next few characters, for a message.
  private func textFromHere() -> String {
    let rest = bytes[position...].prefix(12).prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") }
    return String(decoding: rest.isEmpty ? bytes[position...].prefix(1) : rest, as: UTF8.self)
  }
}
