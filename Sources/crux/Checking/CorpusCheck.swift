import CorpusChecking
import CruxModel
import ThreadParsing

/// Reads every thread of a corpus, on all processors, and gathers what there is to say about them.
struct CorpusCheck {
  /// A file to check.
  struct Input: Sendable, Equatable {
    /// As in findings: relative to the corpus, or as it was given where it is outside.
    var path: String
    /// Where it is on this machine; nil for standard input.
    var file: String?
    /// What to read in place of the file.
    var bytes: [UInt8]?
  }

  /// The least severity that is looked for.
  var least = Severity.warning
  private(set) var inputs: [Input]
  private(set) var findings: [Finding] = []
  /// All that the threads define, once `run` is through.
  private(set) var record = CorpusRecord([])
  private(set) var settings = CorpusSettings()
  /// What standard input held, to show lines of it.
  private(set) var standardInputBytes: [UInt8] = []

  private let corpus: CorpusFolder?
  private let settingsPath = CorpusFolder.settingsName

  /// - Parameter extra: Files that are checked with the corpus, whether or not they are its threads.
  init(_ corpus: CorpusFolder?, extra: [Input]) {
    self.corpus = corpus
    inputs = extra
  }

  mutating func run(isQuiet: Bool) throws(FileFailure) {
    readSettings()
    listCorpus()
    if inputs.contains(where: { $0.file == nil }) { standardInputBytes = try readStandardInput() }
    var threads: [DiscussionThread] = []
    var found: [Finding] = []
    var progress = Progress("checking", total: inputs.count, isQuiet: isQuiet)
    let (settings, standardInput) = (settings, standardInputBytes)
    mapInOrder(inputs, cost: \.weight) { input in
      checkThread(input, standardInput: standardInput, settings: settings)
    } consume: { (checked: CheckedThread) in
      if let thread = checked.thread { threads.append(thread) }
      found += checked.findings
      progress.step()
    }
    progress.finish()
    record = CorpusRecord(threads)
    findings = ordered(findings + found + CorpusChecking.findings(across: record, atLeast: least))
  }

  private mutating func readSettings() {
    do throws(FileFailure) {
      guard let source = try corpus?.settingsSource() else { return }
      let (settings, notices) = parseSettings(source)
      self.settings = settings
      findings += CorpusChecking.findings(inSettings: notices, path: settingsPath)
    } catch {
      findings.append(UnreadableFile.finding(path: settingsPath, reason: error.reason.words))
    }
  }

  private mutating func listCorpus() {
    guard let corpus else { return }
    let listing = listThreads(in: corpus.root, ignoring: settings.ignore.map(Glob.init))
    findings += listing.failures.map {
      UnreadableFile.finding(path: $0.path, reason: $0.reason.words)
    }
    let listed = Set(listing.threads.map(\.path))
    let replaced = Dictionary(
      inputs.compactMap { input in input.bytes.map { (input.path, $0) } },
      uniquingKeysWith: { first, _ in first })
    inputs =
      listing.threads.map {
        Input(path: $0.path, file: corpus.path(of: $0.path), bytes: replaced[$0.path])
      } + inputs.filter { !listed.contains($0.path) }
  }
}

/// One thread and what it shows by itself; no thread where its file could not be read.
private struct CheckedThread: Sendable {
  var thread: DiscussionThread?
  var findings: [Finding]

  /// Bytes held until its turn, roughly.
  var weight: Int { 1024 + 256 * (findings.count + (thread?.statements.count ?? 0)) }
}

private func checkThread(
  _ input: CorpusCheck.Input, standardInput: [UInt8], settings: CorpusSettings
) -> CheckedThread {
  do throws(FileFailure) {
    var bytes = input.bytes ?? standardInput
    if input.bytes == nil, let file = input.file { bytes = try readFile(file).bytes }
    let thread = parseThread(bytes, path: input.path, settings: settings)
    return CheckedThread(thread: thread.withoutBody, findings: findings(in: thread))
  } catch {
    return CheckedThread(
      findings: [UnreadableFile.finding(path: input.path, reason: error.reason.words)])
  }
}
