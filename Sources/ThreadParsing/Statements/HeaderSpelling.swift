import CruxModel

/// How labels are spelt in bytes.
enum HeaderSpelling {
  private static let spellings: [(bytes: [UInt8], label: Label)] =
    Label.allCases.map { (Array($0.rawValue.utf8), $0) }
    + Label.aliases.sorted { $0.key < $1.key }.map { (Array($0.key.utf8), $0.value) }

  /// The label the bytes spell exactly.
  static func label(_ name: UnsafeBufferPointer<UInt8>) -> Label? {
    for spelling in spellings where name.equals(spelling.bytes) { return spelling.label }
    return nil
  }

  /// The label of a header at the start of the first line of literal text: `**Claim** ` and a code
  /// span.
  static func label(startingLineOf literal: UnsafeBufferPointer<UInt8>) -> Label? {
    guard literal.count > 6 else { return nil }
    let mark = literal[0]
    guard mark == ASCII.star || mark == ASCII.underscore, literal[1] == mark else { return nil }
    let name = literal[2..<min(literal.count, 14)].prefix { $0 != mark }
    let after = 2 + name.count
    guard let label = label(literal.part(2..<after)), after + 3 < literal.count,
      literal[after + 1] == mark,
      literal[after + 2] == ASCII.space, literal[after + 3] == ASCII.backtick
    else { return nil }
    return label
  }

  /// The label that the word is one slip away from, as somebody in a hurry would write it.
  static func nearMiss(of word: String) -> Label? {
    for label in Label.allCases where label.rawValue.lowercased() == word.lowercased() {
      return label
    }
    let names = Label.allCases.map(\.rawValue) + Label.aliases.keys.sorted()
    let limit = word.utf8.count > 5 ? 2 : 1
    return nearest(to: word, among: names, limit: limit).flatMap { Label(written: $0) }
  }
}
