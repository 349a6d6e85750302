/// Reads a JSON text (RFC 8259): UTF-8, with or without a byte order mark.
///
/// Names may repeat; what reads the document takes the last. No depth is too deep, since nothing is
/// nested.
///
/// - Parameter limit: How many values to take, at 16 bytes each.
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
  var nodes: [JSONDocument.Node] = []
  /// Open arrays and objects.
  var open: [UInt32] = []
  /// Where the name begins that the next value goes under; 0 without one.
  var name: UInt32 = 0

  init(bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  mutating func parse() throws(JSONProblem) -> JSONDocument {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    try value()
    while let container = open.last {
      skipSpace()
      if nodes[Int(container)].kind == .object {
        try nextMember(of: Int(container))
      } else {
        try nextItem(of: Int(container))
      }
    }
    skipSpace()
    if position < bytes.count { throw JSONProblem(offset: position, reason: .moreAfterEnd) }
    return JSONDocument(bytes: bytes, nodes: nodes)
  }

  private mutating func nextItem(of container: Int) throws(JSONProblem) {
    if take("]") { return close() }
    if nodes.count > container + 1 { try expect(",") }
    try value()
  }

  private mutating func nextMember(of container: Int) throws(JSONProblem) {
    if take("}") { return close() }
    if nodes.count > container + 1 {
      try expect(",")
      skipSpace()
    }
    name = UInt32(truncatingIfNeeded: position)
    try skipString()
    skipSpace()
    try expect(":")
    try value()
  }

  private mutating func close() {
    if let container = open.popLast() { nodes[Int(container)].end = UInt32(nodes.count) }
  }

  private mutating func value() throws(JSONProblem) {
    skipSpace()
    guard position < bytes.count else { throw JSONProblem(offset: position, reason: .ended) }
    guard nodes.count < limit else {
      throw JSONProblem(offset: position, reason: .tooManyValues(limit: limit))
    }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "{"): container(.object)
    case UInt8(ascii: "["): container(.array)
    case UInt8(ascii: "\""):
      try skipString()
      append(.string, from: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try skipNumber()
      append(.number, from: start)
    default: try word()
    }
  }

  private mutating func container(_ kind: JSONDocument.Kind) {
    open.append(UInt32(nodes.count))
    append(kind, from: position)
    position += 1
  }

  /// Adds a value, as one without children.
  private mutating func append(_ kind: JSONDocument.Kind, from start: Int) {
    let offset = UInt32(truncatingIfNeeded: start)
    nodes.append(.init(kind: kind, offset: offset, name: name, end: UInt32(nodes.count + 1)))
    name = 0
  }

  private mutating func word() throws(JSONProblem) {
    let start = position
    for (word, kind) in [("true", JSONDocument.Kind.flag), ("false", .flag), ("null", .null)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return append(kind, from: start)
    }
    throw JSONProblem(offset: start, reason: .unexpected(textFromHere()))
  }

  // MARK: Numbers

  private mutating func skipNumber() throws(JSONProblem) {
    let start = position
    _ = take("-")
    let whole = digits()
    var isValid = whole > 0 && (whole == 1 || bytes[position - whole] != UInt8(ascii: "0"))
    if take(".") { isValid = digits() > 0 && isValid }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      isValid = digits() > 0 && isValid
    }
    if isValid { return }
    position = start
    throw JSONProblem(offset: start, reason: .badNumber(textFromHere()))
  }

  private mutating func digits() -> Int {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func skipString() throws(JSONProblem) {
    guard position < bytes.count else { throw JSONProblem(offset: position, reason: .ended) }
    guard bytes[position] == UInt8(ascii: "\"") else {
      throw JSONProblem(offset: position, reason: .unexpected(textFromHere()))
    }
    var reader = JSONStringReader(bytes, at: position)
    try reader.skip()
    position = reader.position
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
