import CruxModel

extension ThesisScope {
  /// Where two people part on the thesis (specification, lines 38 to 43; the double crux of Sabien
  /// 2017 and Xu 2020: a claim on which they disagree such that each would give up their view of the
  /// thesis with the other's view of it).
  ///
  /// - Parameter sweep: with nothing fixed.
  func compare(_ first: PersonViews, _ second: PersonViews, _ sweep: inout Sweep) -> PairReport {
    let left = position(of: first, &sweep)
    let right = position(of: second, &sweep)
    return PairReport(
      thesis: index.map.claimIDs[thesis], first: left.position, second: right.position,
      outcome: outcome((first, left), (second, right), &sweep))
  }

  private typealias Side = (views: PersonViews, computed: ComputedPosition)

  private func outcome(
    _ first: Side, _ second: Side, _ sweep: inout Sweep
  ) -> PairReport.Outcome {
    let positions = (first.computed.position, second.computed.position)
    guard positions.0.isExplained, positions.1.isExplained else { return .unexplained }
    guard positions.0.impliedVerdict != positions.1.impliedVerdict else { return .noDisagreement }
    guard let firstImplied = positions.0.implied, let secondImplied = positions.1.implied else {
      return .unexplained
    }
    let disputes = disputes(first.views, second.views)
    let firstAfter = exchange(disputes.map { ($0.position, $0.second) }, first.computed, &sweep)
    let secondAfter = exchange(disputes.map { ($0.position, $0.first) }, second.computed, &sweep)
    let cruxes = zip(disputes, zip(firstAfter, secondAfter)).compactMap { dispute, after in
      crux(
        dispute, before: (firstImplied, secondImplied), after: after, semantics: sweep.semantics)
    }
    return .cruxes(cruxes.sorted { $0.rank < $1.rank })
  }

  private struct Dispute {
    var position: Int
    var first: Double
    var second: Double
  }

  /// The claims behind the thesis that one holds and the other denies.
  private func disputes(_ first: PersonViews, _ second: PersonViews) -> [Dispute] {
    first.views.compactMap { view in
      guard view.claim != thesis, let position = position(ofClaim: view.claim),
        let other = second.view(of: view.claim),
        ThesisScope.side(of: view.credence) * ThesisScope.side(of: other.credence) == -1
      else { return nil }
      return Dispute(position: position, first: view.credence, second: other.credence)
    }
  }

  /// The thesis for a person with each of these views in turn in place of their own.
  private func exchange(
    _ views: [(position: Int, credence: Double)], _ person: ComputedPosition,
    _ sweep: inout Sweep
  ) -> [Strength] {
    sweep.push(person.fixes)
    defer { sweep.pop() }
    return views.map { Strength(sweep.value(at: target, if: $0.position, is: $0.credence)) }
  }

  /// Nil where taking over the other's view would not bring both nearer to the other.
  private func crux(
    _ dispute: Dispute, before: (Strength, Strength), after: (Strength, Strength),
    semantics: Semantics
  ) -> PairCrux? {
    let (p, q) = (before.0.middle, before.1.middle)
    let (pAfter, qAfter) = (after.0.middle, after.1.middle)
    guard abs(p - q) > Semantics.tolerance,
      (pAfter - p) * (q - p) > 0, abs(pAfter - p) > Semantics.tolerance,
      (qAfter - q) * (p - q) > 0, abs(qAfter - q) > Semantics.tolerance
    else { return nil }
    return PairCrux(
      claim: id(at: dispute.position), firstCredence: dispute.first,
      secondCredence: dispute.second, firstAfter: after.0, secondAfter: after.1,
      movesFirst: semantics.verdict(of: after.0) != semantics.verdict(of: before.0),
      movesSecond: semantics.verdict(of: after.1) != semantics.verdict(of: before.1),
      score: min(abs(pAfter - p), abs(qAfter - q)),
      gapClosed: 1 - (abs(pAfter - q) + abs(p - qAfter)) / (2 * abs(p - q)))
  }
}

extension PairCrux {
  fileprivate var rank: (Kind, Double, StatementID) { (kind, -score.roundedForOrder, claim) }
}
