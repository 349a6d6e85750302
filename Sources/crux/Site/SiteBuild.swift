import CorpusChecking
import CruxModel
import CruxSite
import CruxStore
import Glibc
import ThreadParsing

/// Brings a site up to date: makes what depends on what changed since the last build, and nothing else.
///
/// What changed is read off the index. Where only the words of threads did, in a way that no other page
/// shows, their own pages are made again; where more did, every page is, and those whose bytes are the
/// same are left alone. Either way the files are those of a build from nothing.
struct SiteBuild {
  let options: SiteOptions
  let settings: CorpusSettings
  let theme: SiteTheme
  private let settingsSource: [UInt8]
  private let start = currentTime()
  private var report = SiteReport()

  init(_ options: SiteOptions) throws(FileFailure) {
    self.options = options
    settingsSource = try options.corpus.settingsSource() ?? []
    settings = parseSettings(settingsSource).settings
    theme = try SiteTheme(of: options.corpus)
  }

  mutating func run() throws -> SiteReport {
    let location = try IndexLocation.of(options.corpus)
    let refresh = try Refresh(options.corpus, location, isQuiet: options.isQuiet).run(.wait)
    report.failures = refresh.failures
    let store = try Store(
      path: location.path, access: location.isReadOnly ? .readingImmutable : .reading)
    try update(store, stateAt: SiteState.path(ofSiteAt: options.output, location))
    report.elapsed = currentTime() - start
    return report
  }

  private mutating func update(_ store: Store, stateAt path: String) throws {
    let inputs = inputs
    let files = try store.files()
    guard let state = lastState(at: path, inputs: inputs),
      let changes = ThreadChanges(from: state.threads, to: files)
    else { return try makeEverything(store, inputs: inputs, stateAt: path) }
    report.changed = changes.paths
    report.fileCount = state.fileCount
    if changes.paths.isEmpty { return report.scope = .nothing }
    guard let pages = try makeOwnPages(of: changes, in: store, showing: state.shown),
      let index = try makeSearchIndex(of: store),
      let count = try OutputFolder.replaceFiles(pages + index, inSiteAt: options.output)
    else { return try makeEverything(store, inputs: inputs, stateAt: path) }
    report.scope = .threads(changes.paths.count)
    report.writtenCount = count
    save(
      SiteState.threads(state.threads, after: changes), showing: state.shown, inputs: inputs,
      to: path)
  }

  /// What the last build remembers, where the output folder is as it left it.
  private func lastState(at path: String, inputs: UInt64) -> SiteState? {
    guard !options.isFresh, let state = SiteState(readFrom: path), state.inputs == inputs,
      state.output == OutputFolder.Imprint(of: options.output)
    else { return nil }
    return state
  }

  private func save(
    _ threads: [SiteState.Thread], showing shown: [SiteState.Shown], inputs: UInt64,
    to path: String
  ) {
    // A thread that could not be shown as the index has it is to be looked at again.
    guard report.failures.isEmpty, let imprint = OutputFolder.Imprint(of: options.output) else {
      return _ = unlink(path)
    }
    SiteState(
      inputs: inputs, output: imprint, fileCount: report.fileCount, shown: shown, threads: threads
    ).write(to: path)
  }

  /// A hash of all that pages are made of but the threads.
  private var inputs: UInt64 {
    var bytes = Array("\(Crux.version)\n".utf8)
    // Another program may make other pages of the same threads.
    if let program = status(of: "/proc/self/exe") {
      bytes += Array("\(program.size) \(program.modified)\n".utf8)
    }
    bytes += settingsSource + [0] + theme.bytes
    return contentHash(bytes)
  }
}

// MARK: Own pages

