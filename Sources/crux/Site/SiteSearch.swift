import CruxModel
import CruxSite
import CruxStore
import Synchronization

/// The index for the site's search box: threads in, one after the other, files out.
struct SiteSearch {
  private var builder: SearchIndexBuilder
  private let stemmers = StemmerPool()
  private let words: WordsFile?
  /// What is kept of the words of each thread, by path.
  private(set) var entries: [ExactPath: WordsFile.Entry] = [:]

  /// - Parameter path: where words are kept.
  init(sourceBytes: Int, keepingWordsAt path: String) {
    builder = SearchIndexBuilder(sourceBytes: sourceBytes)
    words = WordsFile(replacing: path)
  }

  /// What a thread gives to the index, and what is kept of it.
  struct Part: Sendable {
    var thread: SearchThread
    var words: [UInt8]
  }

  /// What a thread gives to the index; may be asked for on any thread of execution.
  func part(_ outline: CorpusOutline) -> @Sendable (DiscussionThread) -> Part? {
    let (stemmers, openingLength) = (stemmers, builder.openingLength)
    return { thread in
      let made = stemmers.searchThread(thread, outline, openingLength)
      return made.map { Part(thread: $0, words: PackedWords($0).bytes) }
    }
  }

  /// - Parameter part: nil where the thread could not be read again, so that it is not found.
  mutating func add<Failure: Error>(
    _ part: Part?, of path: String, outline: CorpusOutline,
    emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    guard let part else { return }
    try builder.add(part.thread, outline: outline, emit: emit)
    entries[ExactPath(path)] = words?.add(part.words, documents: part.thread.documentCount)
  }

  mutating func finish<Failure: Error>(
    outline: CorpusOutline, standing: [Standing: [StatementID]], workers: Int,
    emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    try mapInOrder(
      builder.termJobs(), workers: workers, budget: 2 << 20,
      cost: { lines in lines.reduce(0) { $0 + $1.size } }, transform: { job in job() }
    ) { (lines) throws(Failure) in
      for file in builder.add(lines, outline: outline, standing: standing) { try emit(file) }
    }
    for file in builder.finish(outline: outline, standing: standing) { try emit(file) }
    words?.finish()
  }
}

extension SiteBuild {
  /// Changes the index where only words did.
  ///
  /// - Parameters:
  ///   - known: what was remembered of all threads; gets where the words of the changed ones stand.
  ///   - path: of the file of words.
  /// - Returns: nil where the index has to be made anew.
  func changeSearchIndex(
    for own: OwnPages, sourceBytes: Int, in known: inout [SiteState.Thread], wordsAt path: String
  ) -> SearchIndexPatch.Result? {
    let output = options.output
    let patch = SearchIndexPatch(sourceBytes: sourceBytes) { address in
      try? readFile(output + "/" + address.path).bytes
    }
    guard var patch else { return nil }
    let stemmers = StemmerPool()
    var made: [(index: Int, thread: SearchThread)] = []
    for thread in own.threads {
      let changed = ExactPath(thread.path)
      guard let index = known.firstIndex(where: { ExactPath($0.path) == changed }),
        let words = WordsFile.read(known[index].words, from: path),
        let new = stemmers.searchThread(thread, own.outline, patch.openingLength)
      else { return nil }
      let first = known[..<index].reduce(0) { $0 + $1.words.documents }
      guard patch.replace(words, by: new, first: first, outline: own.outline) else { return nil }
      made.append((index, new))
    }
    guard let result = patch.result() else { return nil }
    for (index, thread) in made {
      let words = PackedWords(thread).bytes
      guard let entry = WordsFile.append(words, documents: thread.documentCount, to: path)
      else { return nil }
      known[index].words = entry
    }
    return result
  }
}

/// Stemmers that nobody uses at the moment.
private final class StemmerPool: Sendable {
  private let idle = Mutex<[Loan]>([])

  /// A stemmer belongs to whoever took it out.
  private struct Loan: @unchecked Sendable { let stemmer: WordStemmer }

  /// Nil where SQLite has no full-text search.
  func searchThread(
    _ thread: DiscussionThread, _ outline: CorpusOutline, _ openingLength: Int?
  ) -> SearchThread? {
    guard let loan = idle.withLock({ $0.popLast() }) ?? (try? Loan(stemmer: WordStemmer())) else {
      return nil
    }
    defer { idle.withLock { $0.append(loan) } }
    return SearchThread(
      thread, outline: outline, openingLength: openingLength, read: loan.stemmer.terms)
  }
}
