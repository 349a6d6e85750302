/// Transfer encodings and character sets of mail.
enum MailEncoding {
  // MARK: Transfer encodings

  /// Undoes a transfer encoding; one that is not known, and `7bit` and `8bit`, leave all as it is.
  static func decode(_ bytes: ArraySlice<UInt8>, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "quoted-printable": quotedPrintable(bytes, underscoreIsSpace: [])
    case "base64": base64(bytes)
    default: Array(bytes)
    }
  }

  /// RFC 2045 §6.7: `=3D`, and `=` at the end of a line that goes on. In encoded words `_` is a
  /// space (RFC 2047 §4.2): then give it.
  static func quotedPrintable(
    _ bytes: ArraySlice<UInt8>, underscoreIsSpace: Set<UInt8>
  ) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if underscoreIsSpace.contains(byte) {
        output.append(0x20)
      } else if byte != UInt8(ascii: "=") {
        output.append(byte)
      } else if let end = softLineEnd(bytes[index...]) {
        index = end
      } else if let value = hexadecimal(bytes[index...]) {
        output.append(value)
        index += 2
      } else {
        output.append(byte)
      }
    }
    return output
  }

  private static func softLineEnd(_ rest: ArraySlice<UInt8>) -> Int? {
    let after = rest.prefix(80).firstIndex { $0 != 0x20 && $0 != 0x09 } ?? rest.endIndex
    if after == rest.endIndex { return after }
    if rest[after] == 0x0A { return after + 1 }
    return rest[after] == 0x0D && after + 1 < rest.endIndex && rest[after + 1] == 0x0A
      ? after + 2 : nil
  }

  private static func hexadecimal(_ rest: ArraySlice<UInt8>) -> UInt8? {
    let digits = rest.prefix(2)
    guard digits.count == 2, digits.allSatisfy(\.isHexadecimalDigit) else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// RFC 2045 §6.8; what is no digit is skipped, and `=` ends it.
  static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 4 * 3)
    var value: UInt32 = 0
    var bits = 0
    for byte in bytes {
      if byte == UInt8(ascii: "=") { break }
      guard let digit = base64Digit(byte) else { continue }
      value = (value << 6 | UInt32(digit)) & 0xFFFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        output.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
      }
    }
    return output
  }

  private static func base64Digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  // MARK: Character sets

  private static let western: Set<String> = [
    "iso-8859-1", "latin1", "iso_8859-1", "windows-1252", "cp1252", "iso-8859-15", "x-unknown",
  ]
  private static let unicode: Set<String> = [
    "", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit",
  ]

  /// The bytes as text. Latin-1 is read as Windows-1252, as browsers do; ASCII as UTF-8. A set that
  /// is not known is a loss, and is read as UTF-8 where it can be, else as Windows-1252.
  static func text(_ bytes: [UInt8], charset: String, losses: inout Losses) -> String {
    if !western.contains(charset) {
      if !unicode.contains(charset), bytes.contains(where: { $0 >= 0x80 || $0 == 0x1B }) {
        losses.add(.charset)
      }
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      if charset.hasPrefix("utf") {
        losses.add(.invalidBytes)
        return String(decoding: bytes, as: UTF8.self)
      }
    }
    var text = String.UnicodeScalarView()
    for byte in bytes {
      text.append(
        charset == "iso-8859-15"
          ? latin9[byte] ?? Windows1252.scalar(byte) : Windows1252.scalar(byte))
    }
    return String(text)
  }

  /// Where ISO 8859-15 differs from Latin-1.
  private static let latin9: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]
}

/// A header's value with its encoded words decoded: `=?utf-8?q?Bj=C3=B6rn?=` (RFC 2047). White space
/// between two encoded words is dropped; what is none is UTF-8, else Windows-1252.
func decodeEncodedWords(_ value: ArraySlice<UInt8>) -> String {
  var losses = Losses()
  var result = ""
  var plain: [UInt8] = []
  var afterWord = false
  var index = value.startIndex
  while index < value.endIndex {
    if value[index] == UInt8(ascii: "="), let word = encodedWord(value[index...]) {
      if !afterWord || !plain.allSatisfy(\.isSpace) {
        result += MailEncoding.text(plain, charset: "", losses: &losses)
      }
      plain = []
      result += MailEncoding.text(word.bytes, charset: word.charset, losses: &losses)
      index = word.end
      afterWord = true
    } else {
      plain.append(value[index])
      index += 1
    }
  }
  return result + MailEncoding.text(plain, charset: "", losses: &losses)
}

private func encodedWord(
  _ text: ArraySlice<UInt8>
) -> (bytes: [UInt8], charset: String, end: Int)? {
  let question = UInt8(ascii: "?")
  guard text.starts(with: "=?".utf8) else { return nil }
  let parts = text.dropFirst(2).prefix(1000).split(
    separator: question, maxSplits: 3, omittingEmptySubsequences: false)
  guard parts.count == 4, parts[3].first == UInt8(ascii: "="), !parts[0].isEmpty,
    !parts[2].contains(where: \.isSpace)
  else { return nil }
  // A language may follow the set: `utf-8*en`.
  let charset = parts[0].prefix { $0 != UInt8(ascii: "*") }.map(\.lowercasedASCII)
  let bytes: [UInt8]
  switch parts[1].first?.lowercasedASCII {
  case UInt8(ascii: "q"):
    bytes = MailEncoding.quotedPrintable(parts[2], underscoreIsSpace: [UInt8(ascii: "_")])
  case UInt8(ascii: "b"): bytes = MailEncoding.base64(parts[2])
  default: return nil
  }
  return (bytes, String(decoding: charset, as: UTF8.self), parts[3].startIndex + 1)
}
