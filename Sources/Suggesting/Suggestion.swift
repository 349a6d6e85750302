import CruxModel

/// A sentence that may be a claim, rebuttal, concession or crux, with what speaks for it.
package struct Suggestion: Sendable {
  /// How surely the sentence is one; measured in `docs/suggest.md`.
  package enum Confidence: String, CaseIterable, Sendable, Comparable {
    case low, medium, high

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .low: 0
      case .medium: 1
      case .high: 2
      }
    }
  }

  /// What it is about, where the structure tells.
  package enum Target: Hashable, Sendable {
    /// The quote right above it, by its index in `DiscussionThread.quotes`.
    case quote(Int)
    /// What the thread's title says, and so the sentence of the opening post that says it.
    case title
  }

  /// `Claim`, `Rebuttal`, `Granted` or `Crux`.
  package var label: Label
  package var confidence: Confidence
  /// The sum of the weights of its cues.
  package var score: Int
  package var cues: [FoundCue]
  package var target: Target?
  package var sentence: PostSentence
}

/// A cue in a sentence.
package struct FoundCue: Hashable, Sendable {
  /// As in `docs/suggest.md`; a cue of `crux.yml` goes by its words.
  package var name: String
  /// Tenths that it adds to the score.
  package var weight: Int
  /// The words that are the cue, in lower case; nil for a cue of place or shape.
  package var words: String?
}
