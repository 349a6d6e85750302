import CruxModel

/// What the pages of a corpus need to know of each other, without the words of the threads.
///
/// Takes each thread once while its words are there; a page is then made from one thread and this.
package struct CorpusOutline: Sendable {
  package var settings: CorpusSettings
  package private(set) var threads: [ThreadID: ThreadEntry] = [:]
  package private(set) var statements: [StatementID: StatementEntry] = [:]
  /// Every link, in the order in which threads were added.
  package private(set) var links: [LinkEntry] = []
  /// In the order in which threads were added.
  package private(set) var threadOrder: [ThreadID] = []
  package private(set) var people: People
  /// Links by what they are about, and by their premises: indices into `links`.
  private var linksTo: [StatementID: [Int]] = [:]
  private var linksFrom: [StatementID: [Int]] = [:]
  private var mentions: [String: [Mention]] = [:]
  private var threadOfPath: [String: ThreadID] = [:]
  private var current: [StatementID: StatementID] = [:]
  private var recorded: [RecordedStance] = []
  /// Indices into `histories`.
  private var historiesOn: [StatementID: [Int]] = [:]
  private var historiesBy: [PersonID: [Int]] = [:]
  private var statementsBy: [PersonID: [StatementID]] = [:]
  private var threadsBy: [PersonID: [ThreadID]] = [:]
  private var threadsOn: [String: [ThreadID]] = [:]
  /// Every person's stances on every statement; empty before `finish()`.
  package private(set) var histories: [StanceHistory] = []

  package init(settings: CorpusSettings = CorpusSettings()) {
    self.settings = settings
    people = settings.people
  }

  /// Adds a thread; of two with one id, the first stays.
  package mutating func add(_ thread: DiscussionThread) {
    guard threads[thread.id] == nil else { return }
    threads[thread.id] = ThreadEntry(thread)
    threadOrder.append(thread.id)
    threadOfPath[thread.path] = thread.id
    people = thread.people.overlaid(by: people)
    for statement in thread.statements where statements[statement.id] == nil {
      statements[statement.id] = StatementEntry(statement, in: thread)
      for former in statement.formerIDs where current[former] == nil {
        current[former] = statement.id
      }
    }
    for link in thread.links { add(link, in: thread) }
    recorded += thread.recordedStances
    for topic in thread.topics { threadsOn[topic, default: []].append(thread.id) }
    for person in Set(thread.posts.map(\.author)) {
      threadsBy[person, default: []].append(thread.id)
    }
    for statement in thread.statements {
      guard let holder = statement.holder, statements[statement.id]?.thread == thread.id else {
        continue
      }
      statementsBy[holder, default: []].append(statement.id)
    }
    for reference in thread.references { add(reference, in: thread) }
  }

  private mutating func add(_ link: Link, in thread: DiscussionThread) {
    guard let entry = LinkEntry(link, in: thread) else { return }
    let index = links.count
    links.append(entry)
    linksTo[entry.target, default: []].append(index)
    for premise in Set(entry.premises) { linksFrom[premise, default: []].append(index) }
  }

  private mutating func add(_ reference: Reference, in thread: DiscussionThread) {
    let paragraph = thread.body.content[..<reference.node].lastIndex { $0.kind == .paragraph }
    let words = paragraph.map {
      thread.body.wordBytes(in: $0..<Int(thread.body.content[$0].end))
    }
    mentions[reference.target, default: []].append(
      Mention(
        thread: thread.id, anchor: reference.post.map { thread.posts[$0].anchor },
        words: shortened(oneLine(Array((words ?? []).prefix(2000))), to: 160)))
  }
}

extension CorpusOutline {
  /// Puts stances in order of time; to be called after the last thread was added.
  package mutating func finish() {
    let rivals = Set(statements.values.filter(\.hasRivalPoles).map(\.id))
    let current = current
    histories = stanceHistories(of: recorded) { id in
      Proposition(current[id] ?? id) { rivals.contains($0) }
    }
    recorded = []
    for (index, history) in histories.enumerated() {
      historiesOn[history.key.statement, default: []].append(index)
      historiesBy[history.key.person, default: []].append(index)
    }
  }

