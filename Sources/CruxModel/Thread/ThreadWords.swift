/// What pages about other things show of a thread's words: little enough to keep for a whole corpus,
/// and to be kept in an index.
package struct ThreadWords: Hashable, Sendable {
  /// The first paragraph that is not a heading, of the introduction or else of the first post, on one
  /// line and cut to about three; empty without any.
  package var opening: String
  /// Of each statement of the thread, on one line; empty where it has none.
  package var statements: [String]
  /// Of the paragraph around each reference of the thread, on one line and cut to about two.
  package var references: [String]

  package init(opening: String = "", statements: [String] = [], references: [String] = []) {
    self.opening = opening
    self.statements = statements
    self.references = references
  }

  /// Takes the words of a thread that still has its body.
  package init(of thread: DiscussionThread) {
    let body = thread.body
    opening = Self.opening(of: thread)
    statements = thread.statements.map { oneLine(body.wordBytes(of: $0)) }
    references = Self.references(of: thread)
  }

  /// As `opening`, of a thread that still has its body.
  package static func opening(of thread: DiscussionThread) -> String {
    let content = thread.body.content
    var nodes = thread.introduction
    if nodes.isEmpty { nodes = thread.posts.first?.content ?? 0..<0 }
    let paragraph = nodes.first { index in
      content[index].kind == .paragraph
        && thread.body.wordBytes(in: index..<Int(content[index].end)).contains { $0 > 0x20 }
    }
    guard let paragraph else { return "" }
    let words = thread.body.wordBytes(in: paragraph..<Int(content[paragraph].end))
    return shortened(oneLine(Array(words.prefix(2000))), to: 260)
  }

  /// As `references`, of a thread that still has its body: one walk over the content, however many
  /// references a paragraph holds.
  package static func references(of thread: DiscussionThread) -> [String] {
    let body = thread.body
    var position = 0
    var words = ""
    return thread.references.map { reference in
      let paragraph = body.content[min(position, reference.node)..<reference.node].lastIndex {
        $0.kind == .paragraph
      }
      position = reference.node
      if let paragraph { words = beginning(of: paragraph, in: body) }
      return words
    }
  }

  private static func beginning(of paragraph: Int, in body: ThreadBody) -> String {
    let words = body.wordBytes(in: paragraph..<Int(body.content[paragraph].end))
    return shortened(oneLine(Array(words.prefix(2000))), to: 160)
  }
}

/// The text with every run of white space one space, none at the ends.
package func oneLine(_ bytes: [UInt8]) -> String {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var isSpaceDue = false
  for byte in bytes {
    if byte == 0x20 || (0x09...0x0D).contains(byte) {
      isSpaceDue = !result.isEmpty
    } else {
      if isSpaceDue { result.append(0x20) }
      result.append(byte)
      isSpaceDue = false
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// The text, or as many whole words of it as fit into `limit` bytes, and `…`.
package func shortened(_ text: String, to limit: Int) -> String {
  guard text.utf8.count > limit else { return text }
  let head = text.utf8.prefix(limit)
  let cut = head.lastIndex(of: 0x20) ?? head.endIndex
  var end = cut
  // A cut inside a character goes back to its first byte.
  while end > text.startIndex, end < text.endIndex, text.utf8[end] & 0xC0 == 0x80 {
    end = text.utf8.index(before: end)
  }
  var words = text[..<end]
  while let last = words.unicodeScalars.last, ",;:–—".unicodeScalars.contains(last) {
    words.unicodeScalars.removeLast()
  }
  return words + "…"
}
