import CruxModel
import CruxSite
import CruxStore
import Synchronization

/// The index for the site's search box: threads in, one after the other, files out.
struct SiteSearch {
  private var builder: SearchIndexBuilder
  private let stemmers = StemmerPool()

  init(_ store: Store) throws(StoreError) {
    builder = SearchIndexBuilder(
      sourceBytes: try store.files().reduce(0) { $0 + Int($1.stamp.size) })
  }

  /// What a thread gives to the index; may be asked for on any thread of execution.
  func terms(_ outline: CorpusOutline) -> @Sendable (DiscussionThread) -> SearchThread? {
    let (stemmers, openingLength) = (stemmers, builder.openingLength)
    return { thread in
      stemmers.with { stemmer in
        SearchThread(thread, outline: outline, openingLength: openingLength, read: stemmer.terms)
      }
    }
  }

  /// - Parameter thread: nil where it could not be read again, so that it is not found.
  mutating func add<Failure: Error>(
    _ thread: SearchThread?, outline: CorpusOutline, emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    if let thread { try builder.add(thread, outline: outline, emit: emit) }
  }

  mutating func finish<Failure: Error>(
    outline: CorpusOutline, standing: [Standing: [StatementID]],
    emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    try builder.finish(outline: outline, standing: standing, emit: emit)
  }
}

/// Stemmers that nobody uses at the moment.
private final class StemmerPool: Sendable {
  private let idle = Mutex<[Loan]>([])

  /// A stemmer belongs to whoever took it out.
  private struct Loan: @unchecked Sendable { let stemmer: WordStemmer }

  /// Nil where SQLite has no full-text search.
  func with<Result>(_ body: (WordStemmer) -> Result) -> Result? {
    guard let loan = idle.withLock({ $0.popLast() }) ?? (try? Loan(stemmer: WordStemmer())) else {
      return nil
    }
    defer { idle.withLock { $0.append(loan) } }
    return body(loan.stemmer)
  }
}
