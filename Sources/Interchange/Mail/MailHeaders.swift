/// The head of a message or of a part of one (RFC 5322 §2.2, RFC 2045).
struct MailHeaders {
  /// In lower case, and unfolded.
  private var values: [String: ArraySlice<UInt8>] = [:]

  /// More of a field is not read, in bytes: the references of a thread of thousands of messages.
  private static let longestField = 1 << 16

  /// Reads the fields up to the first empty line. What is no field is skipped.
  ///
  /// - Returns: The headers, and where the body begins.
  static func read(_ bytes: ArraySlice<UInt8>) -> (MailHeaders, body: Int) {
    var headers = MailHeaders()
    var name = ""
    var lines = LineReader(bytes)
    while let line = lines.next() {
      if line.isEmpty { return (headers, lines.position) }
      if let first = line.first, first == 0x20 || first == 0x09 {
        headers.continueField(name, line)
      } else {
        name = headers.begin(line)
      }
    }
    return (headers, bytes.endIndex)
  }

  /// The first field of the name, which is in lower case; without white space at the ends.
  subscript(_ name: String) -> ArraySlice<UInt8>? { values[name]?.trimmed }

  /// The same with encoded words decoded.
  func text(_ name: String) -> String? { self[name].map(decodeEncodedWords) }

  /// What stands between `<` and `>` in the field, in order.
  func identifiers(_ name: String) -> [String] {
    guard let value = self[name] else { return [] }
    return value.split(separator: UInt8(ascii: "<")).compactMap { part in
      guard let end = part.firstIndex(of: UInt8(ascii: ">")), end > part.startIndex else {
        return nil
      }
      let id = String(decoding: part[..<end].filter { !$0.isSpace }, as: UTF8.self)
      return id.isEmpty ? nil : id
    }
  }

  /// Whether the line begins a field: `Name: value`.
  static func beginsField(_ line: ArraySlice<UInt8>) -> Bool {
    guard let colon = line.prefix(80).firstIndex(of: UInt8(ascii: ":")) else { return false }
    return colon > line.startIndex
      && line[..<colon].allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// Returns the name; an empty one for what is no field.
  private mutating func begin(_ line: ArraySlice<UInt8>) -> String {
    guard Self.beginsField(line), let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      return ""
    }
    let name = String(decoding: line[..<colon].map(\.lowercasedASCII), as: UTF8.self)
    if values[name] != nil { return "" }
    values[name] = line[(colon + 1)...]
    return name
  }

  private mutating func continueField(_ name: String, _ line: ArraySlice<UInt8>) {
    guard let value = values[name], value.count < Self.longestField else { return }
    values[name]?.append(contentsOf: line)
  }
}

/// Walks over lines that end with LF or CRLF.
struct LineReader {
  private let bytes: ArraySlice<UInt8>
  /// Where the next line begins.
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The next line without its end; nil at the end of the bytes.
  mutating func next() -> ArraySlice<UInt8>? {
    guard position < bytes.endIndex else { return nil }
    let rest = bytes[position...]
    let end = rest.firstIndex(of: 0x0A) ?? bytes.endIndex
    position = min(end + 1, bytes.endIndex)
    let line = rest[..<end]
    return line.last == 0x0D ? line.dropLast() : line
  }
}
