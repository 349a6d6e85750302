import CruxModel
import CruxSite
import Reasoning
import Synchronization

/// What the reasoning makes of a corpus, for the pages of the site. May be asked on any thread of
/// execution.
struct SiteAssessment: Sendable {
  private let recorded: RecordedMap
  /// Nil for a map that cannot be computed with.
  private let reasoners: ReasonerPool?
  private let standing: MapStanding?

  init(of record: DebateRecord) {
    recorded = recordedMap(of: record)
    let reasoner = try? Reasoner(recorded.map)
    standing = reasoner?.standing()
    reasoners = reasoner.map { ReasonerPool($0) }
  }

  /// What was computed of a statement; nil where the map does not hold it, and for what is read as
  /// the negation of another.
  func explanation(of id: StatementID) -> ThesisExplanation? {
    guard let claim = recorded.claim(of: id), !claim.isNegated, let standing else { return nil }
    return reasoners?.with { $0.explanation(ofThesis: claim.index, standing) }
  }

  /// Statements by whether their recorded objections are answered; see `statementsByStanding(in:)`.
  var statementsByStanding: [Standing: [StatementID]] {
    guard let standing, let reasoners else { return [:] }
    return recorded.statementsByStanding(standing, in: reasoners.index)
  }

  /// Unanswered objections, the most decisive crux of each thesis, and pairs of people.
  func computed(workers: Int) -> Computed {
    guard let standing, let reasoners else { return Computed() }
    var computed = Computed()
    computed.unanswered = unanswered(standing, reasoners.index)
    mapInOrder(recorded.theses, workers: workers, cost: { _ in 1_000 }) { thesis in
      let explanation = reasoners.with { $0.explanation(ofThesis: thesis, standing) }
      return (ArguedThesis(explanation), explanation.cruxes.first(where: \.isShown))
    } consume: { argued, crux in
      computed.argued.append(argued)
      if let crux { computed.notable.append(NotableCrux(thesis: argued.thesis, crux: crux)) }
    }
    computed.notable.sort { $0.rank < $1.rank }
    computed.argued.sort { $0.rank < $1.rank }
    computed.pairs = reasoners.with { comparedPairs(of: recorded, with: &$0) }
    return computed
  }

  private func unanswered(_ standing: MapStanding, _ index: LinkIndex) -> [Unanswered] {
    let map = recorded.map
    var found: [Unanswered] = []
    for claim in 0..<map.claimCount
    where standing.standing(ofClaim: claim, in: index) == .unanswered {
      // Rival answers object to each other by their nature; nobody has to answer that.
      let links = standing.objections(to: claim, in: index)
        .filter { !recorded.derivedLinks.contains($0) }
      guard !links.isEmpty else { continue }
      let needs = links.filter { map.linkKinds[$0] == .needs }
      let objections = links.filter { map.linkKinds[$0] != .needs }
      found.append(
        Unanswered(
          statement: map.claimIDs[claim],
          objections: objections.flatMap { map.linkName($0).premises },
          needs: needs.flatMap { map.linkName($0).premises }))
    }
    return found
  }
}

/// Reasoners about one map, each used by one thread of execution at a time: what they keep between
/// questions is workspace.
private final class ReasonerPool: Sendable {
  let index: LinkIndex
  private let fresh: Reasoner
  private let idle = Mutex<[Reasoner]>([])

  init(_ reasoner: Reasoner) {
    fresh = reasoner
    index = reasoner.index
  }

  func with<Result>(_ body: (inout Reasoner) -> Result) -> Result {
    var reasoner = idle.withLock { $0.popLast() } ?? fresh
    let result = body(&reasoner)
    idle.withLock { $0.append(reasoner) }
    return result
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
