/// How much memory markup may cost, and how a file over that is read.
///
/// libcmark makes a node of some 170 bytes of every byte of a text such as `[[[[` or `a`, line end,
/// `a`, line end. Up to the limit a file is read whole. Over it, it is read in parts, each byline and
/// each post's body by itself, and a body that is itself over the limit, or that comes when all nodes
/// are used up, is kept as plain text.
struct MarkupLimit {
  /// Bytes that libcmark may take for so many bytes of Markdown: what ordinary text needs many times
  /// over (7 to 18 bytes a byte) up to 2 MB, dense text up to some MB more.
  static func tree(for count: Int) -> Int { 4 * count + 24 << 20 }

  /// Nodes that a file read in parts may have.
  static func nodes(for count: Int) -> Int { count / 16 + 400_000 }

  /// Nodes that room is made for at first. Of a large file as many as it may have: memory that is never
  /// written to costs nothing, while growing would for a moment hold all nodes twice.
  static func usualNodes(for count: Int) -> Int {
    count < 1 << 18 ? count / 16 + 16 : nodes(for: count)
  }

  /// The lines, by their index, of each byline and of what stands between two.
  static func parts(
    of lines: SourceLines, in source: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for line in 0..<lines.count where looksLikeByline(source, at: lines[line]) {
      if start < line { parts.append(start..<line) }
      parts.append(line..<line + 1)
      start = line + 1
    }
    if start < lines.count { parts.append(start..<lines.count) }
    return parts
  }

  /// Whether a heading that begins with `@`, perhaps in a link or bold, stands at the offset.
  private static func looksLikeByline(
    _ source: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> Bool {
    var position = offset
    while position < source.count, source[position] == ASCII.hash { position += 1 }
    let level = position - offset
    guard level > 0, level < 7, position < source.count, ASCII.isBlank(source[position]) else {
      return false
    }
    while position < source.count {
      switch source[position] {
      case ASCII.space, ASCII.tab, ASCII.openBracket, ASCII.star, ASCII.underscore: position += 1
      case let byte: return byte == ASCII.at
      }
    }
    return false
  }
}
