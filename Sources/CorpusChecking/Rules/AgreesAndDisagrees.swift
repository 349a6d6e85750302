import CruxModel

/// A person who in one post both agrees and disagrees with one statement.
///
/// Only the later of the two counts.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// ### @Bo · 2025-11-05
///
/// **Agree** `early`: In principle.
///
/// **Disagree** `early`: In practice.
/// ```
///
/// Keep the one that is meant; a view held before the thread is marked `(formerly)`; what is granted in
/// part is better a claim of its own.
package enum AgreesAndDisagrees: CorpusRule {
  package static let name = "agrees-and-disagrees"
  package static let severity = Severity.warning

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    var first: [Key: ResolvedStance] = [:]
    return corpus.stances.compactMap { resolved in
      let stance = corpus.stance(resolved)
      let credence = corpus.credence(resolved)
      guard !stance.isImplied, credence != 0.5 else { return nil }
      let key = Key(
        person: stance.person, statement: resolved.about.statement, thread: resolved.thread,
        post: stance.post, isFormer: stance.isFormer)
      guard let other = first[key] else {
        first[key] = resolved
        return nil
      }
      guard (corpus.credence(other) > 0.5) != (credence > 0.5) else { return nil }
      let thread = corpus.threads[resolved.thread]
      return finding(
        "@\(stance.person) both agrees and disagrees with \(corpus.name(of: resolved.about.statement)) "
          + "in this post; keep one, or mark the earlier '(formerly)'",
        in: thread, at: stance.place,
        related: [
          Finding.Related(
            path: thread.path, place: corpus.stance(other).place, message: "the other stance")
        ])
    }
  }

  private struct Key: Hashable {
    let person: PersonID
    let statement: StatementID
    let thread: Int
    let post: Int
    let isFormer: Bool
  }
}
