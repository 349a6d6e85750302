import CruxModel

/// Which statement of which thread.
package struct StatementPlace: Hashable, Sendable, Comparable {
  /// Index in `CorpusRecord.threads`.
  package var thread: Int
  /// Index in `DiscussionThread.statements`.
  package var index: Int

  package init(thread: Int, index: Int) {
    self.thread = thread
    self.index = index
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.thread, left.index) < (right.thread, right.index)
  }
}

/// A link with its ends looked up; ends that nothing defines are absent.
package struct ResolvedLink: Sendable {
  /// Index of its thread and of itself there.
  package var thread: Int
  package var index: Int
  /// As written, but `rejects` for an objection to a crux itself.
  package var kind: LinkKind
  /// The premises that are known, in order.
  package var premises: [Proposition]
  package var target: Target

  package enum Target: Hashable, Sendable {
    case proposition(Proposition)
    /// Index in `CorpusRecord.links`.
    case step(Int)
    /// The id is unknown, or the step is not recorded or not the only one.
    case none
  }
}

/// A stance on a known statement.
package struct ResolvedStance: Sendable {
  package var thread: Int
  /// Index in `DiscussionThread.stances`.
  package var index: Int
  package var about: Proposition
}

extension CorpusRecord {
  package func link(_ resolved: ResolvedLink) -> Link {
    threads[resolved.thread].links[resolved.index]
  }

  package func stance(_ resolved: ResolvedStance) -> Stance {
    threads[resolved.thread].stances[resolved.index]
  }

  /// How surely the stance's holder holds the statement itself, whichever answer it names.
  package func credence(_ resolved: ResolvedStance) -> Double {
    let credence = stance(resolved).credence
    return resolved.about.isNegated ? credence.negated.value : credence.value
  }
}
