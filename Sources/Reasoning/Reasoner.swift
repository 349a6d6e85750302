import CruxModel

/// Answers questions about one map: standing, strengths, cruxes, positions of people.
///
/// Made once for a map; what it keeps between questions is workspace, never an answer.
package struct Reasoner: Sendable {
  package let index: LinkIndex
  private var builder: StrengthGraphBuilder

  /// - Throws: the first thing in the map that cannot be computed with.
  package init(
    _ map: ArgumentMap, circularSupport: CircularSupport = .leftOut,
    selfLinks: ArgumentMap.SelfLinks = .refused
  ) throws(ArgumentMapError) {
    try map.check(selfLinks: selfLinks)
    index = LinkIndex(map)
    builder = StrengthGraphBuilder(index, circularSupport: circularSupport)
  }

  package var map: ArgumentMap { index.map }

  /// The standing of every claim and link.
  package func standing() -> MapStanding { MapStanding(of: map) }

  /// All claims in an order of evaluation.
  package mutating func layOut() -> WholeMap {
    WholeMap(builder.wholeMap(), claimCount: map.claimCount)
  }

  mutating func scope(ofThesis thesis: Int) -> ThesisScope {
    ThesisScope(thesis: thesis, of: index, with: &builder)
  }

  package func views(of person: PersonID) -> PersonViews {
    map.views.first { $0.person == person } ?? PersonViews(person: person, views: [])
  }

  // MARK: One thesis

  /// Everything computed about one thesis under one semantics.
  package mutating func analysis(
    ofThesis thesis: Int, _ semantics: Semantics, as person: PersonID? = nil
  ) -> ThesisAnalysis {
    ThesisAnalysis(scope(ofThesis: thesis), semantics, person: person.map { views(of: $0) })
  }

  // MARK: Two people

  package mutating func compare(
    _ first: PersonID, _ second: PersonID, onThesis thesis: Int,
    _ semantics: Semantics = .dfQuad
  ) -> PairReport {
    let scope = scope(ofThesis: thesis)
    var sweep = Sweep(scope.graph, semantics)
    return scope.compare(views(of: first), views(of: second), &sweep)
  }

  /// Where two people part on the thesis, and what lies behind that: the crux found becomes the
  /// thesis, until the question is refused or the chain ends (specification, line 43).
  package mutating func drillDown(
    _ first: PersonID, _ second: PersonID, fromThesis thesis: Int,
    _ semantics: Semantics = .dfQuad
  ) -> DrillDown {
    var reports = [compare(first, second, onThesis: thesis, semantics)]
    var seen: Set<StatementID> = [map.claimIDs[thesis]]
    while true {
      guard let crux = reports[reports.count - 1].cruxes.first, crux.kind != .shared else {
        return DrillDown(reports: reports, end: .nothingShared)
      }
      guard let claim = claimIndex(of: crux.claim), !index.links(into: claim).isEmpty else {
        return DrillDown(reports: reports, end: .nothingBehind)
      }
      guard seen.insert(crux.claim).inserted else {
        return DrillDown(reports: reports, end: .circle)
      }
      let next = compare(first, second, onThesis: claim, semantics)
      guard case .cruxes(let cruxes) = next.outcome else {
        return DrillDown(reports: reports, end: .notRecorded)
      }
      guard !cruxes.isEmpty else { return DrillDown(reports: reports, end: .nothingShared) }
      reports.append(next)
    }
  }

  /// The index of the claim with this id; linear in the number of claims.
  package func claimIndex(of id: StatementID) -> Int? { map.claimIDs.firstIndex(of: id) }
}
