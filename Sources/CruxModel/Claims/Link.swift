package enum LinkKind: String, Hashable, Sendable, CaseIterable {
  /// Its premises together are a reason for the target.
  case supports
  /// The target stands or falls with the premise.
  case needs
  /// An objection to the target itself.
  case rebuts
  /// Grants both ends of a step and denies the step.
  case undercuts
  /// Says the same thing; counted once.
  case sameAs = "same as"
  /// A point granted about the target: shown, never counted.
  case grants
  /// Rejects the question a crux asks: shown, never counted.
  case rejects
  /// The target hangs on this question or on one of its poles (`of … if …`).
  case decides
}

/// What a link points at.
package enum LinkTarget: Hashable, Sendable {
  case statement(StatementID)
  /// A link of the same thread, by its index there: the step that the header above adds.
  case link(Int)
  /// The step from one statement to another, written out (`of … for …`).
  case step(from: StatementID, to: StatementID)
  /// The one step out of a statement (`of …`); unclear unless the corpus has exactly one.
  case onlyStep(from: StatementID)
}

/// Something one statement does to another, as recorded in one place of one thread.
///
/// Ids are kept as written: `crux#no` stays so, and whoever computes reads it as the negation of
/// the crux's yes. A `decides` link from `crux` means that the target needs *yes*, from `crux#no`
/// that it needs *no*, from a rival pole that it needs that pole.
package struct Link: Hashable, Sendable {
  package var kind: LinkKind
  /// One premise, or several that are needed together (`And`); never empty.
  package var premises: [StatementID]
  package var target: LinkTarget
  /// Whoever `by` names, else the post's author.
  package var recorder: PersonID?
  package var post: Int
  package var place: Place

  package init(
    kind: LinkKind, premises: [StatementID], target: LinkTarget, recorder: PersonID?, post: Int,
    place: Place
  ) {
    self.kind = kind
    self.premises = premises
    self.target = target
    self.recorder = recorder
    self.post = post
    self.place = place
  }

  /// The ids that the link names, in order.
  package var ids: [StatementID] {
    switch target {
    case .statement(let id): premises + [id]
    case .link: premises
    case .step(let from, let to): premises + [from, to]
    case .onlyStep(let from): premises + [from]
    }
  }
}
