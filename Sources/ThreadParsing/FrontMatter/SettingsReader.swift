import CruxModel

/// Reads one YAML mapping key by key, and notes what cannot be read.
struct SettingsReader {
  /// Offset in the file and number of the line where the YAML begins.
  let base: Place
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The lines of the YAML, counted when one is first asked for.
  private lazy var lines = SourceLines(bytes)
  var notices: [Notice] = []

  /// The bytes must stay valid as long as the reader is used.
  init(base: Place, bytes: UnsafeBufferPointer<UInt8>) {
    self.base = base
    self.bytes = bytes
  }

  mutating func notice(of failure: YAMLDocument.Failure) -> Notice {
    switch failure {
    case .tooLarge: Notice(.frontMatterTooLarge, at: base)
    case .malformed(let reason, let line):
      Notice(.malformedFrontMatter(reason: reason), at: place(line: line))
    }
  }

  /// The text of a value as written: from its key's line, after the key, to the next key's line.
  mutating func lines(_ first: Int, _ next: Int?, after key: String) -> String {
    let begin = start(ofLine: first)
    let end = max(begin, next.map { start(ofLine: $0) } ?? bytes.count)
    let text = bytes[begin..<end].drop { $0 != ASCII.colon }.dropFirst()
    let lines = text.split { ASCII.isLineEnd($0) }.map { String(decoding: $0, as: UTF8.self) }
    return lines.joined(separator: "\n")
  }

  private mutating func start(ofLine line: Int) -> Int {
    line < lines.count ? lines[line] : bytes.count
  }

  /// Notes a value of the wrong type.
  mutating func reject(_ key: String, _ value: YAMLDocument.Value, expected: String) {
    notices.append(Notice(.invalidKeyValue(key: key, expected: expected), at: place(of: value)))
  }

  mutating func place(of value: YAMLDocument.Value) -> Place { place(line: value.line) }

  /// The start of a line, from 0 as libyaml counts them; its columns are characters, not bytes.
  mutating func place(line: Int) -> Place {
    Place(line: base.line + line, column: 1, offset: base.offset + start(ofLine: line))
  }

  mutating func text(_ key: String, _ value: YAMLDocument.Value) -> String? {
    if value.isNull { return nil }
    guard let text = value.text else {
      reject(key, value, expected: "text")
      return nil
    }
    return text
  }

  /// `#rrggbb` or `#rgb`.
  mutating func colour(_ key: String, _ value: YAMLDocument.Value) -> String? {
    if value.isNull { return nil }
    guard let text = value.text, hexadecimalDigits(ofColour: text) != nil else {
      reject(key, value, expected: "a colour such as '#7a4b00', in quotation marks")
      return nil
    }
    return text
  }

