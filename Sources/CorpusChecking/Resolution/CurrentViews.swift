import CruxModel

/// What each person thinks of each statement now, as far as it is recorded (FORMAT §5).
struct CurrentViews {
  struct View {
    /// How surely the person holds the statement itself, whichever answer the stance names.
    var credence: Double
    var stance: Stance
    /// Index of its thread.
    var thread: Int
  }

  struct Key: Hashable {
    var person: PersonID
    var statement: StatementID
  }

  private(set) var views: [Key: View] = [:]
  /// In order of person and statement.
  private(set) var keys: [Key] = []

  init(_ corpus: CorpusRecord) {
    let threads = Dictionary(
      corpus.threads.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let histories = stanceHistories(of: Self.recorded(in: corpus)) { id in
      corpus.proposition(id) ?? Proposition(id)
    }
    for history in histories {
      guard let current = history.current, let thread = threads[current.recorded.moment.thread]
      else {
        continue
      }
      let key = Key(person: history.key.person, statement: history.key.statement)
      keys.append(key)
      views[key] = View(
        credence: current.credence.value, stance: current.recorded.stance, thread: thread)
    }
  }

  subscript(person: PersonID, statement: StatementID) -> View? {
    views[Key(person: person, statement: statement)]
  }

  private static func recorded(in corpus: CorpusRecord) -> [RecordedStance] {
    corpus.threads.flatMap { thread in
      let dates = thread.effectiveDates
      return thread.stances.map { stance in
        RecordedStance(
          stance,
          at: Moment(
            date: dates.indices.contains(stance.post) ? dates[stance.post] : nil,
            thread: thread.id, post: stance.post, offset: stance.place.offset))
      }
    }
  }
}

extension CorpusRecord {
  /// A view's place, to point at.
  func related(_ view: CurrentViews.View, _ message: String) -> Finding.Related {
    Finding.Related(path: threads[view.thread].path, place: view.stance.place, message: message)
  }
}
