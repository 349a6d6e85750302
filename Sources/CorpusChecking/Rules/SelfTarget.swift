import CruxModel

/// A statement that supports, attacks or decides itself.
///
/// An answer of a yes/no crux counts as the crux itself.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early` for `early`: It can end early.
/// ```
///
/// Name the statement that is meant, or take the relation out.
package enum SelfTarget: CorpusRule {
  package static let name = "self-target"
  package static let severity = Severity.error

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    corpus.links.compactMap { resolved in
      guard case .proposition(let target) = resolved.target,
        resolved.premises.contains(where: { $0.statement == target.statement })
      else { return nil }
      return finding(
        "\(corpus.name(of: target.statement)) is linked to itself; name another target, or take it out",
        in: corpus.threads[resolved.thread], at: corpus.link(resolved).place)
    }
  }
}