  package func histories(on id: StatementID) -> [StanceHistory] {
    (historiesOn[id] ?? []).map { histories[$0] }
  }

  package func histories(by person: PersonID) -> [StanceHistory] {
    (historiesBy[person] ?? []).map { histories[$0] }
  }

  /// What a person holds by their own words, in the order of the threads.
  package func statements(by person: PersonID) -> [StatementEntry] {
    (statementsBy[person] ?? []).compactMap { statements[$0] }
  }

  package func threads(by person: PersonID) -> [ThreadEntry] {
    (threadsBy[person] ?? []).compactMap { threads[$0] }
  }

  package func threads(on topic: String) -> [ThreadEntry] {
    (threadsOn[topic] ?? []).compactMap { threads[$0] }
  }

  /// In order of name.
  package var topics: [String] { threadsOn.keys.sorted() }

  /// Everybody who writes or holds something, in order of id.
  package var everybody: [PersonID] {
    Set(threadsBy.keys).union(statementsBy.keys).union(historiesBy.keys).sorted()
  }

  /// Former ids of statements and what has them now, in order.
  package var formerIDs: [(was: StatementID, now: StatementID)] {
    current.keys.sorted().compactMap { was in current[was].map { (was, $0) } }
  }

  /// The post a stance or link was recorded in.
  package func address(ofPost post: Int, in thread: ThreadID) -> PageAddress {
    guard let anchors = threads[thread]?.anchors, anchors.indices.contains(post) else {
      return .thread(thread)
    }
    return .post(anchors[post], of: thread)
  }

  /// The statement the id stands for: itself, the one that had it before, or for the pole of a yes/no
  /// crux without a list the crux.
  package func statement(_ id: StatementID) -> StatementEntry? {
    if let entry = statements[id] { return entry }
    if let now = current[id] { return statements[now] }
    return id.pole.flatMap { statements[$0.crux] }
  }

  package func links(to id: StatementID) -> [LinkEntry] {
    (linksTo[id] ?? []).map { links[$0] }
  }

  package func links(from id: StatementID) -> [LinkEntry] {
    (linksFrom[id] ?? []).map { links[$0] }
  }

  package func mentions(of target: String) -> [Mention] { mentions[target] ?? [] }

  package func thread(atPath path: String) -> ThreadID? { threadOfPath[path] }

  /// Where a `[[target]]` leads; nil where it names nothing.
  package func address(ofReference target: String) -> PageAddress? {
    if let entry = statement(StatementID(target)) { return entry.address }
    if let thread = threads[ThreadID(target)] { return thread.address }
    guard let mark = target.utf8.lastIndex(of: UInt8(ascii: "#")),
      let thread = threads[ThreadID(String(target[..<mark]))]
    else { return nil }
    let anchor = Anchor(String(target[target.utf8.index(after: mark)...]))
    return thread.anchors.contains(anchor) ? .post(anchor, of: thread.id) : nil
  }

  /// The title of the thread that a `[[target]]` leads to; empty where it names nothing.
  package func title(ofReference target: String) -> String {
    let id = target.split(separator: "#", maxSplits: 1).first.map(String.init) ?? target
    return threads[ThreadID(target)]?.title ?? threads[ThreadID(id)]?.title ?? ""
  }

  /// What readers are shown for a person.
  package func name(of person: PersonID) -> String { people.person(person).name }

  package var title: String { settings.title ?? "Discussions" }
}

extension DiscussionThread {
  /// Its stances with the moment from which each holds.
  fileprivate var recordedStances: [RecordedStance] {
    let dates = effectiveDates
    return stances.map { stance in
      RecordedStance(
        stance,
        at: Moment(
          date: dates.indices.contains(stance.post) ? dates[stance.post] : date, thread: id,
          post: stance.post, offset: stance.place.offset))
    }
  }
}
