import CruxModel
import CruxStore
import Reasoning

/// The statements of a corpus by whether their recorded objections are answered; ids as they are
/// written, so that of a yes/no crux the crux itself and its *yes* are listed.
func statementsByStanding(in store: Store) throws -> [Standing: [StatementID]] {
  let recorded = recordedMap(of: try store.debateRecord())
  let reasoner = try Reasoner(recorded.map)
  return recorded.statementsByStanding(reasoner.standing(), in: reasoner.index)
}

extension RecordedMap {
  func statementsByStanding(
    _ standing: MapStanding, in index: LinkIndex
  ) -> [Standing: [StatementID]] {
    var result: [Standing: [StatementID]] = [:]
    for (claim, id) in map.claimIDs.enumerated() {
      let found = standing.standing(ofClaim: claim, in: index)
      for wording in wordings[claim] ?? [id] where self.claim(of: wording)?.isNegated == false {
        result[found, default: []] += [wording, wording.pole("yes")]
      }
    }
    return result
  }
}
