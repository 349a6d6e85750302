import CruxModel

/// JSON as it is written, that may stand inside a `<script>` element too: `<`, `>`, `&` and line
/// separators are escaped.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  /// Whether the next member or element follows another.
  private var needsComma = false

  /// Room for this many bytes before it has to grow.
  init(capacity: Int = 1000) { bytes.reserveCapacity(capacity) }

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
        array.string(value)
      }
    }
  }

  /// `"key": "value"`; left out where there is no value.
  mutating func member(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    self.key(key)
    string(value)
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
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  private mutating func string(_ text: String) {
    var copy = text
    bytes.append(UInt8(ascii: "\""))
    copy.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var position = 0
    while position < text.count {
      let stretch = text.nextToLookAt(from: position, isPlain: Self.isPlain)
      for index in stretch where Self.isSpecial(text[index]) {
        // What parts lines is E2 80 A8 or A9; its first two bytes go too.
        let isSeparator = text[index] >= 0xA8
        if isSeparator, index < start + 2 || text[index - 2] != 0xE2 || text[index - 1] != 0x80 {
          continue
        }
        append(text, start..<index - (isSeparator ? 2 : 0))
        start = index + 1
        append(special: text[index])
      }
      position = stretch.upperBound
    }
    append(text, start..<text.count)
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
  }

  private static func isPlain(_ bytes: EightBytes) -> Bool {
    !bytes.holdControlOrNonASCII && !bytes.holds(0x22) && !bytes.holds(0x26)
      && !bytes.holds(0x3C, ignoring: 2) && !bytes.holds(0x5C)
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
