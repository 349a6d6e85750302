import ArgumentParser
import CorpusChecking
import CruxModel
import Glibc
import ThreadParsing

/// `crux check`: what the author of a thread should hear of.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report what is wrong or doubtful in the threads.",
    discussion: """
      Prints 'path:line:column: severity: message [rule]' with the line. Exits with 1 when there are \
      errors. The rules are described in docs/rules.md.
      """)

  /// How findings call what was read from standard input.
  static let standardInputName = "<stdin>"

  @OptionGroup var corpusOptions: CorpusOptions

  @Argument(
    help: """
      Files and folders to report on; all of the corpus without any. Ids are looked up in the whole \
      corpus. '-' is standard input.
      """)
  var paths: [String] = []

  @Option(help: "How to print: \(FindingFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = FindingFormat.text

  @Flag(help: "Also ask questions: objections without an answer, cruxes without a side.")
  var questions = false

  @Flag(help: "Exit with 1 on warnings too.")
  var strict = false

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print no summary.")
  var isQuiet = false

  @Flag(
    help: """
      First write missing ids and anchors into the threads. Nothing else in them is touched.
      """)
  var fix = false

  @Option(
    help: ArgumentHelp("Print how a thread is understood, and check nothing.", valueName: "file"))
  var dump: String?

  func run() throws {
    if let dump { return try printDump(of: dump) }
    let scope = try CheckScope(paths, options: corpusOptions)
    if fix { try repair(scope) }
    var check = CorpusCheck(scope.corpus, extra: scope.extra)
    check.least = questions ? .question : .warning
    try check.run(isQuiet: isQuiet)
    var sources = FindingSources(scope.corpus, check)
    let findings = check.findings.filter { scope.contains($0.path) }
      .map { narrowed($0, in: sources.bytes(of: $0.path)) }
    report(findings, check, scope)
    for failure in scope.failures { standardError.write("crux: \(failure.words)\n") }
    if !scope.failures.isEmpty { throw ExitStatus.failure.exitCode }
    if findings.contains(where: { $0.severity >= (strict ? .warning : .error) }) {
      throw ExitStatus.found.exitCode
    }
  }

  private func report(_ findings: [Finding], _ check: CorpusCheck, _ scope: CheckScope) {
    var printing = FindingPrinting(
      findings: findings, sources: FindingSources(scope.corpus, check),
      paths: ShownPaths(
        corpus: scope.corpus, currentFolder: resolvedPath(".") ?? "/", asGiven: scope.outside),
      terminal: Terminal(descriptor: STDOUT_FILENO))
    standardOutput.write(printing.text(as: format))
    guard !isQuiet else { return }
    standardOutput.flush()
    let threads = check.inputs.count { scope.contains($0.path) }
    standardError.write(summary(of: findings, threads: threads) + "\n")
  }

  private func printDump(of path: String) throws {
    let settings = try settings(around: path)
    let bytes = path == "-" ? try readStandardInput() : try readFile(path).bytes
    let name = path == "-" ? Check.standardInputName : path
    let thread = parseThread(bytes, path: name, settings: settings)
    let text = visible(ThreadParsing.dump(thread), keeping: "\n")
    standardOutput.write(text.hasSuffix("\n") ? text : text + "\n")
  }

  private func settings(around path: String) throws -> CorpusSettings {
    guard let corpus = try corpusOptions.corpusIfAny() else { return CorpusSettings() }
    return parseSettings(try corpus.settingsSource() ?? []).settings
  }

  private func repair(_ scope: CheckScope) throws {
    var check = CorpusCheck(scope.corpus, extra: scope.extra)
    try check.run(isQuiet: isQuiet)
    var repair = CorpusRepair(check)
    for input in check.inputs where scope.contains(input.path) { repair.repair(input) }
    for failure in repair.failures { standardError.write("crux: \(failure.words)\n") }
    if !isQuiet { standardError.write(repair.summary + "\n") }
    if !repair.failures.isEmpty { throw ExitStatus.failure.exitCode }
  }
}

private func summary(of findings: [Finding], threads: Int) -> String {
  let counts = [Severity.error, .warning, .question].compactMap { severity -> String? in
    let number = findings.count { $0.severity == severity }
    return number == 0 ? nil : count(number, severity.rawValue)
  }
  let found = counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
  return "\(found) in \(count(threads, "thread"))"
}

extension CorpusRepair {
  fileprivate var summary: String {
    "wrote \(count(idCount, "id")) and \(count(anchorCount, "anchor")) "
      + "into \(count(changedFiles, "file"))"
  }
}
