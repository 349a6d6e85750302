import CruxModel

/// JSON as it is written, that may stand inside a `<script>` element too: `<`, `>`, `&` and line
/// separators are escaped.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  /// Whether the next member or element follows another.
  private var needsComma = false

  /// `{…}`, as a value.
  mutating func object(_ members: (inout JSONText) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  /// `"key": {…}`
  mutating func object(_ key: StaticString, _ members: (inout JSONText) -> Void) {
    self.key(key)
    object(members)
  }

  /// `"key": […]`, with one object for each element; left out where there is none.
  mutating func array<Elements: Collection>(
    _ key: StaticString, _ elements: Elements, _ write: (inout JSONText, Elements.Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    self.key(key)
    nest(UInt8(ascii: "["), UInt8(ascii: "]")) { array in
      for element in elements { array.object { write(&$0, element) } }
    }
  }

  /// `"key": ["…", …]`; left out where there is none.
  mutating func member(_ key: StaticString, _ values: [String]) {
    guard !values.isEmpty else { return }
    self.key(key)
    nest(UInt8(ascii: "["), UInt8(ascii: "]")) { array in
      for value in values {
        array.separate()
        array.string(Array(value.utf8)[...])
      }
    }
  }

  /// `"key": "value"`; left out where there is no value.
  mutating func member(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    self.key(key)
    string(Array(value.utf8)[...])
    needsComma = true
  }

  mutating func member(_ key: StaticString, _ value: Int) {
    self.key(key)
    bytes += String(value).utf8
    needsComma = true
  }

  /// A number with two digits after the point.
  mutating func member(_ key: StaticString, _ value: Double) {
    let hundredths = Int((value * 100).rounded())
    let digits = String(hundredths % 100)
    self.key(key)
    bytes += "\(hundredths / 100).\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
    needsComma = true
  }

  // MARK: Pieces

  private mutating func nest(
    _ opening: UInt8, _ closing: UInt8, _ write: (inout JSONText) -> Void
  ) {
    separate()
    bytes.append(opening)
    needsComma = false
    write(&self)
    bytes.append(closing)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes += "\":".utf8
    needsComma = false
  }

  private mutating func string(_ text: ArraySlice<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = text.startIndex
    for (index, byte) in zip(text.indices, text) where Self.isSpecial(byte) {
      let isSeparator = byte >= 0xA8
      if isSeparator, !text[start..<index].suffix(2).elementsEqual([0xE2, 0x80]) { continue }
      bytes += text[start..<(isSeparator ? index - 2 : index)]
      start = index + 1
      append(special: byte)
    }
    bytes += text[start...]
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte is, or may be the end of, what stands escaped.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C, 0x7F, 0xA8, 0xA9: true
    default: false
    }
  }

  private mutating func append(special byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes += "\\\"".utf8
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x09: bytes += "\\t".utf8
    case 0xA8: bytes += "\\u2028".utf8
    case 0xA9: bytes += "\\u2029".utf8
    default: escape(byte)
    }
  }

  private mutating func escape(_ byte: UInt8) {
    bytes += "\\u00".utf8
    bytes.append(hexadecimalDigit(byte >> 4, ten: UInt8(ascii: "a")))
    bytes.append(hexadecimalDigit(byte & 15, ten: UInt8(ascii: "a")))
  }
}

extension HTML {
  /// A block of linked data (JSON-LD); no script, so no policy forbids it.
  init(linkedData: JSONText) {
    self = "<script type=\"application/ld+json\">"
    append(json: linkedData)
    self += "</script>\n"
  }
}