extension SiteBuild {
  /// The files of the changed threads; nil where other pages may show the change.
  private mutating func makeOwnPages(
    of changes: ThreadChanges, in store: Store, showing shown: [SiteState.Shown]
  ) throws -> [(name: String, bytes: [UInt8])]? {
    guard changes.paths.count <= 64, changes.isOnlyEdits else { return nil }
    let indexed = try store.threads(at: changes.paths)
    guard indexed.map(\.fingerprint) == changes.fingerprints else { return nil }
    let lookup = IndexLookup(store)
    let outline = CorpusOutline(askingOf: lookup, settings: settings, theme: theme)
    let latest = LatestPosts(settings: settings)
    var pages: [(name: String, bytes: [UInt8])] = []
    for (thread, hash) in zip(indexed, changes.hashes) {
      // Of two threads with one id only the first is shown.
      guard outline.threads[thread.thread.id]?.path == thread.thread.path else { return nil }
      let source = SourceThread(
        path: thread.thread.path, id: thread.thread.id, hash: hash)
      guard let thread = read(source), !latest.differ(in: thread, from: shown) else {
        return nil
      }
      pages += files(of: thread, outline)
    }
    if let failure = lookup.failure { throw failure }
    return pages
  }

  /// A thread to be read and shown, as the index knows it.
  struct SourceThread: Sendable {
    var path: String
    var id: ThreadID
    /// Of its file.
    var hash: UInt64
  }

  /// Nil where the thread can no longer be read as the index knows it.
  private func read(_ source: SourceThread) -> DiscussionThread? {
    guard let content = try? readFile(options.corpus.path(of: source.path)),
      content.snapshot.hash == source.hash
    else { return nil }
    // Its default id may be taken, and the index has given it another.
    let thread = parseThread(content.bytes, path: source.path, settings: settings)
    return thread.id == source.id ? thread : thread.withID(source.id)
  }

  /// The files that show one thread.
  private func files(
    of thread: DiscussionThread, _ outline: CorpusOutline
  ) -> [(name: String, bytes: [UInt8])] {
    [
      (PageAddress.thread(thread.id).path, threadPage(thread, outline: outline)),
      (PageAddress.threadJSON(thread.id).path, threadJSON(thread, outline: outline)),
    ]
  }
}

// MARK: Everything

extension SiteBuild {
  private mutating func makeEverything(
    _ store: Store, inputs: UInt64, stateAt path: String
  ) throws {
    report.scope = .everything
    report.fileCount = 0
    unlink(path)
    var folder = try OutputFolder(path: options.output, strangers: options.strangers)
    var known: [SiteState.Thread] = []
    let hashes = Dictionary(
      try store.files().map { ($0.path, $0.stamp.hash) }, uniquingKeysWith: { $1 })
    let outline = try readOutline(store, hashes.count) { thread in
      let path = thread.thread.path
      known.append(.init(path: path, hash: hashes[path] ?? 0, fingerprint: thread.fingerprint))
    }
    for file in siteAssets(settings: settings, theme: theme) {
      try add(file.address.path, file.bytes, to: &folder)
    }
    let sources = sources(outline, hashes)
    var search = try SiteSearch(store)
    try writeThreads(sources, outline, search: &search, to: &folder)
    var latest = LatestPosts(settings: settings)
    latest.take(from: outline) { id in sources.first { $0.id == id }.flatMap(read) }
    let standing = try writeCorpusPages(
      outline, try store.debateRecord(), latest.posts, to: &folder)
    try search.finish(outline: outline, standing: standing) { (file) throws(FileFailure) in
      try add(file.address.path, file.bytes, to: &folder)
    }
    try folder.finish()
    report.writtenCount = folder.writtenCount
    report.removedCount = folder.removedCount
    save(known, showing: latest.shown, inputs: inputs, to: path)
  }

  private func readOutline(
    _ store: Store, _ count: Int, note: (IndexedThread) -> Void
  ) throws(StoreError) -> CorpusOutline {
    var progress = Progress("reading the index", total: count, isQuiet: options.isQuiet)
    defer { progress.finish() }
    return try CorpusOutline(of: store, settings: settings, theme: theme) { thread in
      note(thread)
      progress.step()
    }
  }

