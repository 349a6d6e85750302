/// An address somebody wrote that may become a link.
///
/// Allowed are `http:`, `https:` and `mailto:`, and relative addresses without a host; all other
/// schemes (`javascript:`, `data:`, `file:` and whatever comes) are refused, and so is anything
/// with a control character or a backslash, which browsers drop or turn.
package struct WebAddress: Hashable, Sendable {
  /// ASCII but for letters of other scripts, with what an address may not hold percent-encoded.
  package let text: String
  /// Whether it has no scheme and so means a place beside the thread.
  package let isRelative: Bool

  package init?(_ written: String) {
    let bytes = Array(written.utf8)
    guard !bytes.isEmpty,
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") })
    else { return nil }
    let scheme = Self.scheme(of: bytes)
    switch scheme {
    case nil:
      guard !bytes.starts(with: "//".utf8), bytes.first != 0x20 else { return nil }
    case "http", "https":
      guard Self.hasHost(bytes, after: (scheme?.utf8.count ?? 0) + 1) else { return nil }
    case "mailto": break
    default: return nil
    }
    isRelative = scheme == nil
    text = Self.encoded(bytes)
  }

  /// What stands before the first colon, lower case, where no `/`, `?` or `#` comes first.
  private static func scheme(of bytes: [UInt8]) -> String? {
    let ends = bytes.firstIndex { byte in
      byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
        || byte == UInt8(ascii: "#")
    }
    guard let ends, bytes[ends] == UInt8(ascii: ":") else { return nil }
    return String(decoding: bytes[..<ends], as: UTF8.self).lowercased()
  }

  private static func hasHost(_ bytes: [UInt8], after colon: Int) -> Bool {
    let rest = bytes.dropFirst(colon)
    guard rest.starts(with: "//".utf8), let first = rest.dropFirst(2).first else { return false }
    return first != UInt8(ascii: "/") && first != UInt8(ascii: "?") && first != UInt8(ascii: "#")
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "%"), !isEscape(bytes, at: index) {
        result += "%25".utf8
      } else if "\"<>`{}|^[] ".utf8.contains(byte) {
        appendPercentEncoded(byte, to: &result)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isEscape(_ bytes: [UInt8], at index: Int) -> Bool {
    index + 2 < bytes.count && isHexadecimal(bytes[index + 1]) && isHexadecimal(bytes[index + 2])
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}

/// Appends `%2F` for `/`.
func appendPercentEncoded(_ byte: UInt8, to result: inout [UInt8]) {
  result.append(UInt8(ascii: "%"))
  result.append(hexadecimalDigit(byte >> 4, ten: UInt8(ascii: "A")))
  result.append(hexadecimalDigit(byte & 15, ten: UInt8(ascii: "A")))
}

/// The digit of a value below 16, where `ten` is the digit of 10.
func hexadecimalDigit(_ value: UInt8, ten: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : ten + value - 10
}

extension HTML.StringInterpolation {
  package mutating func appendInterpolation(_ address: WebAddress) {
    appendInterpolation(address.text)
  }
}
