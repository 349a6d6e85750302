/// The path in the corpus that a relative address in a file means; nil where it leads outside.
///
/// - Parameters:
///   - address: without a fragment, perhaps percent-encoded.
///   - file: the file it stands in, relative to the corpus.
func resolvedPath(_ address: String, beside file: String) -> String? {
  guard let decoded = percentDecoded(address) else { return nil }
  var parts = decoded.hasPrefix("/") ? [] : file.split(separator: "/").dropLast().map(String.init)
  for part in decoded.split(separator: "/") {
    switch part {
    case ".": break
    case "..":
      guard !parts.isEmpty else { return nil }
      parts.removeLast()
    default: parts.append(String(part))
    }
  }
  return parts.joined(separator: "/")
}

private func percentDecoded(_ text: String) -> String? {
  var result: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), rest.count >= 2,
      let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    {
      result.append(value)
      rest = rest.dropFirst(2)
    } else {
      result.append(byte)
    }
  }
  return String(validating: result, as: UTF8.self)
}