  private mutating func add(
    _ name: String, _ bytes: [UInt8], to folder: inout OutputFolder
  ) throws(FileFailure) {
    try folder.write(name, bytes)
    report.fileCount += 1
  }

  private func sources(
    _ outline: CorpusOutline, _ hashes: [String: UInt64]
  ) -> [SourceThread] {
    outline.threadOrder.compactMap { outline.threads[$0] }
      .map { SourceThread(path: $0.path, id: $0.id, hash: hashes[$0.path] ?? 0) }
  }

  private mutating func writeThreads(
    _ sources: [SourceThread], _ outline: CorpusOutline, search: inout SiteSearch,
    to folder: inout OutputFolder
  ) throws(FileFailure) {
    var progress = Progress("writing threads", total: sources.count, isQuiet: options.isQuiet)
    defer { progress.finish() }
    let build = self
    let terms = search.terms(outline)
    try mapInOrder(sources, workers: options.workers, cost: \.weight) { (source: SourceThread) in
      let thread = build.read(source)
      return MadeThread(
        source: source, files: thread.map { build.files(of: $0, outline) } ?? [],
        search: thread.flatMap(terms))
    } consume: { (made) throws(FileFailure) in
      progress.step()
      for file in made.files { try add(file.name, file.bytes, to: &folder) }
      try search.add(made.search, outline: outline) { (file) throws(FileFailure) in
        try add(file.address.path, file.bytes, to: &folder)
      }
      guard made.files.isEmpty else { return }
      folder.keep(PageAddress.thread(made.source.id).path)
      folder.keep(PageAddress.threadJSON(made.source.id).path)
      report.failures.append(
        FileFailure(action: .read, path: made.source.path, reason: .changedMeanwhile))
    }
  }

  /// Returns the statements by standing.
  private mutating func writeCorpusPages(
    _ outline: CorpusOutline, _ record: DebateRecord, _ latest: [LatestPost],
    to folder: inout OutputFolder
  ) throws(FileFailure) -> [Standing: [StatementID]] {
    var assessment = SiteAssessment(of: record)
    var computed = assessment.computed()
    computed.latest = latest
    try makeCorpusPages(
      outline: outline, computed: computed, explain: { assessment.explanation(of: $0) }
    ) { (page) throws(FileFailure) in
      try add(page.address.path, page.bytes, to: &folder)
    }
    return assessment.statementsByStanding
  }
}

// MARK: Search

extension SiteBuild {
  /// All files of the search index, which an edit of any words changes; nil where others lie there.
  private func makeSearchIndex(of store: Store) throws -> [(name: String, bytes: [UInt8])]? {
    let outline = try readOutline(store, 0) { _ in }
    let hashes = Dictionary(
      try store.files().map { ($0.path, $0.stamp.hash) }, uniquingKeysWith: { $1 })
    var search = try SiteSearch(store)
    var files: [(name: String, bytes: [UInt8])] = []
    let (build, terms) = (self, search.terms(outline))
    mapInOrder(sources(outline, hashes), workers: options.workers, cost: { _ in 10_000 }) {
      build.read($0).flatMap(terms)
    } consume: { thread in
      search.add(thread, outline: outline) { files.append(($0.address.path, $0.bytes)) }
    }
    let standing = SiteAssessment(of: try store.debateRecord()).statementsByStanding
    search.finish(outline: outline, standing: standing) {
      files.append(($0.address.path, $0.bytes))
    }
    let known = try? OutputFolder.files(in: "search", ofSiteAt: options.output)
    return known == Set(files.map(\.name)) ? files : nil
  }
}

private struct MadeThread: Sendable {
  var source: SiteBuild.SourceThread
  /// Empty where the thread could not be read as the index knows it.
  var files: [(name: String, bytes: [UInt8])]
  var search: SearchThread?

  var weight: Int { files.reduce(0) { $0 + $1.bytes.count } }
}
