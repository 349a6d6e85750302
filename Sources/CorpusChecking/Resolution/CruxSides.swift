import CruxModel

/// What is recorded on each answer of each crux: reasons, and stances that were written.
struct CruxSides {
  /// Answers with something for them: `crux#yes`, `crux#no`, or a rival pole.
  private var backed: Set<StatementID> = []

  init(_ corpus: CorpusRecord) {
    for link in corpus.links {
      guard case .proposition(let target) = link.target else { continue }
      switch link.kind {
      case .supports: back(target, in: corpus)
      case .rebuts: back(target.negated, in: corpus)
      default: break
      }
    }
    for resolved in corpus.stances where !corpus.stance(resolved).isImplied {
      let credence = corpus.credence(resolved)
      let about = Proposition(resolved.about.statement)
      if credence > 0.5 { back(about, in: corpus) }
      if credence < 0.5 { back(about.negated, in: corpus) }
    }
  }

  /// The crux's answers with whether something is recorded for them, in order.
  func answers(of crux: Statement) -> [(id: StatementID, isBacked: Bool)] {
    let answers = crux.hasRivalPoles ? crux.poles : [crux.id.pole("yes"), crux.id.pole("no")]
    return answers.map { ($0, backed.contains($0)) }
  }

  /// What speaks against a rival speaks for none of the others.
  private mutating func back(_ proposition: Proposition, in corpus: CorpusRecord) {
    guard let place = corpus.place(of: proposition.statement) else { return }
    let statement = corpus.statement(at: place)
    if statement.kind == .crux {
      backed.insert(statement.id.pole(proposition.isNegated ? "no" : "yes"))
    } else if statement.form == .pole, !proposition.isNegated {
      backed.insert(statement.id)
    }
  }
}
