import CruxModel
import CruxSite
import CruxStore
import Glibc

/// Every page, thread after thread.
extension SiteBuild {
  mutating func makeEverything(_ store: Store, inputs: UInt64, stateAt path: String) throws {
    report.scope = .everything
    report.fileCount = 0
    unlink(path)
    var folder = try OutputFolder(path: options.output, strangers: options.strangers)
    var known: [SiteState.Thread] = []
    let hashes = try store.fileHashes()
    let record = try store.debateRecord()
    let (assessment, outline) = try meanwhile(workers: options.workers) {
      SiteAssessment(of: record)
    } other: {
      try readOutline(store, hashes.count) { thread in
        let path = thread.thread.path
        let hash = hashes[ExactPath(path)] ?? 0
        known.append(.init(path: path, hash: hash, fingerprint: thread.fingerprint))
      }
    }
    let sources = sources(outline, hashes)
    try add(siteAssets(settings: settings, theme: theme), to: &folder)
    try store.releaseMemory()
    var computed = assessment.computed(workers: options.workers)
    var latest = LatestPosts(settings: settings)
    latest.take(from: outline) { id in sources.first { $0.id == id }.flatMap(read) }
    computed.latest = latest.posts
    var search = SiteSearch(
      sourceBytes: try store.files().reduce(0) { $0 + Int($1.stamp.size) },
      keepingWordsAt: WordsFile.path(ofStateAt: path))
    try writeThreads(sources, outline, assessment, computed.pairs, &search, to: &folder)
    try mapInOrder(
      listPages(outline: outline, computed: computed), workers: options.workers, budget: 4 << 20,
      cost: { pages in pages.reduce(0) { $0 + $1.bytes.count } }, transform: { job in job() }
    ) { (pages) throws(FileFailure) in try add(pages, to: &folder) }
    try search.finish(
      outline: outline, standing: assessment.statementsByStanding, workers: options.workers
    ) { (file) throws(FileFailure) in try add(file, to: &folder) }
    let words = search.entries
    try addExtras(of: sources, store, to: &folder)
    try folder.finish()
    report.writtenCount = folder.writtenCount
    report.removedCount = folder.removedCount
    for index in known.indices {
      known[index].words = words[ExactPath(known[index].path)] ?? WordsFile.Entry()
    }
    save(known, showing: latest.shown, inputs: inputs, to: path)
  }

  func readOutline(
    _ store: Store, _ count: Int, note: (IndexedThread) -> Void
  ) throws(StoreError) -> CorpusOutline {
    var progress = Progress("reading the index", total: count, isQuiet: options.isQuiet)
    defer { progress.finish() }
    return try CorpusOutline(of: store, settings: settings, theme: theme) { thread in
      note(thread)
      progress.step()
    }
  }

  func sources(_ outline: CorpusOutline, _ hashes: [ExactPath: UInt64]) -> [SourceThread] {
    outline.threadOrder.compactMap { outline.threads[$0] }
      .map { SourceThread(path: $0.path, id: $0.id, hash: hashes[ExactPath($0.path)] ?? 0) }
  }

  mutating func noteFile() { report.fileCount += 1 }

  private mutating func add(
    _ file: SitePage, to folder: inout OutputFolder
  ) throws(FileFailure) {
    try add([file], to: &folder)
  }

  private mutating func add(
    _ files: [SitePage], to folder: inout OutputFolder
  ) throws(FileFailure) {
    try folder.write(files)
    report.fileCount += files.count
  }

  /// The files of each thread and of its statements: made on all processors, written by this one.
  private mutating func writeThreads(
    _ sources: [SourceThread], _ outline: CorpusOutline, _ assessment: SiteAssessment,
    _ pairs: ComparedPairs, _ search: inout SiteSearch, to folder: inout OutputFolder
  ) throws(FileFailure) {
    var progress = Progress("writing threads", total: sources.count, isQuiet: options.isQuiet)
    defer { progress.finish() }
    let build = self
    let part = search.part(outline)
    try mapInOrder(sources, workers: options.workers, budget: 6 << 20, cost: \.weight) {
      (source: SourceThread) in
      let thread = build.read(source)
      return MadeThread(
        source: source, own: thread.map { build.files(of: $0, outline) } ?? [],
        statements: statementPages(
          of: source.id, outline: outline, pairs: pairs,
          explain: { assessment.explanation(of: $0) }),
        search: thread.flatMap(part))
    } consume: { (made) throws(FileFailure) in
      progress.step()
      try write(made, to: &folder)
      try search.add(made.search, of: made.source.path, outline: outline) {
        (file) throws(FileFailure) in
        try add(file, to: &folder)
      }
    }
  }

  private mutating func write(
    _ made: MadeThread, to folder: inout OutputFolder
  ) throws(FileFailure) {
    try add(made.own + made.statements, to: &folder)
    guard made.own.isEmpty else { return }
    folder.keep(PageAddress.thread(made.source.id).path)
    folder.keep(PageAddress.threadJSON(made.source.id).path)
    report.failures.append(
      FileFailure(action: .read, path: made.source.path, reason: .changedMeanwhile))
  }
}

private struct MadeThread: Sendable {
  var source: SiteBuild.SourceThread
  /// Empty where the thread could not be read as the index knows it.
  var own: [SitePage]
  var statements: [SitePage]
  var search: SiteSearch.Part?

  /// In bytes, about: what the index takes is held in some five times as many as are kept of it.
  var weight: Int {
    (own + statements).reduce(0) { $0 + $1.bytes.count } + (search?.words.count ?? 0) * 6
  }
}

extension Store {
  /// By path, as files were when they were read.
  func fileHashes() throws(StoreError) -> [ExactPath: UInt64] {
    Dictionary(try files().map { (ExactPath($0.path), $0.stamp.hash) }, uniquingKeysWith: { $1 })
  }
}
