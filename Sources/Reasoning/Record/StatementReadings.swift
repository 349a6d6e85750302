import CruxModel

/// What the ids of a record mean: former ids followed, poles of yes/no cruxes read, statements that
/// say the same led to one of them.
struct StatementReadings: Sendable {
  private var notes: [StatementID: DebateRecord.StatementNote] = [:]
  private var current: [StatementID: StatementID] = [:]
  /// The next statement towards the one that stands for all of a cluster, and whether it is the
  /// contrary.
  private var leads: [StatementID: Proposition] = [:]
  private var indices: [StatementID: Int] = [:]

  init(_ parts: [DebateRecord.Part]) {
    for part in parts {
      for note in part.statements where notes[note.id] == nil {
        notes[note.id] = note
        for former in note.formerIDs where current[former] == nil { current[former] = note.id }
      }
    }
  }

  /// The claim or negation that an id means; nil where nothing with this id is recorded.
  func reading(of id: StatementID) -> Proposition? {
    var proposition = Proposition(present(id)) { notes[$0]?.hasRivalPoles ?? false }
    guard notes[proposition.statement] != nil else { return nil }
    while let lead = leads[proposition.statement] {
      proposition = Proposition(
        lead.statement, isNegated: lead.isNegated != proposition.isNegated)
    }
    return proposition
  }

  /// Whether the id is that of a crux whose poles are rivals, which is no claim.
  func isRivalCrux(_ id: StatementID) -> Bool { notes[id]?.hasRivalPoles ?? false }

  func index(of id: StatementID) -> Int? { indices[id] }

  /// Every statement that is a claim, in order of id.
  var claims: [StatementID] {
    notes.values.filter { !$0.hasRivalPoles && reading(of: $0.id) != nil && !isPoleOfYesNo($0.id) }
      .map(\.id).sorted()
  }

  /// Cruxes with rival poles, in order of id.
  var rivalCruxes: [DebateRecord.StatementNote] {
    notes.values.filter(\.hasRivalPoles).sorted { $0.id < $1.id }
  }

  /// Gives an index to each claim that stands for itself, in order of id.
  mutating func assignIndices() -> [StatementID] {
    let own = claims.filter { leads[$0] == nil }
    for (index, id) in own.enumerated() { indices[id] = index }
    return own
  }

  /// Records that two ids say the same. False where that would make a statement its own contrary.
  mutating func merge(_ left: Proposition, _ right: Proposition) -> Bool {
    guard left.statement != right.statement else { return left.isNegated == right.isNegated }
    let isContrary = left.isNegated != right.isNegated
    let leftIsFirst = rank(left.statement) < rank(right.statement)
    let (first, second) = leftIsFirst ? (left, right) : (right, left)
    leads[second.statement] = Proposition(first.statement, isNegated: isContrary)
    return true
  }

  /// A statement with an id of its own stands for one with a temporary id; then the lesser id.
  private func rank(_ id: StatementID) -> (Int, StatementID) { (id.isTemporary ? 1 : 0, id) }

  private func isPoleOfYesNo(_ id: StatementID) -> Bool {
    Proposition(id) { notes[$0]?.hasRivalPoles ?? false }.statement != id
  }

  /// The id as it is now, where it has changed; that of a pole follows its crux.
  private func present(_ id: StatementID) -> StatementID {
    if notes[id] != nil { return id }
    if let now = current[id] { return now }
    guard let (crux, key) = id.pole, let now = current[crux] else { return id }
    return now.pole(key)
  }
}
