import ArgumentParser
import CruxStore
import Glibc

/// `crux ingest`: corpus to index.
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Bring the index up to date with the threads.",
    discussion: """
      Only files that changed since the last time are read. Commands that read the index do this \
      by themselves; this one is for doing it beforehand, and for '--fresh'.
      """)

  @OptionGroup var corpusOptions: CorpusOptions

  @Flag(help: "Make the whole index anew.")
  var fresh = false

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print nothing but failures.")
  var isQuiet = false

  func run() throws {
    let corpus = try corpusOptions.corpus()
    let location = try IndexLocation.of(corpus)
    var refresh = try Refresh(corpus, location, isQuiet: isQuiet)
    refresh.isFresh = fresh
    let report = try refresh.run(.wait)
    for failure in report.failures { standardError.write("crux: \(failure.words)\n") }
    if !isQuiet { standardOutput.write(report.words + "\n") }
    if !report.failures.isEmpty { throw ExitStatus.failure.exitCode }
  }
}

extension RefreshReport {
  fileprivate var words: String {
    switch reason {
    case .upToDate: "nothing changed in \(count(threads, "thread"))"
    case .writerBusy: "the index cannot be written"
    case .changed: summary
    case .settingsChanged: "crux.yml changed: \(summary)"
    case .built(.corrupt): "the index was damaged: \(summary)"
    case .built(.older): "the index was of an older crux: \(summary)"
    case .built: summary
    }
  }
}
