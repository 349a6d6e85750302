/// The lines between `---` and `---` or `...` at the top of a file.
struct FrontMatterBlock {
  /// The YAML, without the marker lines.
  let yaml: Range<Int>
  /// Where the rest of the file begins, and the number of its first line.
  let end: Int
  let lineAfter: Int

  /// Finds the block; nil where the file does not begin with `---` or nothing closes it.
  init?(_ source: UnsafeBufferPointer<UInt8>, from start: Int) {
    guard let first = Self.opening(source, from: start) else { return nil }
    var position = first
    var line = 2
    while position < source.count {
      let after =
        Self.endOfMarker("---", source, at: position)
        ?? Self.endOfMarker("...", source, at: position)
      if let after {
        yaml = first..<position
        end = after
        lineAfter = line + 1
        return
      }
      position = Self.nextLine(source, after: position)
      line += 1
    }
    return nil
  }

  /// Where what follows the first line begins, if that line is `---`.
  static func opening(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    endOfMarker("---", source, at: start)
  }

  /// The offset after a line that holds only the marker and blanks; nil for any other line.
  private static func endOfMarker(
    _ marker: StaticString, _ source: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> Int? {
    guard offset + 3 <= source.count else { return nil }
    for index in 0..<3 where source[offset + index] != marker.utf8Start[index] { return nil }
    var position = offset + 3
    while position < source.count, ASCII.isBlank(source[position]) { position += 1 }
    guard position == source.count || ASCII.isLineEnd(source[position]) else { return nil }
    return nextLine(source, after: position)
  }

  private static func nextLine(
    _ source: UnsafeBufferPointer<UInt8>, after offset: Int
  ) -> Int {
    var position = offset
    while position < source.count, !ASCII.isLineEnd(source[position]) { position += 1 }
    guard position < source.count else { return position }
    let isPair =
      source[position] == ASCII.carriageReturn && position + 1 < source.count
      && source[position + 1] == ASCII.lineFeed
    return position + (isPair ? 2 : 1)
  }
}
