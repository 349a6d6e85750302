import CorpusChecking
import CruxModel
import CruxSite
import CruxStore
import ThreadParsing

/// The pages of threads of which only words changed.
extension SiteBuild {
  /// The files of the changed threads; nil where other pages may show the change.
  func makeOwnPages(
    of changes: ThreadChanges, in store: Store, showing shown: [SiteState.Shown]
  ) throws -> OwnPages? {
    guard changes.paths.count <= 64, changes.isOnlyEdits, options.extras.isEmpty else { return nil }
    let indexed = try store.threads(at: changes.paths)
    guard indexed.map(\.fingerprint) == changes.fingerprints else { return nil }
    let lookup = IndexLookup(store)
    let outline = CorpusOutline(askingOf: lookup, settings: settings, theme: theme)
    let latest = LatestPosts(settings: settings)
    var own = OwnPages(outline: outline, lookup: lookup)
    for (thread, hash) in zip(indexed, changes.hashes) {
      // Of two threads with one id only the first is shown.
      let first = outline.threads[thread.thread.id].map { ExactPath($0.path) }
      guard first == ExactPath(thread.thread.path) else { return nil }
      let source = SourceThread(
        path: thread.thread.path, id: thread.thread.id, hash: hash)
      guard let thread = read(source), !latest.differ(in: thread, from: shown) else {
        return nil
      }
      own.pages += files(of: thread, outline)
      own.threads.append(thread)
    }
    try lookup.check()
    return own
  }

  /// The files of a few threads, and what they were made of.
  struct OwnPages {
    var outline: CorpusOutline
    var lookup: IndexLookup
    var pages: [SitePage] = []
    var threads: [DiscussionThread] = []
  }

  /// A thread to be read and shown, as the index knows it.
  struct SourceThread: Sendable {
    var path: String
    var id: ThreadID
    /// Of its file.
    var hash: UInt64
  }

  /// Nil where the thread can no longer be read as the index knows it.
  func read(_ source: SourceThread) -> DiscussionThread? {
    guard let content = try? readFile(options.corpus.path(of: source.path)),
      content.snapshot.hash == source.hash
    else { return nil }
    // Its default id may be taken, and the index has given it another.
    let thread = parseThread(content.bytes, path: source.path, settings: settings)
    return thread.id == source.id ? thread : thread.withID(source.id)
  }

  /// The files that show one thread.
  func files(of thread: DiscussionThread, _ outline: CorpusOutline) -> [SitePage] {
    [
      SitePage(address: .thread(thread.id), bytes: threadPage(thread, outline: outline)),
      SitePage(address: .threadJSON(thread.id), bytes: threadJSON(thread, outline: outline)),
    ]
  }
}
