import CruxModel

/// What a node of a map is to the one it hangs on.
package enum MapRelation: String, Hashable, Sendable, CaseIterable {
  case supports, needs
  /// A question on whose answer the node above hangs.
  case decides
  case rebuts, undercuts
  /// One of the answers of the question above.
  case answer

  /// The relation of a premise to its target; nil for links that bear on nothing.
  package init?(_ kind: LinkKind) {
    switch kind {
    case .supports: self = .supports
    case .needs: self = .needs
    case .rebuts: self = .rebuts
    case .undercuts: self = .undercuts
    case .decides: self = .decides
    case .sameAs, .grants, .rejects: return nil
    }
  }

  /// Said of the lower node, before its words.
  package var word: String {
    switch self {
    case .supports: "because"
    case .needs: "only if"
    case .decides: "hangs on"
    case .rebuts: "but"
    case .undercuts: "step denied"
    case .answer: "answer"
    }
  }

  /// Said of the upper node where the lower one is what a map is about.
  package var wordOfTarget: String {
    switch self {
    case .supports: "it supports"
    case .needs: "it is needed for"
    case .decides: "hangs on it"
    case .rebuts: "it rebuts"
    case .undercuts: "it denies a step from"
    case .answer: "it answers"
    }
  }

  /// How it is counted in the description of a map: `2 reasons`.
  func counted(_ count: Int) -> String {
    switch self {
    case .supports: CruxSite.counted(count, "reason", "reasons")
    case .needs: CruxSite.counted(count, "condition", "conditions")
    case .decides: CruxSite.counted(count, "question", "questions")
    case .rebuts: CruxSite.counted(count, "objection", "objections")
    case .undercuts: CruxSite.counted(count, "denied step", "denied steps")
    case .answer: CruxSite.counted(count, "answer", "answers")
    }
  }
}
