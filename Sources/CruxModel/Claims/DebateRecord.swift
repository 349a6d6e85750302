/// What threads record of an argument: statements, links and stances, without words.
///
/// Small enough to be made from an index or from parsed threads alike.
package struct DebateRecord: Sendable {
  package struct StatementNote: Hashable, Sendable {
    package var id: StatementID
    package var kind: StatementKind
    /// For a crux: whether its answers are rivals.
    package var hasRivalPoles: Bool
    /// For a crux: its answers, in order.
    package var poles: [StatementID]
    package var formerIDs: [StatementID]

    package init(
      id: StatementID, kind: StatementKind, hasRivalPoles: Bool = false,
      poles: [StatementID] = [], formerIDs: [StatementID] = []
    ) {
      self.id = id
      self.kind = kind
      self.hasRivalPoles = hasRivalPoles
      self.poles = poles
      self.formerIDs = formerIDs
    }
  }

  /// One thread's share.
  package struct Part: Hashable, Sendable {
    package var thread: ThreadID
    package var statements: [StatementNote]
    /// In the order of the thread: links point at each other by their place here.
    package var links: [Link]
    package var stances: [RecordedStance]

    package init(
      thread: ThreadID, statements: [StatementNote], links: [Link], stances: [RecordedStance]
    ) {
      self.thread = thread
      self.statements = statements
      self.links = links
      self.stances = stances
    }
  }

  /// In any order; what is computed does not depend on it.
  package var parts: [Part]

  package init(_ parts: [Part] = []) { self.parts = parts }
}

extension DebateRecord.Part {
  /// What a parsed thread records; its body is not needed.
  package init(_ thread: DiscussionThread) {
    let dates = thread.effectiveDates
    self.init(
      thread: thread.id,
      statements: thread.statements.map {
        .init(
          id: $0.id, kind: $0.kind, hasRivalPoles: $0.hasRivalPoles, poles: $0.poles,
          formerIDs: $0.formerIDs)
      },
      links: thread.links,
      stances: thread.stances.map { stance in
        RecordedStance(
          stance,
          at: Moment(
            date: dates.indices.contains(stance.post) ? dates[stance.post] : thread.date,
            thread: thread.id, post: stance.post, offset: stance.place.offset))
      })
  }
}
