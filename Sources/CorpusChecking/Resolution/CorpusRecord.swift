import CruxModel

/// All that the threads of a corpus define and link, without their words.
///
/// Statements and threads share one name space. A thread whose default id is taken by something
/// written, or by a thread before it, is kept here under the id it gets instead (`name-2`).
package struct CorpusRecord: Sendable {
  /// Something an id stands for.
  package enum Subject: Hashable, Sendable {
    /// Index in `threads`.
    case thread(Int)
    case statement(StatementPlace)
  }

  /// An id that two headers define, or a former id that is in use.
  struct Collision: Sendable {
    var id: String
    var first: Subject
    var second: Subject
  }

  /// A thread that had to take another id.
  struct Renaming: Sendable {
    var thread: Int
    var wanted: ThreadID
    var holder: Subject
  }

  /// In the order given, without bodies.
  package private(set) var threads: [DiscussionThread]
  /// Every link of the corpus with its ends resolved, in order.
  package private(set) var links: [ResolvedLink] = []
  /// Every stance of the corpus that is about a known statement, in order.
  package private(set) var stances: [ResolvedStance] = []
  private(set) var duplicates: [Collision] = []
  private(set) var reusedFormerIDs: [Collision] = []
  private(set) var renamings: [Renaming] = []
  private var subjects: [String: Subject]
  private var formerSubjects: [String: Subject] = [:]

  /// - Parameter threads: In the order in which they are listed; the first keeps a contested id.
  package init(_ threads: [DiscussionThread]) {
    self.threads = threads.map(\.withoutBody)
    let statementCount = threads.reduce(0) { $0 + $1.statements.count }
    subjects = Dictionary(minimumCapacity: statementCount + threads.count)
    defineWrittenIDs()
    defineDefaultThreadIDs()
    defineFormerIDs()
    resolveLinks()
    resolveStances()
  }

  /// What an id stands for, former ids included.
  package func subject(of id: String) -> Subject? { subjects[id] ?? formerSubjects[id] }

  /// What an id says: the statement under the id it bears now, or the negation of a crux; nil where
  /// nothing defines it.
  package func proposition(_ id: StatementID) -> Proposition? {
    if case .statement(let place) = subject(of: id.rawValue) {
      return proposition(of: statement(at: place))
    }
    guard let (crux, key) = id.pole, case .statement(let place) = subject(of: crux.rawValue) else {
      return nil
    }
    return answer(key, to: statement(at: place))
  }

  /// Where a statement stands; nil where nothing defines it.
  package func place(of id: StatementID) -> StatementPlace? {
    guard case .statement(let place) = subject(of: id.rawValue) else { return nil }
    return place
  }

  /// Every id that resolves, former ids excluded, in no order.
  var ids: some Sequence<String> { subjects.keys }

  /// Every id of a statement, former ids excluded, in no order.
  var statementIDs: some Sequence<String> {
    subjects.lazy.filter { if case .statement = $0.value { true } else { false } }.map(\.key)
  }

  /// Every id that may not be given to anything new.
  package var takenIDs: Set<String> { Set(subjects.keys).union(formerSubjects.keys) }

  package func statement(at place: StatementPlace) -> Statement {
    threads[place.thread].statements[place.index]
  }

  package func thread(of place: StatementPlace) -> DiscussionThread { threads[place.thread] }

  /// Whether the crux with this id has rival answers.
  package func hasRivalPoles(_ crux: StatementID) -> Bool {
    place(of: crux).map { statement(at: $0).hasRivalPoles } ?? false
  }

  private func proposition(of statement: Statement) -> Proposition {
    Proposition(statement.id, hasRivalPoles: hasRivalPoles)
  }

  /// An answer that is no statement of its own: yes and no without a list, or an answer of a crux
  /// that is called by a former id.
  private func answer(_ key: String, to crux: Statement) -> Proposition? {
    guard crux.kind == .crux else { return nil }
    let id = crux.id.pole(key)
    let isImplicit = !crux.hasRivalPoles && (key == "yes" || key == "no")
    return isImplicit || place(of: id) != nil
      ? Proposition(id, hasRivalPoles: hasRivalPoles) : nil
  }
}

extension CorpusRecord {
  private mutating func defineWrittenIDs() {
    for (index, thread) in threads.enumerated() {
      if thread.hasWrittenID { define(thread.id.rawValue, as: .thread(index)) }
      for (number, statement) in thread.statements.enumerated() where !statement.id.isTemporary {
        define(
          statement.id.rawValue, as: .statement(StatementPlace(thread: index, index: number)))
      }
    }
  }

  private mutating func define(_ id: String, as subject: Subject) {
    if let first = subjects[id] {
      guard !areAnswersOfOneCrux(first, subject) else { return }
      duplicates.append(Collision(id: id, first: first, second: subject))
    } else {
      subjects[id] = subject
    }
  }

  /// Two answers with one name in one list, which the parser has noticed.
  private func areAnswersOfOneCrux(_ left: Subject, _ right: Subject) -> Bool {
    guard case .statement(let first) = left, case .statement(let second) = right,
      first.thread == second.thread
    else { return false }
    return statement(at: first).form == .pole && statement(at: second).form == .pole
  }

  private mutating func defineDefaultThreadIDs() {
    for index in threads.indices where !threads[index].hasWrittenID {
      let wanted = threads[index].id
      if let holder = subjects[wanted.rawValue] {
        renamings.append(Renaming(thread: index, wanted: wanted, holder: holder))
        threads[index] = threads[index].withID(freeID(like: wanted))
      }
      subjects[threads[index].id.rawValue] = .thread(index)
    }
    defineTemporaryIDs()
  }

  private func freeID(like wanted: ThreadID) -> ThreadID {
    var number = 2
    while subjects["\(wanted.rawValue)-\(number)"] != nil { number += 1 }
    return ThreadID("\(wanted.rawValue)-\(number)")
  }

  /// Unique once the ids of threads are.
  private mutating func defineTemporaryIDs() {
    for (index, thread) in threads.enumerated() {
      for (number, statement) in thread.statements.enumerated() where statement.id.isTemporary {
        subjects[statement.id.rawValue] = .statement(StatementPlace(thread: index, index: number))
      }
    }
  }

  private mutating func defineFormerIDs() {
    for (index, thread) in threads.enumerated() {
      for id in thread.formerIDs { defineFormer(id.rawValue, as: .thread(index)) }
      for (number, statement) in thread.statements.enumerated() {
        let place = StatementPlace(thread: index, index: number)
        for id in statement.formerIDs { defineFormer(id.rawValue, as: .statement(place)) }
      }
    }
  }

  private mutating func defineFormer(_ id: String, as subject: Subject) {
    if let first = subjects[id] ?? formerSubjects[id] {
      reusedFormerIDs.append(Collision(id: id, first: first, second: subject))
    } else {
      formerSubjects[id] = subject
    }
  }

  private mutating func resolveLinks() {
    var resolver = LinkResolver(corpus: self)
    links = resolver.run()
  }

  private mutating func resolveStances() {
    for (index, thread) in threads.enumerated() {
      for (number, stance) in thread.stances.enumerated() {
        guard let proposition = proposition(stance.statement) else { continue }
        stances.append(
          ResolvedStance(thread: index, index: number, about: proposition))
      }
    }
  }
}
