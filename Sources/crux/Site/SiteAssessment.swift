import CruxModel
import CruxSite
import Reasoning

/// What the reasoning makes of a corpus, for the pages of the site.
struct SiteAssessment {
  private let recorded: RecordedMap
  /// Nil for a map that cannot be computed with.
  private var reasoner: Reasoner?
  private let standing: MapStanding?

  init(of record: DebateRecord) {
    recorded = recordedMap(of: record)
    reasoner = try? Reasoner(recorded.map)
    standing = reasoner?.standing()
  }

  /// What was computed of a statement; nil where the map does not hold it, and for what is read as
  /// the negation of another.
  mutating func explanation(of id: StatementID) -> ThesisExplanation? {
    guard let claim = recorded.claim(of: id), !claim.isNegated, let standing else { return nil }
    return reasoner?.explanation(ofThesis: claim.index, standing)
  }

  /// Statements by whether their recorded objections are answered; see `statementsByStanding(in:)`.
  var statementsByStanding: [Standing: [StatementID]] {
    guard let standing, let reasoner else { return [:] }
    return recorded.statementsByStanding(standing, in: reasoner.index)
  }

  /// Unanswered objections, and the most decisive crux of each thesis.
  mutating func computed() -> Computed {
    guard let standing, var reasoner else { return Computed() }
    let map = recorded.map
    var computed = Computed()
    for claim in 0..<map.claimCount
    where standing.standing(ofClaim: claim, in: reasoner.index) == .unanswered {
      // Rival answers object to each other by their nature; nobody has to answer that.
      let links = standing.objections(to: claim, in: reasoner.index)
        .filter { !recorded.derivedLinks.contains($0) }
      guard !links.isEmpty else { continue }
      let needs = links.filter { map.linkKinds[$0] == .needs }
      let objections = links.filter { map.linkKinds[$0] != .needs }
      computed.unanswered.append(
        Unanswered(
          statement: map.claimIDs[claim],
          objections: objections.flatMap { map.linkName($0).premises },
          needs: needs.flatMap { map.linkName($0).premises }))
    }
    for thesis in recorded.theses {
      let explanation = reasoner.explanation(ofThesis: thesis, standing)
      computed.argued.append(ArguedThesis(explanation))
      guard let crux = explanation.cruxes.first(where: \.isShown) else { continue }
      computed.notable.append(NotableCrux(thesis: map.claimIDs[thesis], crux: crux))
    }
    computed.notable.sort { $0.rank < $1.rank }
    computed.argued.sort { $0.rank < $1.rank }
    computed.pairs = comparedPairs(of: recorded, with: &reasoner)
    return computed
  }
}

extension NotableCrux {
  /// Most decisive first.
  fileprivate var rank: (Int, Double, StatementID, StatementID) {
    (-crux.level.rawValue, -crux.score, thesis, crux.claim)
  }
}

extension ArguedThesis {
  /// Most argued about first.
  fileprivate var rank: (Int, StatementID) { (-(pointsFor + pointsAgainst), thesis) }
}
