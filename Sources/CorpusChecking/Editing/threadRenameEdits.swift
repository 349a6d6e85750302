import CruxModel

/// What to write into a thread so that a thread has another id: `id` and `was` in the front matter
/// of the thread itself, and the references to it or to its posts in any.
///
/// In order, without overlaps.
///
/// - Parameter thread: With its body.
package func threadRenameEdits(
  from old: ThreadID, to new: String, in thread: DiscussionThread
) -> [Edit] {
  let head = thread.id == old ? frontMatterEdits(old.rawValue, new, thread.body.source) : []
  return head + renameEdits(from: old.rawValue, to: new, in: thread)
}

/// Sets `id` and keeps the old one under `was`, where the front matter is written in lines.
private func frontMatterEdits(_ old: String, _ new: String, _ source: [UInt8]) -> [Edit] {
  let lines = FrontMatterLines(source)
  let end = String(decoding: source.lineEnd, as: UTF8.self)
  guard let first = lines.first else {
    let block = ["---", "id: \(new)", "was: \(old)", "---", ""].joined(separator: end)
    let start = source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return [Edit(start..<start, block + end)]
  }
  var edits: [Edit] = []
  var added = ""
  if let value = lines.value(of: "id") {
    let id = source[value].firstRange(of: Array(old.utf8))
    edits.append(Edit(id ?? value, id == nil ? " \(new)" : new))
  } else {
    added += "id: \(new)\(end)"
  }
  if let was = lines.value(of: "was") {
    edits.append(adding(old, to: was, source, end))
  } else {
    added += "was: \(old)\(end)"
  }
  if !added.isEmpty { edits.append(Edit(first..<first, added)) }
  return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
}

/// `was: a` and `was: [a]` become `was: [a, old]`; a list in lines gets a line more.
private func adding(_ old: String, to value: Range<Int>, _ source: [UInt8], _ end: String) -> Edit {
  let text = String(decoding: source[value], as: UTF8.self)
  let bare = text.drop { $0 == " " }
  if bare.isEmpty { return Edit(value.upperBound..<value.upperBound, "\(end)- \(old)") }
  if bare.hasPrefix("[") { return Edit(value, " [\(old), \(bare.dropFirst())") }
  return Edit(value, " [\(old), \(bare)]")
}

/// The lines between `---` and `---` or `...` at the top of a file.
private struct FrontMatterLines {
  /// Offset of the first line; nil without front matter.
  let first: Int?
  private let source: [UInt8]
  private var lines: [Range<Int>] = []

  init(_ source: [UInt8]) {
    self.source = source
    let mark = source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let opening = Self.line(at: mark, in: source), Self.closes(source[opening.shown]) else {
      first = nil
      return
    }
    var position = opening.next
    while let line = Self.line(at: position, in: source) {
      if Self.closes(source[line.shown]) {
        first = opening.next
        return
      }
      lines.append(line.shown)
      position = line.next
    }
    first = nil
  }

  /// What stands behind `key:` at the start of a line, to the line's end.
  func value(of key: String) -> Range<Int>? {
    let head = Array((key + ":").utf8)
    return lines.first { source[$0].starts(with: head) }.map {
      $0.lowerBound + head.count..<$0.upperBound
    }
  }

  private static func line(at start: Int, in source: [UInt8]) -> (shown: Range<Int>, next: Int)? {
    guard start < source.count, let end = source[start...].firstIndex(of: 0x0A) else { return nil }
    let isPair = end > start && source[end - 1] == 0x0D
    return (start..<(isPair ? end - 1 : end), end + 1)
  }

  private static func closes(_ line: ArraySlice<UInt8>) -> Bool {
    var bare = line
    while bare.last == 0x20 || bare.last == 0x09 { bare.removeLast() }
    return bare.elementsEqual("---".utf8) || bare.elementsEqual("...".utf8)
  }
}

extension [UInt8] {
  /// The line end of the first line; a line feed where there is none.
  package var lineEnd: [UInt8] {
    guard let end = firstIndex(of: 0x0A), end > 0, self[end - 1] == 0x0D else { return [0x0A] }
    return [0x0D, 0x0A]
  }
}
