import CruxModel

/// An undercut that does not say which step it denies.
///
/// An undercut grants both ends and denies the way from one to the other, so there must be one such
/// way: the one that the header it is nested under adds, or the only one out of the statement it names.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// - **Undercut** `not-scarce`: Time was never what was missing.
/// ```
///
/// Nest it under a reason or an objection, or write the step out: ``of `reason` for `conclusion` ``.
package enum UnclearStep: NoticeRule, CorpusRule {
  package static let name = "unclear-step"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    guard case .unclearStep = notice else { return nil }
    return "it is unclear which step this denies; nest it under a reason or an objection, "
      + "or write 'of', the reason, 'for' and the conclusion"
  }

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    corpus.links.compactMap { resolved in
      guard resolved.kind == .undercuts, resolved.target == .none else { return nil }
      let thread = corpus.threads[resolved.thread]
      let link = corpus.link(resolved)
      return message(for: link.target, in: corpus).map { finding($0, in: thread, at: link.place) }
    }
  }

  /// Nil where the step's ends are unknown, which is another rule's finding.
  private static func message(for target: LinkTarget, in corpus: CorpusRecord) -> String? {
    switch target {
    case .statement, .link: return nil
    case .step(let from, let to):
      guard corpus.proposition(from) != nil, corpus.proposition(to) != nil else { return nil }
      return "no step leads from \(quoted(from)) to \(quoted(to)); "
        + "correct the ids, or record the step"
    case .onlyStep(let from):
      guard corpus.proposition(from) != nil else { return nil }
      return "not exactly one step leads out of \(quoted(from)); "
        + "write 'of', the reason, 'for' and the conclusion"
    }
  }
}
