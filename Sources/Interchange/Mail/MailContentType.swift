/// The value of `Content-Type` (RFC 2045 §5.1) and the fields that go with it.
struct MailContentType {
  /// `text/plain`, in lower case.
  private(set) var name = "text/plain"
  private var parameters: [String: String] = [:]
  let transferEncoding: String
  let isAttachment: Bool

  init(_ headers: MailHeaders) {
    transferEncoding = Self.lower(headers["content-transfer-encoding"] ?? [])
    isAttachment = Self.lower(headers["content-disposition"] ?? []).hasPrefix("attachment")
    guard let value = headers["content-type"] else { return }
    let pieces = Self.pieces(of: value)
    if let first = pieces.first, first.contains(UInt8(ascii: "/")) { name = Self.lower(first) }
    for piece in pieces.dropFirst() {
      guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let text = String(decoding: piece[(equals + 1)...].trimmed, as: UTF8.self)
      parameters[Self.lower(piece[..<equals])] = text.filter { $0 != "\"" }
    }
  }

  var charset: String { (parameters["charset"] ?? "").lowercased() }
  var boundary: String? { parameters["boundary"].flatMap { $0.isEmpty ? nil : $0 } }
  var isFlowed: Bool { parameters["format"]?.lowercased() == "flowed" }
  /// Whether the space at the end of a flowed line is not of the text (RFC 3676 §4.1).
  var deletesSpace: Bool { parameters["delsp"]?.lowercased() == "yes" }
  var isText: Bool { name == "text/plain" || name == "text/html" }

  private static func lower(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.trimmed.map(\.lowercasedASCII), as: UTF8.self)
  }

  /// What stands between semicolons that are not in quotation marks.
  private static func pieces(of value: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = value.startIndex
    var isQuoted = false
    for index in value.indices {
      if value[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if value[index] == UInt8(ascii: ";"), !isQuoted {
        pieces.append(value[start..<index].trimmed)
        start = index + 1
      }
    }
    return pieces + [value[start...].trimmed]
  }
}
