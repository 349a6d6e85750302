import ArgumentParser

/// `crux site`: the corpus as a folder of pages.
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Write the static site.",
    discussion: """
      The pages work from a folder opened in a browser, and from any static host. Files whose \
      content did not change are left alone; files that crux did not write are never touched.
      """)

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The folder to write to; '_site' in the corpus by default.", valueName: "dir"))
  var output: String?

  @Flag(help: "Write into a folder that holds other files too; they are left alone.")
  var allowForeignFiles = false

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print nothing but failures.")
  var isQuiet = false

  func run() throws {
    let corpus = try corpusOptions.corpus()
    let start = currentTime()
    var build = try SiteBuild(corpus: corpus, isQuiet: isQuiet)
    let path = output ?? corpus.path(of: "_site")
    var folder = try OutputFolder(
      path: path, strangers: allowForeignFiles ? .leftAlone : .refused)
    try build.write(to: &folder)
    try folder.finish()
    for failure in build.failures { standardError.write("crux: \(failure.words)\n") }
    if !isQuiet {
      let written = "\(count(folder.writtenCount, "file")) written of \(build.fileCount)"
      let removed = folder.removedCount > 0 ? ", \(folder.removedCount) removed" : ""
      standardOutput.write(
        "\(written)\(removed) in \(seconds(currentTime() - start)); "
          + "open \(visible(path))/index.html\n")
    }
    if !build.failures.isEmpty { throw ExitStatus.failure.exitCode }
  }
}
