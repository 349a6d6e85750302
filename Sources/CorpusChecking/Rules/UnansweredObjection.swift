import CruxModel

/// An objection that nobody answered.
///
/// Asked, not blamed: it may be right, or have been overlooked.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// - **Rebuttal** `not-early`: It cannot.
/// ```
///
/// Answer it with a `Rebuttal` or `Undercut`, or concede it: ``**Granted** `not-early` to `early` ``.
package enum UnansweredObjection: CorpusRule {
  package static let name = "unanswered-objection"
  package static let severity = Severity.question

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    var groups = SameAsGroups(corpus)
    let answered = answeredObjections(in: corpus, &groups)
    var asked: Set<StatementID> = []
    return corpus.links.compactMap { link in
      guard link.kind == .rebuts || link.kind == .undercuts, let objection = link.premises.first,
        let target = corpus.end(of: link)
      else { return nil }
      let leaders = link.premises.map { groups.leader(of: $0.statement) }
      guard answered.isDisjoint(with: leaders), asked.insert(leaders[0]).inserted else {
        return nil
      }
      return finding(objection.statement, against: target, link, in: corpus)
    }
  }

  /// Objections that are attacked, whose step is denied, or that were granted or granted something.
  private static func answeredObjections(
    in corpus: CorpusRecord, _ groups: inout SameAsGroups
  ) -> Set<StatementID> {
    var answered: Set<StatementID> = []
    for link in corpus.links {
      switch (link.kind, link.target) {
      case (.rebuts, .proposition(let target)):
        answered.insert(groups.leader(of: target.statement))
      case (.grants, .proposition(let target)):
        for granted in link.premises + [target] {
          answered.insert(groups.leader(of: granted.statement))
        }
      case (.undercuts, .step(let step)):
        for premise in corpus.links[step].premises {
          answered.insert(groups.leader(of: premise.statement))
        }
      default: break
      }
    }
    return answered
  }

  private static func finding(
    _ objection: StatementID, against target: Proposition, _ link: ResolvedLink,
    in corpus: CorpusRecord
  ) -> Finding {
    let spot = corpus.spot(of: link)
    return finding(
      "has anybody an answer to \(corpus.name(of: objection)), which objects to "
        + "\(corpus.name(of: target.statement))?",
      in: spot.thread, at: spot.place,
      related: corpus.spot(of: target.statement).map { [$0.related("what it objects to")] } ?? [])
  }
}

extension CorpusRecord {
  /// The statement that a link, or the step it denies, leads to.
  fileprivate func end(of link: ResolvedLink) -> Proposition? {
    switch link.target {
    case .proposition(let target): target
    case .step(let step):
      if case .proposition(let target) = links[step].target { target } else { nil }
    case .none: nil
    }
  }
}
