/// A line of a file with the place that a finding is about.
///
/// Everything is made safe to print: control characters visible, tabs as spaces, a long line cut
/// around the place.
struct SourceExcerpt: Equatable {
  /// The part of the line that is shown.
  var line: String
  /// What stands under it: spaces, `^` and `~`.
  var marker: String

  private static let tabWidth = 4

  /// Nil where the place is not in the bytes, because the file changed meanwhile.
  ///
  /// - Parameters:
  ///   - column: In bytes, from 1.
  ///   - length: Bytes to mark.
  ///   - width: Columns to show, at least 20.
  init?(_ source: [UInt8], offset: Int, column: Int, length: Int, width: Int) {
    let start = offset - (column - 1)
    guard start >= 0, offset <= source.count else { return nil }
    // Four bytes a column are enough for any character.
    let reach = max(20, width) * 4
    let tail = source[offset..<min(source.count, offset + reach)].prefix { !isLineEnd($0) }
    let head = source[max(start, offset - reach)..<offset]
    guard !head.contains(where: isLineEnd) else { return nil }
    let isCut = offset - reach > start
    let marked = tail.prefix(max(1, length))
    let before = Self.shown(text(head), from: 0)
    let middle = Self.shown(text(marked), from: displayWidth(before))
    let after = Self.shown(
      text(tail.dropFirst(marked.count)), from: displayWidth(before) + displayWidth(middle))
    self.init(before: before, isCut: isCut, marked: middle, after: after, width: max(20, width))
  }

  private init(before: String, isCut: Bool, marked: String, after: String, width: Int) {
    let room = width / 2
    let head = isCut || displayWidth(before) > room ? "…" + suffix(before, room) : before
    let left = max(1, width - displayWidth(head))
    let middle = prefix(marked, left)
    let rest = prefix(after, max(0, left - displayWidth(middle)))
    let isWhole = middle == marked && rest == after
    line = head + middle + rest + (isWhole ? "" : "…")
    let tildes = max(0, displayWidth(middle) - 1)
    marker =
      String(repeating: " ", count: displayWidth(head)) + "^"
      + String(repeating: "~", count: tildes)
  }

  private static func shown(_ text: String, from column: Int) -> String {
    guard text.utf8.contains(0x09) else { return visible(text) }
    var result = ""
    for part in text.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
      if part.offset > 0 {
        let used = (column + displayWidth(result)) % tabWidth
        result += String(repeating: " ", count: tabWidth - used)
      }
      result += visible(part.element)
    }
    return result
  }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

/// The bytes as text, without the pieces of characters at the ends of a cut.
private func text(_ bytes: ArraySlice<UInt8>) -> String {
  String(decoding: bytes.drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
}

/// The first characters that fit into so many columns.
private func prefix(_ text: String, _ columns: Int) -> String {
  var used = 0
  return String(
    text.prefix { character in
      used += displayWidth(String(character))
      return used <= columns
    })
}

/// The last characters that fit into so many columns.
private func suffix(_ text: String, _ columns: Int) -> String {
  String(prefix(String(text.reversed()), columns).reversed())
}
