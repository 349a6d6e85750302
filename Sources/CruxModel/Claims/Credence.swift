/// How surely somebody holds something, in their own words.
///
/// The number is only for computing; readers are shown the words. It is about the text of the
/// statement, in [.05, .95] (FORMAT §6).
package struct Credence: Hashable, Sendable {
  package let value: Double
  /// As written, `likely` or `~70 %`; nil where it is the default of a label.
  package let words: String?

  /// Clips the value to [.05, .95].
  package init(_ value: Double, words: String? = nil) {
    self.value = Swift.min(0.95, Swift.max(0.05, value))
    self.words = words
  }

  /// The credence in the contrary.
  package var negated: Credence { Credence(1 - value, words: words) }

  /// Words that read as a credence and their numbers, before clipping (FORMAT §6).
  package static let standardWords: [String: Double] = [
    "certain": 0.98, "almost certain": 0.95, "extremely likely": 0.95, "very likely": 0.9,
    "likely": 0.8, "probably": 0.75, "highly plausible": 0.7, "leaning": 0.65,
    "more likely than not": 0.6, "plausible": 0.5, "not confident": 0.5, "toss-up": 0.5,
    "leaning against": 0.35, "unlikely": 0.2, "very unlikely": 0.1,
    "extremely unlikely": 0.05, "almost no chance": 0.05,
  ]
}
