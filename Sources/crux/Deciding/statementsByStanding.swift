import CruxModel
import CruxStore
import Reasoning

/// The statements of a corpus by whether their recorded objections are answered; ids as they are
/// written, so that of a yes/no crux the crux itself and its *yes* are listed.
func statementsByStanding(in store: Store) throws -> [Standing: [StatementID]] {
  let recorded = recordedMap(of: try store.debateRecord())
  let reasoner = try Reasoner(recorded.map)
  let standing = reasoner.standing()
  var result: [Standing: [StatementID]] = [:]
  for (claim, id) in recorded.map.claimIDs.enumerated() {
    let wordings = recorded.wordings[claim] ?? [id]
    let found = standing.standing(ofClaim: claim, in: reasoner.index)
    for wording in wordings where recorded.claim(of: wording)?.isNegated == false {
      result[found, default: []] += [wording, wording.pole("yes")]
    }
  }
  return result
}
