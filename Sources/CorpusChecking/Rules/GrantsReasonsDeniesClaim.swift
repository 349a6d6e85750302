import CruxModel

/// Somebody who grants every reason for a claim and denies the claim.
///
/// That can be sound, when the reasons are not enough or something else speaks against it; then it is
/// worth saying so.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// - **Because** `oversight`: Oversight scales.
///
/// ### @Bo · 2025-11-05
///
/// **Agree** `oversight`: So it does.
///
/// **Disagree** `early`: But no.
/// ```
///
/// Record the objection, or an `Undercut` of the step that does not convince you.
package enum GrantsReasonsDeniesClaim: CorpusRule {
  package static let name = "grants-reasons-denies-claim"
  package static let severity = Severity.question

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    let views = CurrentViews(corpus)
    let reasons = reasons(in: corpus)
    let objectors = objectors(in: corpus)
    return views.keys.compactMap { key in
      guard let view = views.views[key], view.credence < 0.5, !view.stance.isImplied,
        let links = reasons[key.statement], !objectors.contains(key)
      else { return nil }
      let granted = links.compactMap { grant(of: $0, by: key.person, views, in: corpus) }
      guard granted.count == links.count else { return nil }
      return finding(key, view, granted: granted, in: corpus)
    }
  }

  /// For each statement the reasons for it.
  private static func reasons(in corpus: CorpusRecord) -> [StatementID: [ResolvedLink]] {
    var reasons: [StatementID: [ResolvedLink]] = [:]
    for link in corpus.links where link.kind == .supports && !link.premises.isEmpty {
      guard case .proposition(let target) = link.target, !target.isNegated else { continue }
      reasons[target.statement, default: []].append(link)
    }
    return reasons
  }

  /// Who recorded an objection to what, or to a step into it.
  private static func objectors(in corpus: CorpusRecord) -> Set<CurrentViews.Key> {
    var result: Set<CurrentViews.Key> = []
    for link in corpus.links where link.kind == .rebuts || link.kind == .undercuts {
      guard let person = corpus.link(link).recorder else { continue }
      var target = link.target
      if case .step(let step) = target { target = corpus.links[step].target }
      guard case .proposition(let end) = target else { continue }
      result.insert(CurrentViews.Key(person: person, statement: end.statement))
    }
    return result
  }

  /// The person's views of a reason's premises, where they hold all of them.
  private static func grant(
    of reason: ResolvedLink, by person: PersonID, _ views: CurrentViews, in corpus: CorpusRecord
  ) -> CurrentViews.View? {
    let held = reason.premises.compactMap { premise -> CurrentViews.View? in
      guard let view = views[person, premise.statement] else { return nil }
      return (premise.isNegated ? 1 - view.credence : view.credence) > 0.5 ? view : nil
    }
    return held.count == reason.premises.count ? held.first : nil
  }

  private static func finding(
    _ key: CurrentViews.Key, _ view: CurrentViews.View, granted: [CurrentViews.View],
    in corpus: CorpusRecord
  ) -> Finding {
    finding(
      "@\(key.person) grants every reason for \(corpus.name(of: key.statement)) and denies it; "
        + "what is missing?",
      in: corpus.threads[view.thread], at: view.stance.place,
      related: granted.prefix(5).map { corpus.related($0, "a reason that is granted") })
  }
}
