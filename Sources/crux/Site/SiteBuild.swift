import Assets
import CruxModel
import CruxSite
import Reasoning
import ThreadParsing

/// Makes every page of a corpus, in two passes over the threads: what pages must know of each other,
/// then one page after the other.
struct SiteBuild {
  private let corpus: CorpusFolder
  private let settings: CorpusSettings
  private let isQuiet: Bool
  /// Files that could not be read, and why.
  private(set) var failures: [FileFailure] = []
  /// Files the site consists of.
  private(set) var fileCount = 0
  /// What was recorded, for what is computed of it.
  private var record: [DebateRecord.Part] = []

  init(corpus: CorpusFolder, isQuiet: Bool) throws(FileFailure) {
    self.corpus = corpus
    self.isQuiet = isQuiet
    settings = parseSettings(try corpus.settingsSource() ?? []).settings
  }

  mutating func write(to folder: inout OutputFolder) throws(FileFailure) {
    let listing = listThreads(in: corpus.root, ignoring: settings.ignore.map(Glob.init))
    failures = listing.failures
    let outline = outline(of: listing.threads.map(\.path))
    for asset in Asset.all where asset.name.hasPrefix("site/") {
      try add("assets/" + asset.name.dropFirst(5), asset.bytes, to: &folder)
    }
    try writeThreads(outline, to: &folder)
    try writeCorpusPages(outline, to: &folder)
  }

  private mutating func add(
    _ name: String, _ bytes: [UInt8], to folder: inout OutputFolder
  ) throws(FileFailure) {
    try folder.write(name, bytes)
    fileCount += 1
  }

  // MARK: Passes

  private mutating func outline(of paths: [String]) -> CorpusOutline {
    var outline = CorpusOutline(settings: settings)
    var progress = Progress("reading threads", total: paths.count, isQuiet: isQuiet)
    defer { progress.finish() }
    mapInOrder(paths, cost: \.weight, transform: read) { read in
      switch read {
      case .success(let thread):
        outline.add(thread)
        if outline.threads[thread.id]?.path == thread.path { record.append(.init(thread)) }
      case .failure(let failure): failures.append(failure)
      }
      progress.step()
    }
    outline.finish()
    return outline
  }

  private mutating func writeThreads(
    _ outline: CorpusOutline, to folder: inout OutputFolder
  ) throws(FileFailure) {
    let threads = outline.threadOrder.compactMap { outline.threads[$0] }
    var progress = Progress("writing threads", total: threads.count, isQuiet: isQuiet)
    defer { progress.finish() }
    let read = self.read
    try mapInOrder(threads, cost: \.weight) { (entry: ThreadEntry) -> MadePage in
      guard case .success(let thread) = read(entry.path), thread.id == entry.id else {
        return MadePage(thread: entry, bytes: nil, json: [])
      }
      return MadePage(
        thread: entry, bytes: threadPage(thread, outline: outline),
        json: threadJSON(thread, outline: outline))
    } consume: { (page) throws(FileFailure) in
      progress.step()
      let (name, machines) = (page.thread.address.path, PageAddress.threadJSON(page.thread.id).path)
      if let bytes = page.bytes {
        try add(name, bytes, to: &folder)
        return try add(machines, page.json, to: &folder)
      }
      folder.keep(name)
      folder.keep(machines)
      failures.append(
        FileFailure(action: .read, path: page.thread.path, reason: .changedMeanwhile))
    }
  }

  private mutating func writeCorpusPages(
    _ outline: CorpusOutline, to folder: inout OutputFolder
  ) throws(FileFailure) {
    var assessment = SiteAssessment(of: DebateRecord(record))
    record = []
    var computed = assessment.computed()
    computed.latest = latestPosts(outline)
    try makeCorpusPages(
      outline: outline, computed: computed, explain: { assessment.explanation(of: $0) }
    ) { (page) throws(FileFailure) in
      try add(page.address.path, page.bytes, to: &folder)
    }
  }

  private func latestPosts(_ outline: CorpusOutline) -> [LatestPost] {
    var threads: [ThreadID: DiscussionThread] = [:]
    return outline.latestPosts().compactMap { place in
      if threads[place.thread] == nil, let path = outline.threads[place.thread]?.path {
        threads[place.thread] = try? read(path).get()
      }
      return threads[place.thread].flatMap { LatestPost(place, in: $0) }
    }
  }

  private var read: @Sendable (String) -> Result<DiscussionThread, FileFailure> {
    let (corpus, settings) = (corpus, settings)
    return { path in
      do throws(FileFailure) {
        let content = try readFile(corpus.path(of: path))
        return .success(parseThread(content.bytes, path: path, settings: settings))
      } catch {
        return .failure(error)
      }
    }
  }
}

private struct MadePage: Sendable {
  var thread: ThreadEntry
  /// Nil where the thread could not be read again.
  var bytes: [UInt8]?
  var json: [UInt8]

  var weight: Int { (bytes?.count ?? 0) + json.count }
}

extension Result<DiscussionThread, FileFailure> {
  /// Bytes held until it is used, roughly.
  fileprivate var weight: Int {
    guard case .success(let thread) = self else { return 0 }
    return thread.body.source.count * 4
  }
}
