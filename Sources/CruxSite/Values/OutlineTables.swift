import CruxModel

/// The tables behind an outline. Filled before anybody asks, and never changed after `finish`.
final class OutlineTables: @unchecked Sendable {
  let settings: CorpusSettings
  private(set) var threads: [ThreadID: ThreadEntry] = [:]
  private(set) var statements = StatementTable()
  /// In the order in which threads were added.
  private(set) var links: [LinkEntry] = []
  private(set) var threadOrder: [ThreadID] = []
  private(set) var people: People
  /// Links by what they are about, and by their premises: indices into `links`.
  private(set) var linksTo: [StatementID: [Int]] = [:]
  private(set) var linksFrom: [StatementID: [Int]] = [:]
  private(set) var mentions: [String: [Mention]] = [:]
  private(set) var threadOfPath: [String: ThreadID] = [:]
  /// What has a former id now.
  private(set) var current: [StatementID: StatementID] = [:]
  private(set) var statementsBy: [PersonID: [StatementID]] = [:]
  private(set) var threadsBy: [PersonID: [ThreadID]] = [:]
  private(set) var threadsOn: [String: [ThreadID]] = [:]
  /// Every person's stances on every statement; empty before `finish`.
  private(set) var histories: [StanceHistory] = []
  /// Indices into `histories`.
  private(set) var historiesOn: [StatementID: [Int]] = [:]
  private(set) var historiesBy: [PersonID: [Int]] = [:]
  private var recorded: [RecordedStance] = []

  init(settings: CorpusSettings) {
    self.settings = settings
    people = settings.people
  }

  /// Adds a thread; of two with one id, the first stays.
  func add(_ part: OutlineThread) {
    let thread = part.thread
    guard threads[thread.id] == nil else { return }
    threads[thread.id] = ThreadEntry(thread, opening: part.words.opening)
    threadOrder.append(thread.id)
    threadOfPath[thread.path] = thread.id
    people = thread.people.overlaid(by: people)
    for (statement, words) in zip(thread.statements, part.words.statements) {
      add(statement, words, in: thread)
    }
    for link in thread.links { add(link, in: thread) }
    recorded += DebateRecord.Part(thread).stances
    for topic in thread.topics { threadsOn[topic, default: []].append(thread.id) }
    for person in Set(thread.posts.map(\.author)) {
      threadsBy[person, default: []].append(thread.id)
    }
    for (reference, words) in zip(thread.references, part.words.references) {
      let anchor = reference.post.map { thread.posts[$0].anchor }
      mentions[reference.target, default: []].append(
        Mention(thread: thread.id, anchor: anchor, words: words))
    }
  }

  private func add(_ statement: Statement, _ words: String, in thread: DiscussionThread) {
    if statements[statement.id] == nil {
      statements.add(StatementEntry(statement, words: words, in: thread))
      for former in statement.formerIDs where current[former] == nil {
        current[former] = statement.id
      }
    }
    guard let holder = statement.holder, statements[statement.id]?.thread == thread.id else {
      return
    }
    statementsBy[holder, default: []].append(statement.id)
  }

  private func add(_ link: Link, in thread: DiscussionThread) {
    if let entry = LinkEntry(link, in: thread) { links.append(entry) }
  }

  /// Finds links by their ends, whatever name these had when the link was written, and puts stances
  /// in order of time.
  func finish() {
    indexLinks()
    for (was, now) in current where statements[was] == nil {
      if let more = mentions[was.rawValue] { mentions[now.rawValue, default: []] += more }
    }
    let rivals = Set(statements.entries.filter(\.hasRivalPoles).map(\.id))
    histories = stanceHistories(of: recorded) { id in
      Proposition(present(id)) { rivals.contains($0) }
    }
    recorded = []
    for (index, history) in histories.enumerated() {
      historiesOn[history.key.statement, default: []].append(index)
      historiesBy[history.key.person, default: []].append(index)
    }
  }

  private func indexLinks() {
    for index in links.indices {
      if !current.isEmpty { rename(&links[index]) }
      linksTo[links[index].target, default: []].append(index)
      for premise in Set(links[index].premises) { linksFrom[premise, default: []].append(index) }
    }
  }

  private func rename(_ link: inout LinkEntry) {
    link.premises = link.premises.map(present)
    link.target = present(link.target)
    link.stepTarget = link.stepTarget.map(present)
    link.stepPremises = link.stepPremises.map(present)
  }

  /// The id that a statement, or the crux of an answer, has now.
  private func present(_ id: StatementID) -> StatementID {
    if statements[id] != nil { return id }
    if let now = current[id] { return now }
    guard let (crux, key) = id.pole, statements[crux] == nil, let now = current[crux] else {
      return id
    }
    return now.pole(key)
  }
}
