import Interchange

/// The lines of a file's front matter, where the import adds some.
struct FrontMatterLines {
  private var lines: [ArraySlice<UInt8>]
  /// The line that closes the front matter, and what follows.
  private let rest: ArraySlice<UInt8>
  private let original: [UInt8]

  /// Longer front matter is not read (`YAMLDocument.largest`).
  private static let largest = 1_000_000

  /// Nil where the file has no front matter.
  init?(_ bytes: [UInt8]) {
    original = bytes
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      let isFence = line.last == 0x0D ? Self.isFence(line.dropLast()) : Self.isFence(line)
      if start == 0, !isFence { return nil }
      if start > 0, isFence {
        self.lines = lines
        rest = bytes[start...]
        return
      }
      lines.append(line)
      start = end + 1
    }
    return nil
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool { line.elementsEqual("---".utf8) }

  /// The file with these lines; as it was where they have become too long.
  var bytes: [UInt8] {
    let head = Array(lines.joined(separator: [0x0A])) + [0x0A]
    return head.count < Self.largest ? head + rest : original
  }

  private func firstLine(of key: String) -> Int? {
    lines.firstIndex { $0.starts(with: Array((key + ":").utf8)) }
  }

  /// Where the value of the key that stands in a line ends.
  private func end(ofKeyAt line: Int) -> Int {
    lines[(line + 1)...].firstIndex { line in
      guard let first = line.first else { return false }
      return ![0x20, 0x09, 0x0D, UInt8(ascii: "-"), UInt8(ascii: "]")].contains(first)
    } ?? lines.count
  }

  /// Adds the people whom `people` does not name yet, each a line as the import writes it; where the
  /// key is written in another form it stays as it is.
  mutating func declare(_ people: [String]) {
    let missing = people.map { ArraySlice($0.utf8) }.filter { person in
      let name = Array(person.prefix { $0 != UInt8(ascii: "{") })
      return !lines.contains { $0.starts(with: name) }
    }
    if missing.isEmpty { return }
    if let start = firstLine(of: "people") {
      guard
        lines[start].drop(while: { $0 != UInt8(ascii: ":") }).dropFirst().allSatisfy({ $0 <= 0x20 })
      else { return }
      lines.insert(contentsOf: missing, at: end(ofKeyAt: start))
    } else {
      lines += [ArraySlice("people:".utf8)] + missing
    }
  }

  mutating func setImported(_ fingerprints: [String]) {
    let line = ArraySlice(importedLine(fingerprints).utf8)
    if let start = firstLine(of: "imported") {
      lines.replaceSubrange(start..<end(ofKeyAt: start), with: [line])
    } else {
      lines.append(line)
    }
  }
}
