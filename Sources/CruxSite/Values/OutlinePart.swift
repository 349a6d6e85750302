import CruxModel
import Synchronization

/// What an outline may be asked about.
package enum OutlineSubject: Hashable, Sendable {
  case thread(ThreadID)
  /// The thread of a file.
  case path(String)
  /// What a statement says, what is linked to it, who stands where on it.
  case statement(StatementID)
  /// What readers are shown for a person.
  case name(PersonID)
  /// Places with a `[[reference]]` to this.
  case reference(String)
  case everything
}

/// Threads of an outline, as many as were asked about so far.
///
/// What it answers about a subject is what the whole would answer: every thread that bears on it is
/// there, and threads are always taken in the order of their paths.
final class OutlinePart: Sendable {
  private struct State {
    var threads: [String: OutlineThread] = [:]
    var answered: Set<OutlineSubject> = []
    var tables: OutlineTables
  }

  private let settings: CorpusSettings
  private let load: @Sendable (OutlineSubject, Set<String>) -> [OutlineThread]
  private let state: Mutex<State>

  init(
    settings: CorpusSettings,
    load: @escaping @Sendable (OutlineSubject, Set<String>) -> [OutlineThread]
  ) {
    self.settings = settings
    self.load = load
    state = Mutex(State(tables: OutlineTables(settings: settings)))
  }

  /// Tables that hold all there is about the subject.
  func tables(for subject: OutlineSubject) -> OutlineTables {
    state.withLock { state in
      guard !state.answered.contains(.everything), state.answered.insert(subject).inserted else {
        return state.tables
      }
      let more = load(subject, Set(state.threads.keys))
      guard !more.isEmpty else { return state.tables }
      for thread in more { state.threads[thread.thread.path] = thread }
      state.tables = tables(of: state.threads.values)
      return state.tables
    }
  }

  private func tables(of threads: some Collection<OutlineThread>) -> OutlineTables {
    let tables = OutlineTables(settings: settings)
    let sorted = threads.sorted {
      $0.thread.path.utf8.lexicographicallyPrecedes($1.thread.path.utf8)
    }
    for thread in sorted { tables.add(thread) }
    tables.finish()
    return tables
  }
}
