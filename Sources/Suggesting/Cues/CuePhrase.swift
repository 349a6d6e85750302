/// A phrase of the lexicon, read from its notation.
///
/// ```
/// i/we * think/believe     one of the words with `/` between; `*` is up to three words
/// ^but/however             `^` begins the sentence
/// -n't   misinterpret-     a word that ends, or begins, like this
/// ```
struct CuePhrase: Sendable {
  enum Slot: Sendable {
    case oneOf([Word])
    case gap
  }

  enum Word: Sendable {
    case whole(String)
    case prefix(String)
    case suffix(String)

    func matches(_ word: String) -> Bool {
      switch self {
      case .whole(let text): word == text
      case .prefix(let text): word.hasPrefix(text)
      case .suffix(let text): word.hasSuffix(text)
      }
    }
  }

  /// Words that a gap may hold.
  static let gapLength = 3
  private(set) var slots: [Slot]
  private(set) var beginsSentence = false

  /// - Parameter notation: Lower case; nil where it holds no word.
  init?(_ notation: String) {
    beginsSentence = notation.hasPrefix("^")
    let parts = (beginsSentence ? notation.dropFirst() : notation[...]).split(separator: " ")
    slots = parts.map { part in
      part == "*" ? .gap : .oneOf(part.split(separator: "/").map { CuePhrase.word(String($0)) })
    }
    guard case .oneOf = slots.first, case .oneOf = slots.last else { return nil }
  }

  /// Words as they are, for phrases of `crux.yml`.
  init?(words: [String]) {
    guard !words.isEmpty else { return nil }
    slots = words.map { .oneOf([.whole($0)]) }
  }

  private static func word(_ text: String) -> Word {
    if text.hasPrefix("-") { return .suffix(String(text.dropFirst())) }
    return text.hasSuffix("-") ? .prefix(String(text.dropLast())) : .whole(text)
  }

  /// The words that it can begin with; nil where it begins with a part of one.
  var firstWords: [String]? {
    guard case .oneOf(let words) = slots.first else { return nil }
    var result: [String] = []
    for word in words {
      guard case .whole(let text) = word else { return nil }
      result.append(text)
    }
    return result
  }

  /// Where it stands first; nil where it does not.
  func firstMatch(in words: [String]) -> Range<Int>? {
    let starts = beginsSentence ? words.indices.prefix(1) : words.indices
    for start in starts where slots.first?.matches(words[start]) == true {
      if let end = end(from: start, in: words) { return start..<end }
    }
    return nil
  }

  /// Follows all readings of the gaps at once, so that no phrase takes more than a few steps a word.
  private func end(from start: Int, in words: [String]) -> Int? {
    var reached = [start]
    for slot in slots {
      switch slot {
      case .gap:
        let last = (reached.last ?? start) + Self.gapLength
        reached = Array((reached.first ?? start)...min(last, words.count))
      case .oneOf:
        reached = reached.filter { $0 < words.count && slot.matches(words[$0]) }.map { $0 + 1 }
      }
      if reached.isEmpty { return nil }
    }
    return reached.first
  }
}

extension CuePhrase.Slot {
  fileprivate func matches(_ word: String) -> Bool {
    guard case .oneOf(let choices) = self else { return true }
    return choices.contains { $0.matches(word) }
  }
}
