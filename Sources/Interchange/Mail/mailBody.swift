/// The words of a message as Markdown (RFC 2045–2046): the plain text where there is any, else the
/// HTML.
///
/// Of `multipart/alternative` the plain part is taken; of `related` and `signed` the first; of other
/// multiparts every text. Parts that are files, or as large as only files are, and messages inside a
/// message are counted.
///
/// - Parameter isReply: Whether what it quotes can be in the thread, so that 'On …, Ada wrote:' says
///   nothing more.
func mailBody(_ message: ArraySlice<UInt8>, isReply: Bool, losses: inout Losses) -> String {
  var reader = MailBodyReader()
  let texts = reader.texts(of: message)
  var parts: [String] = []
  for (type, body) in texts {
    let bytes = MailEncoding.decode(body, type.transferEncoding)
    let text = MailEncoding.text(bytes, charset: type.charset, losses: &reader.losses)
    if type.name == "text/html" {
      parts.append(markdown(fromHTML: text, losses: &reader.losses))
    } else {
      parts.append(plainMailMarkdown(text, type, isReply: isReply, losses: &reader.losses))
    }
  }
  losses.add(reader.losses)
  return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
}

private struct MailBodyReader {
  typealias Part = (type: MailContentType, body: ArraySlice<UInt8>)

  var losses = Losses()
  /// Parts inside parts further down are not read.
  private static let deepest = 10
  private static let mostParts = 1000

  /// The parts to show, in order.
  mutating func texts(of message: ArraySlice<UInt8>) -> [Part] {
    var shown: [Part] = []
    var waiting = [(part: Self.part(message), depth: 0)]
    while let (part, depth) = waiting.popLast() {
      if part.type.name.hasPrefix("multipart/"), let boundary = part.type.boundary,
        depth < Self.deepest
      {
        let parts = chosen(of: Self.parts(of: part.body, boundary), in: part.type.name)
        waiting += parts.reversed().map { ($0, depth + 1) }
      } else if part.type.isText, !part.type.isAttachment, part.body.count <= ImportedPost.largest {
        shown.append(part)
      } else {
        losses.add(.attachment)
      }
    }
    return shown
  }

  private mutating func chosen(of parts: [Part], in type: String) -> [Part] {
    switch type {
    case "multipart/alternative":
      let names = parts.map(\.type.name)
      let index =
        names.firstIndex(of: "text/plain") ?? names.firstIndex { $0.hasPrefix("multipart/") }
        ?? names.firstIndex(of: "text/html") ?? 0
      return parts.indices.contains(index) ? [parts[index]] : []
    case "multipart/related", "multipart/signed":
      losses.add(.attachment, parts.count - 1)
      return Array(parts.prefix(1))
    default: return parts
    }
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> Part {
    let (headers, body) = MailHeaders.read(bytes)
    return (MailContentType(headers), bytes[body...])
  }

  /// What stands between the lines `--boundary`; what stands after the last one, where the closing
  /// `--boundary--` is missing, is a part too.
  private static func parts(of body: ArraySlice<UInt8>, _ boundary: String) -> [Part] {
    let mark = Array("--\(boundary)".utf8)
    var parts: [Part] = []
    var start: Int?
    var lines = LineReader(body)
    var position = body.startIndex
    while let line = lines.next(), parts.count < mostParts {
      if line.starts(with: mark), line.dropFirst(mark.count).trimmed.allSatisfy({ $0 == 0x2D }) {
        if let start { parts.append(part(body[start..<position])) }
        start = lines.position
        if line.dropFirst(mark.count).starts(with: "--".utf8) { return parts }
      }
      position = lines.position
    }
    if let start, start < body.endIndex { parts.append(part(body[start...])) }
    return parts
  }
}
