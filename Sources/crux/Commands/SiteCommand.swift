import ArgumentParser

/// `crux site`: the corpus as a folder of pages.
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Write the static site.",
    discussion: """
      The pages work from a folder opened in a browser, and from any static host. Files whose \
      content did not change are left alone; files that crux did not write are never touched. \
      What changed since the last build is read off the index, so that building again is quick.
      """)

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The folder to write to; '_site' in the corpus by default.", valueName: "dir"))
  var output: String?

  @Flag(help: "Write into a folder that holds other files too; they are left alone.")
  var allowForeignFiles = false

  @Flag(
    name: [.customLong("quiet"), .customShort("q")],
    help: "Print nothing but failures and what is wrong in 'crux.yml'.")
  var isQuiet = false

  @Flag(help: "Add the index as 'crux.sqlite', for programs.")
  var withIndex = false

  @Flag(
    name: .customLong("with-corpus-json"),
    help: "Add every thread in one file, 'corpus.json', for programs.")
  var withCorpusJSON = false

  @Flag(help: "Make every page anew, whatever the last build left.")
  var fresh = false

  func run() throws {
    let corpus = try corpusOptions.corpus()
    var options = SiteOptions(corpus: corpus, output: output ?? corpus.path(of: "_site"))
    options.strangers = allowForeignFiles ? .leftAlone : .refused
    options.isQuiet = isQuiet
    options.isFresh = fresh
    if withIndex { options.extras.insert(.index) }
    if withCorpusJSON { options.extras.insert(.json) }
    var build = try SiteBuild(options)
    let report = try build.run()
    for finding in build.findings {
      standardError.write(
        "crux: \(finding.path):\(finding.place): \(visible(finding.message))\n")
    }
    for failure in report.failures { standardError.write("crux: \(failure.words)\n") }
    if !isQuiet {
      standardOutput.write("\(report.words); open \(visible(options.output))/index.html\n")
    }
    if !report.failures.isEmpty { throw ExitStatus.failure.exitCode }
  }
}

extension SiteReport {
  /// `3 files written of 120, 1 removed in 0.2 s`.
  var words: String {
    if scope == .nothing { return "nothing changed in \(count(fileCount, "file"))" }
    let removed = removedCount > 0 ? ", \(removedCount) removed" : ""
    return "\(count(writtenCount, "file")) written of \(fileCount)\(removed) in "
      + seconds(elapsed)
  }
}