  /// What has the form of a BCP 47 tag (RFC 5646): parts of at most eight letters and digits with hyphens
  /// between them, the first of at least two letters.
  mutating func languageTag(_ key: String, _ value: YAMLDocument.Value) -> String? {
    if value.isNull { return nil }
    let parts = value.text?.utf8.split(separator: 0x2D, omittingEmptySubsequences: false) ?? []
    let isTag =
      parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(isLetterOrDigit) }
      && (parts.first ?? "".utf8[...]).allSatisfy { $0 > 0x39 } && (parts.first?.count ?? 0) > 1
    guard let text = value.text, isTag else {
      reject(key, value, expected: "a language tag such as 'en' or 'pt-BR'")
      return nil
    }
    return text
  }

  /// `http` or `https`, with a host, without query, fragment or white space.
  mutating func siteAddress(_ key: String, _ value: YAMLDocument.Value) -> String? {
    if value.isNull { return nil }
    let start = ["https://", "http://"].first { value.text?.lowercased().hasPrefix($0) ?? false }
    let rest = value.text?.utf8.dropFirst(start?.utf8.count ?? 0) ?? "".utf8[...]
    let isAddress =
      start != nil && rest.first != 0x2F && !rest.isEmpty
      && rest.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"?#\"<>\\".utf8.contains($0) }
    guard let text = value.text, isAddress else {
      reject(key, value, expected: "an address such as 'https://example.org/debate'")
      return nil
    }
    return text
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  mutating func texts(_ key: String, _ value: YAMLDocument.Value) -> [String] {
    guard let texts = value.texts else {
      reject(key, value, expected: "a list of words")
      return []
    }
    return texts
  }

  /// Topics, each with its accents composed; empty ones are none.
  mutating func topics(_ key: String, _ value: YAMLDocument.Value) -> [String] {
    texts(key, value).map(composed).filter { topic in topic.contains { !$0.isWhitespace } }
  }

  /// Lines with `{name}` in them.
  mutating func bylinePatterns(_ key: String, _ value: YAMLDocument.Value) -> [String] {
    texts(key, value).filter { pattern in
      if pattern.contains("{name}") { return true }
      reject(key, value, expected: "lines with '{name}' in them")
      return false
    }
  }

  /// `people`: a map of name to `{name, url, account, aliases, role}`, or to nothing.
  mutating func people(_ key: String, _ value: YAMLDocument.Value) -> People {
    var people = People()
    if value.isNull { return people }
    guard let entries = value.map else {
      reject(key, value, expected: "a map of names to {name, url, account, aliases, role}")
      return people
    }
    var owners: [String: PersonID] = [:]
    for (name, details) in entries {
      guard let text = name.text else {
        reject(key, name, expected: "a name")
        continue
      }
      let person = person(text, details)
      for alias in person.aliases {
        let owner = owners[alias] ?? person.id
        owners[alias] = owner
        if owner == person.id { continue }
        reject(
          "aliases", name,
          expected: "names of one person each; '\(alias)' stands for '\(owner)' already")
      }
      people.add(person)
    }
    return people
  }

  private mutating func person(_ written: String, _ details: YAMLDocument.Value) -> Person {
    var person = Person(id: PersonID(Self.withoutAt(written)))
    if details.isNull { return person }
    guard let entries = details.map else {
      reject("people", details, expected: "{name, url, account, aliases, role} for '\(person.id)'")
      return person
    }
    for (key, value) in entries { set(key.text ?? "", value, in: &person) }
    return person
  }

  private static func withoutAt(_ name: String) -> String {
    name.hasPrefix("@") ? String(name.dropFirst()) : name
  }

  private mutating func set(
    _ key: String, _ value: YAMLDocument.Value, in person: inout Person
  ) {
    switch key {
    case "name":
      let name = text(key, value) ?? ""
      if name.contains(where: { !$0.isWhitespace }) { person.name = name }
    case "url": person.url = text(key, value)
    case "account": person.account = text(key, value)
    case "aliases": person.aliases = texts(key, value).map(Self.withoutAt)
    case "role":
      guard let role = value.text.flatMap(Person.Role.init(rawValue:)) else {
        reject(key, value, expected: Person.Role.allCases.map(\.rawValue).joined(separator: ", "))
        return
      }
      person.role = role
    default: noteUnknown(key, value, among: ["name", "url", "account", "aliases", "role"])
    }
  }

  /// `credence-words`: a map of words to `80%`, or to a share between 0 and 1.
  mutating func credenceWords(_ key: String, _ value: YAMLDocument.Value) -> [String: Double] {
    var words: [String: Double] = [:]
    if value.isNull { return words }
    guard let entries = value.map else {
      reject(key, value, expected: "a map of words to numbers such as 80%")
      return words
    }
    for (word, number) in entries {
      guard let word = word.text, let share = number.text.flatMap(share) else {
        reject(key, number, expected: "a number such as 80% or 0.8")
        continue
      }
      words[word] = share
    }
    return words
  }

  /// `cues`: a map of phrases to what they are a sign of, in order.
  mutating func cues(_ key: String, _ value: YAMLDocument.Value) -> [CorpusSettings.Cue] {
    if value.isNull { return [] }
    guard let entries = value.map else {
      reject(key, value, expected: "a map of phrases to claim, rebuttal, crux or none")
      return []
    }
    var cues: [CorpusSettings.Cue] = []
    for (words, meaning) in entries {
      guard let words = words.text,
        let kind = meaning.text.flatMap(CorpusSettings.Cue.Kind.init(rawValue:))
      else {
        reject(key, meaning, expected: "claim, rebuttal, crux or none")
        continue
      }
      cues.append(CorpusSettings.Cue(words: words, kind: kind))
    }
    return cues
  }

  private func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    let digits = isPercent ? text.dropLast().drop { $0 == " " } : text[...]
    guard digits.utf8.allSatisfy({ ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }),
      let number = Double(digits)
    else { return nil }
    let share = isPercent ? number / 100 : number
    return (0...1).contains(share) ? share : nil
  }

  mutating func date(_ key: String, _ value: YAMLDocument.Value) -> Timestamp? {
    if value.isNull { return nil }
    guard let date = value.text.flatMap({ Timestamp($0) }) else {
      reject(key, value, expected: "an ISO date such as 2025-11-04")
      return nil
    }
    return date
  }

  mutating func ids(_ key: String, _ value: YAMLDocument.Value) -> [String] {
    texts(key, value).filter { id in
      if KebabCase.isValid(id) { return true }
      notices.append(Notice(.invalidID(id), at: place(of: value)))
      return false
    }
  }

  /// Former ids of a thread: any that a thread can have had, so its path in lower case too.
  mutating func formerIDs(_ key: String, _ value: YAMLDocument.Value) -> [String] {
    texts(key, value).filter { id in
      if id == id.lowercased(), !id.isEmpty, !id.contains("#"), !id.contains("~") { return true }
      notices.append(Notice(.invalidID(id), at: place(of: value)))
      return false
    }
  }

  /// Notes keys that stand twice, of which YAML takes the last.
  mutating func noteRepeated(_ entries: [(key: YAMLDocument.Value, value: YAMLDocument.Value)]) {
    var seen: Set<String> = []
    for (key, _) in entries {
      guard let text = key.text, !seen.insert(text).inserted else { continue }
      notices.append(Notice(.repeatedKey(text), at: place(of: key), length: text.utf8.count))
    }
  }

  mutating func noteUnknown(_ key: String, _ value: YAMLDocument.Value, among known: [String]) {
    noteUnknown(key, value, nearest: nearest(to: key, among: known))
  }

  mutating func noteUnknown(_ key: String, _ value: YAMLDocument.Value, nearest: String?) {
    notices.append(
      Notice(
        .unknownKey(key: key, nearest: nearest), at: place(line: value.line),
        length: key.utf8.count))
  }
}
