import CruxModel

/// Credences of one person that break a simple bound.
///
/// A claim can be no surer than what it needs, rival answers cannot together be surer than certain, and
/// what says the same deserves the same credence. Credences are compared with five points to spare,
/// and where only a label was written, no more than whether one agrees or disagrees.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early` (90%): It can end early.
///
/// - **Only if** `oversight` (40%): Oversight scales.
/// ```
///
/// Ask yourself which of the two you mean, and write it as a later stance.
package enum IncoherentCredences: CorpusRule {
  package static let name = "incoherent-credences"
  package static let severity = Severity.question

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    let views = CurrentViews(corpus)
    let written = views.keys.filter { !(views.views[$0]?.stance.isImplied ?? true) }
    let holders = Dictionary(grouping: written, by: \.statement).mapValues { $0.map(\.person) }
    let check = IncoherenceCheck(corpus: corpus, views: views, holders: holders)
    return check.pairs() + check.rivals()
  }
}

private struct IncoherenceCheck {
  let corpus: CorpusRecord
  let views: CurrentViews
  /// Who wrote a view of a statement, in order.
  let holders: [StatementID: [PersonID]]

  private static let slack = 0.051

  func pairs() -> [Finding] {
    corpus.links.flatMap { link -> [Finding] in
      guard case .proposition(let target) = link.target,
        [.needs, .decides, .sameAs].contains(link.kind)
      else { return [] }
      return link.premises.flatMap { premise in
        (holders[target.statement] ?? []).compactMap { person in
          compare(target, premise, by: person, exactly: link.kind == .sameAs)
        }
      }
    }
  }

  private func compare(
    _ target: Proposition, _ premise: Proposition, by person: PersonID, exactly: Bool
  ) -> Finding? {
    guard let upper = view(of: target, by: person), let lower = view(of: premise, by: person) else {
      return nil
    }
    let (above, below) = (credence(upper, target), credence(lower, premise))
    guard isTooSure(above, below, upper, lower) || exactly && isTooSure(below, above, lower, upper)
    else { return nil }
    let relation = exactly ? "says the same as" : "needs"
    return IncoherentCredences.finding(
      "@\(person) is \(words(upper)) about \(corpus.name(of: target.statement)) "
        + "and \(words(lower)) about \(corpus.name(of: premise.statement)), which it \(relation); which is meant?",
      in: corpus.threads[upper.thread], at: upper.stance.place,
      related: [corpus.related(lower, "the other credence")])
  }

  private func isTooSure(
    _ above: Double, _ below: Double, _ upper: CurrentViews.View, _ lower: CurrentViews.View
  ) -> Bool {
    let areNumbers = upper.stance.credence.words != nil && lower.stance.credence.words != nil
    return areNumbers ? above - below > Self.slack : above > 0.5 && below < 0.5
  }

  func rivals() -> [Finding] {
    var findings: [Finding] = []
    corpus.forEachStatement { crux, _ in
      guard crux.hasRivalPoles else { return }
      for person in Set(crux.poles.flatMap { holders[$0] ?? [] }).sorted() {
        let held = crux.poles.compactMap { view(of: Proposition($0), by: person) }
        guard let last = held.last, held.reduce(0, { $0 + $1.credence }) > 1 + Self.slack else {
          continue
        }
        findings.append(
          IncoherentCredences.finding(
            "@\(person)'s credences in the rival answers of \(quoted(crux.id)) add up to more than "
              + "certainty; which is meant?",
            in: corpus.threads[last.thread], at: last.stance.place,
            related: held.dropLast().map { corpus.related($0, "another answer's credence") }))
      }
    }
    return findings
  }

  private func view(of proposition: Proposition, by person: PersonID) -> CurrentViews.View? {
    views[person, proposition.statement].flatMap { $0.stance.isImplied ? nil : $0 }
  }

  private func credence(_ view: CurrentViews.View, _ proposition: Proposition) -> Double {
    proposition.isNegated ? 1 - view.credence : view.credence
  }

  /// As written; by its label where no credence was.
  private func words(_ view: CurrentViews.View) -> String {
    view.stance.credence.words.map(quoted) ?? quoted(view.stance.attitude.rawValue)
  }
}
