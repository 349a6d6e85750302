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
