import CruxModel

/// A stance, a reason or an `of` on a crux with rival answers that does not say which answer.
///
/// Such a crux is no claim: one can take a side only with one of its answers.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `seen-first`: What is seen comes first.
///
/// **Crux** `which` of `seen-first`: Which problems should be worked on?
///
/// - **Legible**: Those we see.
/// - **Illegible**: Those we do not see.
/// ```
///
/// Write the answer into the code span, `which#legible`; for `of` add ``if `legible` ``.
package enum RivalCruxWithoutPole: NoticeRule, CorpusRule {
  package static let name = "rival-crux-without-pole"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    guard case .cruxWithoutCondition(let crux) = notice else { return nil }
    return message(for: crux)
  }

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    corpus.links.compactMap { links($0, in: corpus) }
      + corpus.stances.compactMap { stances($0, in: corpus) }
  }

  private static func links(_ resolved: ResolvedLink, in corpus: CorpusRecord) -> Finding? {
    var named = resolved.kind == .sameAs ? [] : resolved.premises
    if case .proposition(let target) = resolved.target, !resolved.kind.onlyShows {
      named.append(target)
    }
    guard let crux = named.first(where: { corpus.hasRivalPoles($0.statement) }) else { return nil }
    return finding(
      message(for: crux.statement), in: corpus.threads[resolved.thread],
      at: corpus.link(resolved).place)
  }

  private static func stances(_ resolved: ResolvedStance, in corpus: CorpusRecord) -> Finding? {
    let stance = corpus.stance(resolved)
    guard !stance.isImplied, corpus.hasRivalPoles(resolved.about.statement) else { return nil }
    return finding(
      message(for: resolved.about.statement), in: corpus.threads[resolved.thread], at: stance.place)
  }

  private static func message(for crux: StatementID) -> String {
    "the crux \(quoted(crux)) has rival answers; say which one, as in '\(crux)#answer'"
  }
}

extension LinkKind {
  /// Whether it is shown and never counted, so that a question may be its target.
  fileprivate var onlyShows: Bool { self == .rejects || self == .grants || self == .sameAs }
}
