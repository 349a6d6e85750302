/// A class of words that speak for or against a sentence being a statement.
package struct Cue: Sendable {
  package let name: String
  /// Tenths of a unit of log-odds, fitted to annotated discussions (`docs/suggest.md`).
  package let weight: Int
  /// In the notation of `CuePhrase`.
  package let phrases: [String]
  let parsed: [CuePhrase]

  init(_ name: String, _ weight: Int, _ phrases: String...) {
    self.name = name
    self.weight = weight
    self.phrases = phrases
    parsed = phrases.compactMap { CuePhrase($0) }
  }

  /// Words of which a sentence with the cue holds one; nil where a phrase begins with a part of one.
  var firstWords: [String]? {
    var words: [String] = []
    for phrase in parsed {
      guard let first = phrase.firstWords else { return nil }
      words += first
    }
    return words
  }

  /// The words of the sentence that are the cue; nil where it holds none.
  func match(in words: [String]) -> String? {
    for phrase in parsed {
      if let range = phrase.firstMatch(in: words) {
        return words[range].joined(separator: " ")
      }
    }
    return nil
  }
}

/// The cues that a sentence can hold by its words, so that few phrases are tried on each.
struct CueIndex {
  private let cues: [Cue]
  private var byWord: [String: [Int]] = [:]
  private var always: [Int] = []

  static let builtIn = CueIndex(Cue.lexicon + [.crux])

  init(_ cues: [Cue]) {
    self.cues = cues
    for (index, cue) in cues.enumerated() {
      guard let words = cue.firstWords else {
        always.append(index)
        continue
      }
      for word in Set(words) { byWord[word, default: []].append(index) }
    }
  }

  /// The cues that match, in order, with the words that do.
  func matches(in words: [String]) -> [(cue: Cue, words: String)] {
    var candidates = Set(always)
    for word in words { candidates.formUnion(byWord[word] ?? []) }
    return candidates.sorted().compactMap { index in
      cues[index].match(in: words).map { (cues[index], $0) }
    }
  }
}
