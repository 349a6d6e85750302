import CruxModel

// The site's words for the model's values, in one place.

extension LinkKind {
  /// What stands between a premise and its target.
  var verb: String {
    switch self {
    case .supports: "supports"
    case .needs: "needed for"
    case .rebuts: "rebuts"
    case .undercuts: "undercuts"
    case .sameAs: "same as"
    case .grants: "a point granted about"
    case .rejects: "rejects the question"
    case .decides: "decides"
    }
  }

  /// What stands between a target and its premise.
  var passive: String {
    switch self {
    case .supports: "supported by"
    case .needs: "needs"
    case .rebuts: "rebutted by"
    case .undercuts: "step undercut by"
    case .sameAs: "same as"
    case .grants: "granted besides"
    case .rejects: "question rejected by"
    case .decides: "hangs on"
    }
  }

  /// A word for attributes of markup: `same-as`.
  var token: String { KebabCase.make(from: rawValue) }
}

extension StatementKind {
  var word: String {
    switch self {
    case .claim: "Claim"
    case .crux: "Crux"
    case .rebuttal: "Rebuttal"
    }
  }
}

extension Statement {
  /// The word in the margin: the kind, but for what has a name of its own.
  var marginWord: String {
    switch (form, label) {
    case (.pole, _): "Answer"
    case (.standIn, _): "Claim, unnamed"
    case (_, .granted): "Granted"
    case (_, .undercut): "Undercut"
    default: kind.word
    }
  }
}

extension Stance {
  /// `agrees`, with what was written of how surely: `disagrees (likely)`.
  var words: String {
    let verb =
      switch attitude {
      case .agree: "agrees"
      case .disagree: "disagrees"
      case .unsure: "is unsure"
      case .credence, .implied: credence.value < 0.45 ? "doubts it" : "holds it"
      }
    let formerly = isFormer ? "formerly " : ""
    return formerly + verb + (credence.words.map { " (\($0))" } ?? "")
  }
}

extension Quote.Status {
  /// What is said of a quote under it, before the name of whom it quotes.
  var words: String {
    switch self {
    case .exact: "quoting"
    case .ambiguous: "quoting words said more than once, nearest"
    case .drifted: "quoting with changed words"
    case .elsewhere: "quoted from outside this thread"
    }
  }
}

/// `1 claim`, `2 claims`.
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(count) \(count == 1 ? one : many)"
}
