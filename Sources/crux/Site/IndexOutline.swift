import CruxModel
import CruxSite
import CruxStore

/// Outlines of a corpus, read from its index.
extension CorpusOutline {
  /// All of it.
  ///
  /// - Parameter note: called for each thread, in order of path.
  init(
    of store: Store, settings: CorpusSettings, theme: SiteTheme, note: (IndexedThread) -> Void
  ) throws(StoreError) {
    self.init(settings: settings, theme: theme)
    let outline = self
    try store.eachThread { (thread) throws(StoreError) in
      note(thread)
      outline.add(OutlineThread(thread))
    }
    finish()
  }

  /// The part that pages ask about.
  init(askingOf lookup: IndexLookup, settings: CorpusSettings, theme: SiteTheme) {
    self.init(settings: settings, theme: theme) { subject, known in
      lookup.threads(on: subject, known: known)
    }
  }
}

/// Reads from an index what a part of an outline asks for.
///
/// An outline asks from one thread of execution at a time, as a store wants it.
final class IndexLookup: @unchecked Sendable {
  private let store: Store
  /// What went wrong first; what was made after it is worth nothing.
  private var failure: StoreError?

  init(_ store: Store) { self.store = store }

  /// Throws what went wrong.
  func check() throws(StoreError) {
    if let failure { throw failure }
  }

  fileprivate func threads(on subject: OutlineSubject, known: Set<String>) -> [OutlineThread] {
    do throws(StoreError) {
      let paths = try paths(of: subject).filter { !known.contains($0) }
      return try store.threads(at: paths).map { OutlineThread($0) }
    } catch {
      if failure == nil { failure = error }
      return []
    }
  }

  private func paths(of subject: OutlineSubject) throws(StoreError) -> [String] {
    switch subject {
    case .thread(let id): try store.paths(ofThread: id)
    case .path(let path): [path]
    case .statement(let id): try store.paths(ofStatement: id)
    case .name(let person): try store.path(describing: person)
    case .reference(let target): try store.paths(referringTo: target)
    case .everything: try store.files().map(\.path)
    }
  }
}

extension OutlineThread {
  fileprivate init(_ indexed: IndexedThread) {
    self.init(thread: indexed.thread, words: indexed.words)
  }
}
