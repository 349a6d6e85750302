import CruxModel

/// What the front matter of a thread says (FORMAT §1).
struct FrontMatter {
  /// The keys a thread knows; any other is kept and shown.
  static let keys = [
    "title", "id", "source", "date", "topics", "people", "credence-words", "was", "imported",
  ]

  var title: String?
  var id: String?
  var source: String?
  var date: Timestamp?
  var topics: [String] = []
  var people = People()
  var credenceWords: [String: Double] = [:]
  var was: [String] = []
  var imported: [String] = []
  var otherKeys: [(key: String, value: String)] = []
  var notices: [Notice] = []
  /// Where Markdown begins, and the number of its first line.
  var end: Int
  var lineAfter: Int
}

/// Reads the front matter of a file, if it has any.
///
/// It is front matter only if it parses as a mapping. A block that is not valid YAML but begins
/// with a known key is malformed front matter: noted, and left out of the Markdown all the same.
/// `start` is where the file begins after a byte order mark.
func readFrontMatter(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> FrontMatter {
  var result = FrontMatter(end: start, lineAfter: 1)
  guard let block = FrontMatterBlock(source, from: start) else {
    result.noteUnclosed(source, from: start)
    return result
  }
  let base = Place(line: 2, column: 1, offset: block.yaml.lowerBound)
  let yaml = source.part(block.yaml)
  do throws(YAMLDocument.Failure) {
    let document = try YAMLDocument(yaml)
    guard let entries = document.root?.map else { return result }
    result.read(entries, bytes: yaml, base: base)
  } catch {
    guard beginsWithKnownKey(yaml) else { return result }
    var reader = SettingsReader(base: base, bytes: yaml)
    result.notices.append(reader.notice(of: error))
  }
  result.end = block.end
  result.lineAfter = block.lineAfter
  return result
}

/// Whether the first line that is not blank is a known key and `:`.
private func beginsWithKnownKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let text = bytes.drop { ASCII.isBlank($0) || ASCII.isLineEnd($0) }
  return FrontMatter.keys.contains { key in
    text.starts(with: key.utf8) && text.dropFirst(key.utf8.count).first == ASCII.colon
  }
}

extension FrontMatter {
  /// Notes a file that begins with `---` and a known key, and so was meant to have front matter.
  fileprivate mutating func noteUnclosed(_ source: UnsafeBufferPointer<UInt8>, from start: Int) {
    guard let yaml = FrontMatterBlock.opening(source, from: start),
      beginsWithKnownKey(source.part(yaml..<source.count))
    else { return }
    notices.append(
      Notice(.unclosedFrontMatter, at: Place(line: 1, column: 1, offset: start), length: 3))
  }

  fileprivate mutating func read(
    _ entries: [(key: YAMLDocument.Value, value: YAMLDocument.Value)],
    bytes: UnsafeBufferPointer<UInt8>, base: Place
  ) {
    var reader = SettingsReader(base: base, bytes: bytes)
    reader.noteRepeated(entries)
    for (position, entry) in entries.enumerated() {
      guard let key = entry.key.text else { continue }
      if !set(key, entry.value, &reader) {
        let next = position + 1 < entries.count ? entries[position + 1].key.line : nil
        otherKeys.append((key, entry.value.text ?? reader.lines(entry.key.line, next, after: key)))
        noteNearMiss(key, entry.key, &reader)
      }
    }
    notices += reader.notices
  }

  /// Takes the value of a known key; false for any other.
  private mutating func set(
    _ key: String, _ value: YAMLDocument.Value, _ reader: inout SettingsReader
  ) -> Bool {
    switch key {
    case "title": title = reader.text(key, value)
    case "id": id = reader.ids(key, value).first
    case "source": source = reader.text(key, value)
    case "date": date = reader.date(key, value)
    case "topics": topics = reader.topics(key, value)
    case "people": people = reader.people(key, value)
    case "credence-words": credenceWords = reader.credenceWords(key, value)
    case "was": was = reader.formerIDs(key, value)
    case "imported": imported = reader.texts(key, value)
    default: return false
    }
    return true
  }

  private func noteNearMiss(
    _ key: String, _ value: YAMLDocument.Value, _ reader: inout SettingsReader
  ) {
    if let near = Self.keyMeant(by: key) {
      reader.noteUnknown(key, value, nearest: near)
    }
  }

  /// The known key that a word is a slip away from: one edit, two in a long word, none in a word so
  /// short that most of it would be another.
  private static func keyMeant(by key: String) -> String? {
    let word = key.lowercased()
    if keys.contains(word) { return word }
    guard word.utf8.count > 2 else { return nil }
    return nearest(
      to: word, among: keys.filter { $0.utf8.count > 2 }, limit: word.utf8.count > 5 ? 2 : 1)
  }
}
