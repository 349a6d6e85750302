/// What a line of the index is looked up by, as the script sees it: a term; behind `~` the same for
/// what its line left out; or behind a colon a filter.
enum SearchKey {
  static let restMark = UInt8(ascii: "~")

  /// White space and controls count as one character, since spaces part the fields of a line.
  static func filter(_ name: String) -> [UInt8] {
    var key = [UInt8(ascii: ":")]
    for byte in fieldText(name, escapes: false) { key.append(byte == 0x20 ? 0x1F : byte) }
    return key
  }

  /// Of what stands under a statement's id: an id that is one plain word stands beside that word,
  /// which is looked up anyway.
  static func id(_ name: String) -> [UInt8] {
    let isWord = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
    return isWord && !name.isEmpty ? Array("\(name):".utf8) : filter("id:\(name)")
  }

  /// Two numbers made from it, in FNV's way (Fowler, Noll, Vo) with two primes.
  static func hashes(of key: [UInt8]) -> (UInt32, UInt32) {
    var hashes: (UInt32, UInt32) = (7, 9)
    for unit in String(decoding: key, as: UTF8.self).utf16 {
      hashes.0 = (hashes.0 ^ UInt32(unit)) &* 16_777_619
      hashes.1 = (hashes.1 ^ UInt32(unit)) &* 40_503_233
    }
    return hashes
  }

  /// The name of the file that begins with it, which the script makes in the same way.
  static func fileName(_ key: [UInt8]) -> String {
    let (first, second) = hashes(of: key)
    return "t\(String(first, radix: 36))-\(String(second, radix: 36))"
  }
}

/// One line of a file of terms: a key, and behind it, each with a space before it, its fields.
struct SearchLine: Equatable {
  var key: [UInt8]
  /// Without empty ones at the end.
  var fields: [[UInt8]]

  init(_ key: [UInt8], _ fields: [[UInt8]]) {
    self.key = key
    self.fields = Array(fields[..<((fields.lastIndex { !$0.isEmpty } ?? -1) + 1)])
  }

  /// Reads `text`.
  init(text: ArraySlice<UInt8>) {
    key = Self.key(of: text)
    fields = text.split(separator: 0x20, omittingEmptySubsequences: false).dropFirst()
      .map(Array.init)
  }

  /// The key of a line that is read.
  static func key(of text: ArraySlice<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if byte == 0x20 { break }
      isEscaped = byte == 0x5C && !isEscaped
      if !isEscaped { key.append(byte) }
    }
    return key
  }

  /// Nil where there are no fields.
  var item: CutItem? { fields.isEmpty ? nil : CutItem(key: key, text: text) }

  /// What a template literal reads as something else stands behind a backslash.
  var text: [UInt8] {
    var text: [UInt8] = []
    for byte in key { appendEscapedForTemplate(byte, to: &text) }
    for field in fields {
      text.append(0x20)
      text += field
    }
    return text
  }
}

/// How places of a term become lines, and lines places again.
struct SearchLineForm {
  /// Longer lists are kept in part: `kept` places, the best ones, and the rest stands on a line of
  /// its own that is only read where all of it is needed.
  static let longest = 4_000
  static let kept = 2_000

  let levels: SearchLevels
  var longest = Self.longest
  var kept = Self.kept

  private static let fields: [SearchThread.Field] = [.own, .quoted, .statement]

  /// The line of a term, and what it left out; nil for none.
  ///
  /// - Parameter lists: places in own words, in quotes and in statements, in order of document. Of a
  ///   long list the text is `~`, its length, and the places that are kept.
  func lines(_ key: [UInt8], _ lists: [[TermPlace]]) -> (line: SearchLine, rest: SearchLine?) {
    var texts: [[UInt8]] = []
    var rests: [[UInt8]] = []
    for (field, places) in zip(Self.fields, lists) {
      guard places.count > longest else {
        texts.append(places.text(levelBits: levels.bits, field))
        rests.append([])
        continue
      }
      let isKept = choice(of: places)
      var text = [SearchKey.restMark]
      SearchDigits.append(places.count, to: &text)
      texts.append(text + part(of: places, where: isKept, is: true, field))
      rests.append(part(of: places, where: isKept, is: false, field))
    }
    let rest = SearchLine([SearchKey.restMark] + key, rests)
    return (SearchLine(key, texts), rest.fields.isEmpty ? nil : rest)
  }

  /// Reads what `lines` made; nil where it is something else.
  func lists(_ line: SearchLine?, rest: SearchLine?) -> [[TermPlace]]? {
    var lists: [[TermPlace]] = [[], [], []]
    for (index, text) in (line?.fields ?? []).enumerated() {
      guard index < 3 else { return nil }
      var text = text[...]
      if text.first == SearchKey.restMark {
        text = text.dropFirst()
        guard SearchDigits.takeFirst(of: &text) != nil else { return nil }
      }
      guard let places = [TermPlace](text, levelBits: levels.bits, Self.fields[index]) else {
        return nil
      }
      lists[index] = places
    }
    for (index, text) in (rest?.fields ?? []).enumerated() where !text.isEmpty {
      guard index < 3,
        let places = [TermPlace](text[...], levelBits: levels.bits, Self.fields[index])
      else { return nil }
      lists[index] = (lists[index] + places).sorted { $0.document < $1.document }
    }
    return lists
  }

  private func part(
    of places: [TermPlace], where isKept: [Bool], is value: Bool, _ field: SearchThread.Field
  ) -> [UInt8] {
    zip(places, isKept).filter { $0.1 == value }.map(\.0)
      .text(levelBits: levels.bits, field)
  }

  /// The places of the highest levels, and of the level where they become too many the last ones:
  /// so that what is kept of several terms lies in the same threads.
  private func choice(of places: [TermPlace]) -> [Bool] {
    var counts = Array(repeating: 0, count: levels.count)
    for place in places { counts[place.level] += 1 }
    var room = kept
    var limit = levels.count - 1
    while limit > 0, counts[limit] <= room {
      room -= counts[limit]
      limit -= 1
    }
    var left = counts[limit]
    return places.map { place in
      if place.level != limit { return place.level > limit }
      left -= 1
      return left < room
    }
  }
}
