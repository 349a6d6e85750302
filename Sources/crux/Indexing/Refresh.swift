import CruxModel
import CruxStore
import Glibc
import ThreadParsing

/// What bringing an index up to date came to.
struct RefreshReport: Equatable {
  enum Reason: Equatable {
    case upToDate, changed
    /// There was no index, or it is made anew for the reason given.
    case built(IndexState)
    /// `crux.yml` changed, and with it what threads mean.
    case settingsChanged
    /// Another crux is writing; what it has written so far is read.
    case writerBusy
  }

  var reason = Reason.upToDate
  /// Threads in the corpus.
  var threads = 0
  var parsed = 0
  var removed = 0
  /// Files that could not be read, and why.
  var failures: [FileFailure] = []
  /// In nanoseconds.
  var elapsed: Int64 = 0
}

/// Brings the index of a corpus up to date: looks at every file's size and time, reads those that
/// differ, parses those whose bytes did, and writes what changed in one transaction.
///
/// Threads are parsed on all processors and written by this one, in order, so that what a fresh
/// index holds never depends on timing.
struct Refresh {
  let corpus: CorpusFolder
  let location: IndexLocation
  let isQuiet: Bool
  /// Whether the whole index is made anew, whatever it holds.
  var isFresh = false
  private let settingsSource: [UInt8]
  private let settings: CorpusSettings
  /// Whether `crux.yml` is no YAML, so that nothing it says counts.
  let areSettingsBroken: Bool

  /// What to do while somebody else writes.
  enum Patience { case wait, readWhatIsThere }

  init(_ corpus: CorpusFolder, _ location: IndexLocation, isQuiet: Bool) throws(FileFailure) {
    self.corpus = corpus
    self.location = location
    self.isQuiet = isQuiet
    settingsSource = try corpus.settingsSource() ?? []
    let (settings, notices) = parseSettings(settingsSource)
    self.settings = settings
    areSettingsBroken = notices.contains(where: \.kind.leavesNoSettings)
  }

  func run(_ patience: Patience) throws -> RefreshReport {
    var index: Store?
    return try run(patience, unchanged: &index)
  }

  /// - Parameter index: the index, open, where nothing had changed since it was made; else left alone.
  func run(_ patience: Patience, unchanged index: inout Store?) throws -> RefreshReport {
    let start = currentTime()
    let listing = listThreads(in: corpus.root, ignoring: settings.ignore.map(Glob.init))
    var report = RefreshReport()
    report.failures = listing.failures
    report.threads = listing.threads.count
    if !isFresh, let store = try upToDateIndex(listing) {
      index = store
      return report
    }
    guard !location.isReadOnly else {
      report.reason = .writerBusy
      return report
    }
    guard let lock = try lock(patience) else {
      report.reason = .writerBusy
      return report
    }
    defer { withExtendedLifetime(lock) {} }
    try write(listing, &report)
    report.elapsed = currentTime() - start
    return report
  }

  /// The index, open, where it holds just these files; else nil.
  private func upToDateIndex(_ listing: ThreadListing) throws(StoreError) -> Store? {
    guard IndexState(ofFile: location.path) == .current else { return nil }
    do {
      let store = try Store(
        path: location.path, access: location.isReadOnly ? .readingImmutable : .reading)
      guard try store.fact("settings") == settingsHash else { return nil }
      let scan = StalenessScan(files: listing.threads, index: try store.files())
      return scan.isFresh ? store : nil
    } catch  where error.reason == .corrupt {
      return nil
    }
  }

  private func lock(_ patience: Patience) throws -> WriterLock? {
    if let lock = try WriterLock(location) { return lock }
    let state = IndexState(ofFile: location.path)
    if patience == .readWhatIsThere, state == .current { return nil }
    if !isQuiet { standardError.write("crux: another crux is writing the index; waiting\n") }
    return try WriterLock.waiting(location)
  }

  private var settingsHash: String { String(contentHash(settingsSource), radix: 16) }
}

extension Refresh {
  private func write(_ listing: ThreadListing, _ report: inout RefreshReport) throws {
    let state = IndexState(ofFile: location.path)
    guard state == .current, !isFresh else { return try build(listing, .built(state), &report) }
    do {
      let store = try Store(path: location.path, access: .writing)
      guard try store.fact("settings") == settingsHash else {
        return try build(listing, .settingsChanged, &report)
      }
      let scan = StalenessScan(files: listing.threads, index: try store.files())
      if scan.suspects.count > 1_000, scan.suspects.count * 2 > listing.threads.count {
        return try build(listing, .changed, &report)
      }
      try update(store, scan, &report)
    } catch let error as StoreError where error.reason == .corrupt {
      try build(listing, .built(.corrupt), &report)
    }
  }

  private func update(_ store: Store, _ scan: StalenessScan, _ report: inout RefreshReport) throws {
    guard !scan.isFresh else { return }
    report.reason = .changed
    report.removed = scan.removed.count
    try store.update { (writer) throws(StoreError) in
      for path in scan.removed { try writer.remove(path: path) }
      try each(scan.suspects, "updating the index", &report) { (read) throws(StoreError) in
        switch read {
        case .parsed(let thread): try writer.replace(thread)
        case .unchanged(let path, let stamp): try writer.touch(path: path, stamp)
        case .failed(let path, _): try writer.remove(path: path)
        }
      }
      for (path, id) in try writer.misnamedThreads() {
        if let thread = renamed(path, id, &report) { try writer.replace(thread) }
      }
    }
  }

  private func build(
    _ listing: ThreadListing, _ reason: RefreshReport.Reason, _ report: inout RefreshReport
  ) throws {
    report.reason = reason
    let fresh = try FreshIndex(path: location.path)
    let suspects = listing.threads.map { StalenessScan.Suspect(path: $0.path, known: nil) }
    try each(suspects, "making the index", &report) { (read) throws(StoreError) in
      if case .parsed(let thread) = read { try fresh.add(thread) }
    }
    for (path, id) in try fresh.misnamedThreads() {
      if let thread = renamed(path, id, &report) { try fresh.replace(thread) }
    }
    try fresh.note("settings", settingsHash)
    try fresh.finish()
  }

  /// Nil where the file is gone or cannot be read by now: the next run sees to it.
  private func renamed(_ path: String, _ id: ThreadID, _ report: inout RefreshReport)
    -> PreparedThread?
  {
    do {
      return try readThread(at: path, named: id, in: corpus, settings: settings)
    } catch {
      report.failures.append(error)
      return nil
    }
  }

  private func each(
    _ suspects: [StalenessScan.Suspect], _ title: String, _ report: inout RefreshReport,
    _ consume: (ReadThread) throws(StoreError) -> Void
  ) throws(StoreError) {
    var progress = Progress(title, total: suspects.count, isQuiet: isQuiet)
    defer { progress.finish() }
    let (corpus, settings) = (corpus, settings)
    try mapInOrder(
      suspects, cost: \.cost, transform: { readThread($0, in: corpus, settings: settings) }
    ) { (read) throws(StoreError) in
      switch read {
      case .parsed: report.parsed += 1
      case .failed(_, let failure): report.failures.append(failure)
      case .unchanged: break
      }
      try consume(read)
      progress.step()
    }
  }
}

extension ReadThread {
  /// Bytes held until it is written, roughly.
  fileprivate var cost: Int {
    if case .parsed(let thread) = self { thread.weight } else { 0 }
  }
}
