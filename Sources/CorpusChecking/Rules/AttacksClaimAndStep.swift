import CruxModel

/// A statement that attacks both a claim and a step into that claim.
///
/// An undercut grants both ends of the step, so one statement that does both says two things; and the
/// claim would be hit twice by one objection.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// - **Because** `oversight`: Oversight scales.
///   - **Undercut** `too-slow` of `oversight` for `early`: Not as fast as needed.
///
/// ### @Bo · 2025-11-05
///
/// **Rebuttal** `too-slow` to `early`
/// ```
///
/// Choose one, or split it into two statements.
package enum AttacksClaimAndStep: CorpusRule {
  package static let name = "attacks-claim-and-step"
  package static let severity = Severity.warning

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    var attacked: [Attack: Int] = [:]
    for (index, link) in corpus.links.enumerated() where link.kind == .rebuts {
      guard case .proposition(let target) = link.target else { continue }
      for premise in link.premises {
        let attack = Attack(by: premise.statement, on: target.statement)
        if attacked[attack] == nil { attacked[attack] = index }
      }
    }
    return corpus.links.compactMap { undercut in
      guard undercut.kind == .undercuts, case .step(let step) = undercut.target,
        case .proposition(let end) = corpus.links[step].target
      else { return nil }
      for premise in undercut.premises {
        let attack = Attack(by: premise.statement, on: end.statement)
        guard let rebuttal = attacked[attack] else { continue }
        return finding(attack, undercut: undercut, rebuttal: corpus.links[rebuttal], in: corpus)
      }
      return nil
    }
  }

  private struct Attack: Hashable {
    let by: StatementID
    let on: StatementID
  }

  private static func finding(
    _ attack: Attack, undercut: ResolvedLink, rebuttal: ResolvedLink, in corpus: CorpusRecord
  ) -> Finding {
    finding(
      "\(corpus.name(of: attack.by)) attacks \(corpus.name(of: attack.on)) itself and a step into it; "
        + "choose one, or split it",
      in: corpus.threads[undercut.thread], at: corpus.link(undercut).place,
      related: [
        Finding.Related(
          path: corpus.threads[rebuttal.thread].path, place: corpus.link(rebuttal).place,
          message: "it attacks the claim here")
      ])
  }
}
