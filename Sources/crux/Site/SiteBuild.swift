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
  /// What is wrong in `crux.yml`.
  let findings: [Finding]
  let theme: SiteTheme
  private let settingsSource: [UInt8]
  private let start = currentTime()
  var report = SiteReport()

  init(_ options: SiteOptions) throws(FileFailure) {
    self.options = options
    settingsSource = try options.corpus.settingsSource() ?? []
    let (settings, notices) = parseSettings(settingsSource)
    self.settings = settings
    findings = CorpusChecking.findings(inSettings: notices, path: CorpusFolder.settingsName)
    theme = try SiteTheme(of: options.corpus)
  }

  mutating func run() throws -> SiteReport {
    let location = try IndexLocation.of(options.corpus)
    let refresh = try Refresh(options.corpus, location, isQuiet: options.isQuiet).run(.wait)
    report.failures = refresh.failures
    let store = try Store(
      path: location.path, access: location.isReadOnly ? .readingImmutable : .reading)
    // Of two builds of one site the second waits, and then finds little to do.
    try makeFolder(options.output)
    let lock = FolderLock(around: options.output + "/" + OutputList.name)
    defer { lock.release() }
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
    guard let own = try makeOwnPages(of: changes, in: store, showing: state.shown),
      let pages = try OutputFolder.replaceFiles(own.pages, inSiteAt: options.output)
    else { return try makeEverything(store, inputs: inputs, stateAt: path) }
    if pages.written > 0 { options.afterOwnPages?() }
    var threads = SiteState.threads(state.threads, after: changes)
    let index = changeSearchIndex(
      for: own, sourceBytes: files.reduce(0) { $0 + Int($1.stamp.size) }, in: &threads,
      wordsAt: WordsFile.path(ofStateAt: path))
    try own.lookup.check()
    guard let index,
      let indexed = try OutputFolder.replaceFiles(
        index.files, removing: index.removed, inSiteAt: options.output)
    else { return try makeEverything(store, inputs: inputs, stateAt: path) }
    report.scope = .threads(changes.paths.count)
    report.fileCount += indexed.added - indexed.removed
    report.writtenCount = pages.written + indexed.written
    report.removedCount = indexed.removed
    save(threads, showing: state.shown, inputs: inputs, to: path)
  }

  /// What the last build remembers, where the output folder is as it left it.
  private func lastState(at path: String, inputs: UInt64) -> SiteState? {
    guard !options.isFresh, let state = SiteState(readFrom: path), state.inputs == inputs,
      state.output == OutputFolder.Imprint(of: options.output)
    else { return nil }
    return state
  }

  func save(
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
    for extra in SiteExtra.allCases where options.extras.contains(extra) {
      bytes += Array("\n\(extra.rawValue)".utf8)
    }
    return contentHash(bytes)
  }
}
