import CruxModel

/// What the pages of a corpus need to know of each other, without the words of the threads.
///
/// Takes each thread once; a page is then made from one thread and this. Of a large corpus it may be a
/// part, which gets the threads that bear on what a page asks about as soon as it asks: pages never
/// notice. Whoever asks for a list of everything has everything loaded.
package struct CorpusOutline: Sendable {
  /// Of a part, what is there so far and where more comes from.
  private let part: OutlinePart?
  private let whole: OutlineTables
  package let theme: SiteTheme
  /// What pages have around them.
  let frames: PageFrames

  package init(
    settings: CorpusSettings = CorpusSettings(), theme: SiteTheme = SiteTheme()
  ) {
    whole = OutlineTables(settings: settings)
    part = nil
    self.theme = theme
    frames = PageFrames(settings: settings, theme: theme)
  }

  /// The part of an outline that pages ask about.
  ///
  /// - Parameter load: the threads that bear on a subject, in any order, but for those at the given
  ///   paths; never called by two threads of execution at once.
  package init(
    settings: CorpusSettings, theme: SiteTheme,
    load: @escaping @Sendable (OutlineSubject, _ known: Set<String>) -> [OutlineThread]
  ) {
    whole = OutlineTables(settings: settings)
    part = OutlinePart(settings: settings, load: load)
    self.theme = theme
    frames = PageFrames(settings: settings, theme: theme)
  }

  package var settings: CorpusSettings { whole.settings }

  /// Adds a thread, before anything is asked; of two with one id, the first stays.
  package func add(_ thread: DiscussionThread) {
    add(OutlineThread(thread: thread.withoutBody, words: ThreadWords(of: thread)))
  }

  /// The same of a thread without its body.
  package func add(_ thread: OutlineThread) { whole.add(thread) }

  /// Puts stances in order of time; to be called after the last thread was added.
  package func finish() { whole.finish() }

  private func tables(for subject: @autoclosure () -> OutlineSubject) -> OutlineTables {
    guard let part else { return whole }
    return part.tables(for: subject())
  }

  private var everything: OutlineTables { tables(for: .everything) }
}

/// A thread without its body, with those of its words that other pages show.
package struct OutlineThread: Sendable {
  package var thread: DiscussionThread
  package var words: ThreadWords

  package init(thread: DiscussionThread, words: ThreadWords) {
    self.thread = thread
    self.words = words
  }
}

// MARK: Asking about one thing

extension CorpusOutline {
  /// Threads by their ids.
  package struct Threads {
    fileprivate let outline: CorpusOutline
    package subscript(id: ThreadID) -> ThreadEntry? {
      outline.tables(for: .thread(id)).threads[id]
    }
    package var keys: Dictionary<ThreadID, ThreadEntry>.Keys { outline.everything.threads.keys }
    package var values: Dictionary<ThreadID, ThreadEntry>.Values {
      outline.everything.threads.values
    }
    package var count: Int { outline.everything.threads.count }
  }

  /// Statements by their ids.
  package struct Statements {
    fileprivate let outline: CorpusOutline
    package subscript(id: StatementID) -> StatementEntry? {
      outline.tables(for: .statement(id)).statements[id]
    }
    /// In the order of the threads.
    package var values: [StatementEntry] { outline.everything.statements.entries }
    package var count: Int { outline.everything.statements.entries.count }
  }

  package var threads: Threads { Threads(outline: self) }
  package var statements: Statements { Statements(outline: self) }

  /// The statement the id stands for: itself, the one that had it before, or for the pole of a yes/no
  /// crux without a list the crux.
  package func statement(_ id: StatementID) -> StatementEntry? {
    let tables = tables(for: .statement(id))
    if let entry = tables.statements[id] { return entry }
    if let now = tables.current[id] { return tables.statements[now] }
    return id.pole.flatMap { tables.statements[$0.crux] }
  }

  package func links(to id: StatementID) -> [LinkEntry] {
    let tables = tables(for: .statement(id))
    return (tables.linksTo[id] ?? []).map { tables.links[$0] }
  }

  package func links(from id: StatementID) -> [LinkEntry] {
    let tables = tables(for: .statement(id))
    return (tables.linksFrom[id] ?? []).map { tables.links[$0] }
  }

  package func histories(on id: StatementID) -> [StanceHistory] {
    let tables = tables(for: .statement(id))
    return (tables.historiesOn[id] ?? []).map { tables.histories[$0] }
  }

  package func mentions(of target: String) -> [Mention] {
    tables(for: .reference(target)).mentions[target] ?? []
  }

  package func thread(atPath path: String) -> ThreadID? {
    tables(for: .path(path)).threadOfPath[path]
  }

  /// What readers are shown for a person.
  package func name(of person: PersonID) -> String {
    tables(for: .name(person)).people.name(of: person)
  }

  /// The post a stance or link was recorded in.
  package func address(ofPost post: Int, in thread: ThreadID) -> PageAddress {
    guard let anchors = threads[thread]?.anchors, anchors.indices.contains(post) else {
      return .thread(thread)
    }
    return .post(anchors[post], of: thread)
  }

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
}

// MARK: Asking about all there is

extension CorpusOutline {
  /// In order of their paths.
  package var threadOrder: [ThreadID] { everything.threadOrder }

  package var people: People { everything.people }

  /// Every link, in the order of the threads.
  package var links: [LinkEntry] { everything.links }

  /// Every person's stances on every statement.
  package var histories: [StanceHistory] { everything.histories }

  package func histories(by person: PersonID) -> [StanceHistory] {
    let tables = everything
    return (tables.historiesBy[person] ?? []).map { tables.histories[$0] }
  }

  /// What a person holds by their own words, in the order of the threads.
  package func statements(by person: PersonID) -> [StatementEntry] {
    let tables = everything
    return (tables.statementsBy[person] ?? []).compactMap { tables.statements[$0] }
  }

  package func threads(by person: PersonID) -> [ThreadEntry] {
    let tables = everything
    return (tables.threadsBy[person] ?? []).compactMap { tables.threads[$0] }
  }

  package func threads(on topic: String) -> [ThreadEntry] {
    let tables = everything
    return (tables.threadsOn[topic] ?? []).compactMap { tables.threads[$0] }
  }

  /// In order of name.
  package var topics: [String] { everything.threadsOn.keys.sorted() }

  /// Everybody who writes or holds something, in order of id.
  package var everybody: [PersonID] {
    let tables = everything
    return Set(tables.threadsBy.keys).union(tables.statementsBy.keys)
      .union(tables.historiesBy.keys).sorted()
  }

  /// Former ids of statements and what has them now, in order.
  package var formerIDs: [(was: StatementID, now: StatementID)] {
    let current = everything.current
    return current.keys.sorted().compactMap { was in current[was].map { (was, $0) } }
  }

  package var title: String { settings.siteTitle }
}
