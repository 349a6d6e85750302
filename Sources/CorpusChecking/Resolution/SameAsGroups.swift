import CruxModel

/// Statements that were declared to say the same, one after the other or through others
/// (union–find, Tarjan 1975).
struct SameAsGroups {
  private var leaders: [StatementID: StatementID] = [:]

  init(_ corpus: CorpusRecord) { self.init(corpus.links) }

  /// - Parameter links: With their targets.
  init(_ links: [ResolvedLink]) {
    for link in links where link.kind == .sameAs {
      guard case .proposition(let target) = link.target, !target.isNegated else { continue }
      for premise in link.premises where !premise.isNegated {
        join(premise.statement, target.statement)
      }
    }
  }

  /// The statement that stands for all of the group.
  mutating func leader(of id: StatementID) -> StatementID {
    var leader = id
    while let above = leaders[leader] { leader = above }
    var next = id
    while let above = leaders[next], above != leader {
      leaders[next] = leader
      next = above
    }
    return leader
  }

  mutating func areSame(_ left: StatementID, _ right: StatementID) -> Bool {
    leader(of: left) == leader(of: right)
  }

  private mutating func join(_ left: StatementID, _ right: StatementID) {
    let leader = leader(of: left)
    let other = self.leader(of: right)
    if leader != other { leaders[other] = leader }
  }
}
