import CruxModel

/// A person's position on a thesis, with what it was computed from.
struct ComputedPosition: Sendable {
  var position: Position
  /// The person's views of claims behind the thesis, as fixed nodes.
  var fixes: [Sweep.Fix]
}

extension ThesisScope {
  /// Where a person's views of the claims behind the thesis put it (specification, lines 34 to 37).
  ///
  /// A view is all things considered, so it fixes the claim and is not a base score; the thesis itself
  /// is never fixed. A view merely implied by holding a claim fixes it only where the person recorded
  /// no reason for it: otherwise the reasons speak.
  ///
  /// - Parameter sweep: with nothing fixed.
  func position(of person: PersonViews, _ sweep: inout Sweep) -> ComputedPosition {
    let behind = person.views.filter { $0.claim != thesis && position(ofClaim: $0.claim) != nil }
    let fixes = behind.filter(\.isClamped).compactMap { view in
      position(ofClaim: view.claim).map { Sweep.Fix($0, view.credence) }
    }
    let declared = person.view(of: thesis).flatMap { $0.isImplied ? nil : $0.credence }
    let implied =
      behind.isEmpty ? nil : Strength(sweep.value(at: target, ifFixed: fixes))
    let impliedVerdict = implied.map { sweep.semantics.verdict(of: $0) }
    let declaredVerdict = declared.map { Semantics.verdict(ofCredence: $0) }
    return ComputedPosition(
      position: Position(
        person: person.person, implied: implied, impliedVerdict: impliedVerdict,
        declared: declared, declaredVerdict: declaredVerdict,
        refusal: refusal(implied: impliedVerdict, declared: declaredVerdict)),
      fixes: fixes)
  }

  private func refusal(implied: Verdict?, declared: Verdict?) -> Position.Refusal? {
    guard let implied else { return .noViewBehind }
    if let declared { return implied == declared ? nil : .reasonsLeadElsewhere }
    return implied == .open ? .reasonsLeaveOpen : nil
  }
}
