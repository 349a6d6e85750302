import CruxModel

/// Two ids whose statements say the same words.
///
/// They count as two reasons where there is one, and what is said of one is not found at the other.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// ### @Bo · 2025-11-05
///
/// **Claim** `soon`: It can end early.
/// ```
///
/// Use one id for both, by leaving out the second text; or link them with `same as`.
package enum SameWords: CorpusRule {
  package static let name = "same-words"
  package static let severity = Severity.warning

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    var groups = SameAsGroups(corpus)
    var first: [UInt64: StatementPlace] = [:]
    var findings: [Finding] = []
    corpus.forEachStatement { statement, place in
      guard !statement.id.isTemporary else { return }
      guard let other = first[statement.fingerprint].map(corpus.statement(at:)) else {
        first[statement.fingerprint] = place
        return
      }
      guard other.id != statement.id, !groups.areSame(other.id, statement.id) else { return }
      findings.append(finding(statement, at: place, other: other, in: corpus))
    }
    return findings
  }

  private static func finding(
    _ statement: Statement, at place: StatementPlace, other: Statement, in corpus: CorpusRecord
  ) -> Finding {
    let first = corpus.spot(of: other.id)
    return finding(
      "\(quoted(statement.id)) has the same words as \(quoted(other.id)); "
        + "use one id, or write 'same as'",
      in: corpus.threads[place.thread], at: statement.place,
      related: first.map { [$0.related("the same words")] } ?? [])
  }
}
