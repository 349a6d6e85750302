import ArgumentParser
import CruxModel
import Interchange
import ThreadParsing

/// `crux import`: debates from elsewhere.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring in a debate from a forum or another format.",
    discussion: """
      Formats, known by their content:
      \(Importer.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      A debate that was imported before is brought up to date: new posts go to the end of its \
      thread, and no post that somebody changed or annotated is written over. docs/import.md says \
      how to get the files and what is lost. Exits with 1 where a post differs here and there.
      """)

  @Argument(
    help: "Files, and folders with all they hold; files of one debate become one thread.",
    completion: .file())
  var files: [String]

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(
    help: ArgumentHelp(
      "The format of the files, instead of what they look like.", valueName: "format"),
    completion: .list(Importer.all.map(\.name)))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The folder of the corpus that new threads go to, instead of its root.", valueName: "dir"))
  var into: String?

  @Flag(name: .customLong("dry-run"), help: "Say what would be done, and write nothing.")
  var isDryRun = false

  @Flag(name: .customLong("json"), help: "Print what was done as JSON.")
  var printsJSON = false

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print nothing but trouble.")
  var isQuiet = false

  func validate() throws {
    guard let from, Importer.named(from) == nil else { return }
    let names = Importer.all.map(\.name)
    let advice =
      nearest(to: from, among: names).map { "did you mean '\($0)'?" }
      ?? "use \(names.joined(separator: ", "))"
    throw ValidationError("'\(visible(from))' is no format; \(advice)")
  }

  func run() throws {
    let corpus = try corpusOptions.corpus()
    let settings = try corpus.settings()
    var run = ImportRun(corpus, settings: settings)
    run.importer = from.flatMap(Importer.named)
    run.folder =
      into.map { $0.split(separator: "/", omittingEmptySubsequences: $0.first != "/") }
      .map { $0.joined(separator: "/") } ?? ""
    run.writes = !isDryRun
    run.run(files)
    let paths = ShownPaths(corpus: corpus, currentFolder: resolvedPath(".") ?? "/")
    if printsJSON {
      writeJSON(run)
    } else {
      if !isQuiet { writeReport(run, paths) }
    }
    standardOutput.flush()
    writeConflicts(run, paths)
    for failure in run.failures { standardError.write("crux: \(failure)\n") }
    if !run.failures.isEmpty { throw ExitStatus.failure.exitCode }
    if run.results.contains(where: { !$0.conflicts.isEmpty }) { throw ExitStatus.found.exitCode }
  }

  private func writeReport(_ run: ImportRun, _ paths: ShownPaths) {
    for result in run.results {
      let words = result.words(path: paths(result.path))
      standardOutput.write(visible(isDryRun ? "dry run: " + words : words) + "\n")
    }
    if run.losses.isEmpty { return }
    let lost = run.losses.list.map { count($0.number, $0.kind.words.one, $0.kind.words.several) }
    standardOutput.write("not kept: \(lost.joined(separator: ", "))\n")
  }

  private func writeConflicts(_ run: ImportRun, _ paths: ShownPaths) {
    for result in run.results {
      for conflict in result.conflicts {
        let place = "crux: \(paths(result.path)):\(conflict.line): post #\(conflict.anchor) "
        let texts = ConflictWords(conflict.here, conflict.there)
        standardError.write(
          visible(place) + conflict.reason.words + "\n" + visible("  here:  \(texts.here)") + "\n"
            + visible("  there: \(texts.there)") + "\n")
      }
    }
  }

  private func writeJSON(_ run: ImportRun) {
    var json = JSONWriter()
    json.open("{")
    json.member("schema", 1)
    json.member("what", "imports")
    json.member("failures", run.failures)
    json.name("notKept")
    json.open("{")
    for (kind, number) in run.losses.list { json.member(kind.rawValue, number) }
    json.close("}")
    json.name("items")
    json.array(run.results) { $1.write(to: &$0) }
    json.close("}")
    standardOutput.write(json.text + "\n")
  }
}
