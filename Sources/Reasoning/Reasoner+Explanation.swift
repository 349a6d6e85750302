import CruxModel

extension Reasoner {
  /// The base scores that claims nobody argued about are given to see whether a reading hangs on the
  /// default.
  private static let otherDefaults = [0.35, 0.65]

  /// What the recorded arguments make of one claim, and why: headline, second opinions, cruxes, flip
  /// sets, positions, and everything refused.
  ///
  /// - Parameters:
  ///   - standing: of the same map.
  ///   - person: whose views are fixed, for "what would it take for them".
  package mutating func explanation(
    ofThesis thesis: Int, _ standing: MapStanding, as person: PersonID? = nil
  ) -> ThesisExplanation {
    let scope = scope(ofThesis: thesis)
    let views = person.map { self.views(of: $0) }
    var analysis = ThesisAnalysis(scope, .dfQuad, person: views)
    let readings = Semantics.allCases.map { semantics in
      let strength =
        semantics == .dfQuad ? analysis.strength : scope.strength(semantics, as: views)
      return ThesisExplanation.Reading(
        semantics: semantics, strength: strength, verdict: semantics.verdict(of: strength))
    }
    let cruxes = analysis.cruxes()
    let points = points(on: thesis, leavingOut: analysis.circularLinks)
    return ThesisExplanation(
      thesis: map.claimIDs[thesis], standing: standing.standing(ofClaim: thesis, in: index),
      objections: standing.objections(to: thesis, in: index).map { map.linkName($0) },
      reasons: index.links(into: thesis).map { map.linkName(Int($0)) },
      pointsFor: points.for, pointsAgainst: points.against, readings: readings,
      otherDefaults: Reasoner.otherDefaults.map { analysis.reading(withDefault: $0) },
      cruxes: cruxes.ranked, flips: analysis.flips(), positions: analysis.positions(),
      camps: analysis.camps(),
      refusals: refusals(thesis, scope, analysis, computed: cruxes.ranked.count))
  }

  /// Links that bear on a claim; one that the claim needs counts on both sides.
  private func points(on thesis: Int, leavingOut circular: [Int]) -> (for: Int, against: Int) {
    var points = (for: 0, against: 0)
    for link in index.links(into: thesis) where !circular.contains(Int(link)) {
      let kind = map.linkKinds[Int(link)]
      if kind != .attacks { points.for += 1 }
      if kind != .supports { points.against += 1 }
    }
    return points
  }

  private func refusals(
    _ thesis: Int, _ scope: ThesisScope, _ analysis: ThesisAnalysis, computed: Int
  ) -> [ThesisExplanation.Refusal] {
    if index.links(into: thesis).isEmpty { return [.nothingBearsOnIt] }
    var refusals: [ThesisExplanation.Refusal] = []
    if index.views.views(of: thesis).isEmpty { refusals.append(.nobodysView) }
    if !analysis.unsettled.isEmpty { refusals.append(.openLoop(analysis.unsettled)) }
    if !analysis.circularLinks.isEmpty {
      refusals.append(.circularSupport(analysis.circularLinks.map { map.linkName($0) }))
    }
    if scope.graph.isLimited { refusals.append(.nearestOnly(claims: scope.positions.count)) }
    if computed < scope.candidates.count {
      refusals.append(.swingsBounded(computed: computed, claims: scope.candidates.count))
    }
    return refusals
  }
}
