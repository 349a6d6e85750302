/// A stance with the moment from which it holds.
package struct RecordedStance: Hashable, Sendable {
  package var stance: Stance
  package var moment: Moment

  package init(_ stance: Stance, at moment: Moment) {
    self.stance = stance
    self.moment = moment
  }
}

/// One person's stances on one statement, oldest first (FORMAT §5).
package struct StanceHistory: Hashable, Sendable {
  package struct Key: Hashable, Sendable, Comparable {
    package var person: PersonID
    package var statement: StatementID

    package init(person: PersonID, statement: StatementID) {
      self.person = person
      self.statement = statement
    }

    package static func < (left: Self, right: Self) -> Bool {
      (left.person, left.statement) < (right.person, right.statement)
    }
  }

  /// A stance and its credence in the statement of the key: one minus what was written where the
  /// stance is on its negation.
  package struct Entry: Hashable, Sendable {
    package var recorded: RecordedStance
    package var credence: Credence

    package init(recorded: RecordedStance, credence: Credence) {
      self.recorded = recorded
      self.credence = credence
    }
  }

  package var key: Key
  /// Views held before the thread first, then what holding implies, then written stances; each group
  /// by moment. Never empty.
  package var entries: [Entry]

  /// The stance that holds now. A written one overrides what holding implies, whatever their order;
  /// nil where only views from before the thread are recorded.
  package var current: Entry? {
    entries.last.flatMap { $0.recorded.stance.isFormer ? nil : $0 }
  }
}

/// Every person's stances on every statement, in order of person and statement.
///
/// - Parameter reading: which statement a written id is about; those with the same meaning can be
///   led to one.
package func stanceHistories(
  of stances: some Sequence<RecordedStance>, reading: (StatementID) -> Proposition
) -> [StanceHistory] {
  var entries: [StanceHistory.Key: [StanceHistory.Entry]] = [:]
  for recorded in stances {
    let stance = recorded.stance
    let proposition = reading(stance.statement)
    let key = StanceHistory.Key(person: stance.person, statement: proposition.statement)
    let credence = proposition.isNegated ? stance.credence.negated : stance.credence
    entries[key, default: []].append(.init(recorded: recorded, credence: credence))
  }
  return entries.keys.sorted().map { key in
    StanceHistory(key: key, entries: (entries[key] ?? []).sorted { $0.order < $1.order })
  }
}

extension StanceHistory.Entry {
  fileprivate var order: (Int, Moment) {
    let stance = recorded.stance
    return (stance.isFormer ? 0 : stance.isImplied ? 1 : 2, recorded.moment)
  }
}
