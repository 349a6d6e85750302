import CorpusChecking
import CruxModel
import Glibc

/// What changes of files would bring with them.
struct ChangeCheck {
  let corpus: CorpusFolder
  /// The corpus as it is.
  private(set) var before: CorpusCheck

  init(_ corpus: CorpusFolder) throws {
    self.corpus = corpus
    before = CorpusCheck(corpus, extra: [])
    try before.run(isQuiet: true)
  }

  /// Prints the findings that are there only with the changes; whether errors are among them.
  func reportsErrors(_ changed: [(path: String, bytes: [UInt8])]) throws -> Bool {
    let inputs = changed.map {
      CorpusCheck.Input(path: $0.path, file: corpus.path(of: $0.path), bytes: $0.bytes)
    }
    var check = CorpusCheck(corpus, extra: inputs)
    try check.run(isQuiet: true)
    var sources = FindingSources(corpus, check)
    var known = before.findings.reduce(into: [:]) { $0[Key($1), default: 0] += 1 }
    let fresh = check.findings.filter { finding in
      known[Key(finding), default: 0] -= 1
      return known[Key(finding), default: 0] < 0
    }
    var printing = FindingPrinting(
      findings: fresh.map { narrowed($0, in: sources.bytes(of: $0.path)) }, sources: sources,
      paths: ShownPaths(corpus: corpus, currentFolder: resolvedPath(".") ?? "/"),
      terminal: Terminal(descriptor: STDERR_FILENO))
    standardError.write(printing.text(as: .text))
    return fresh.contains { $0.severity == .error }
  }

  /// What makes two findings the same, wherever lines have moved.
  private struct Key: Hashable {
    let rule: String
    let path: String
    let subject: String?

    init(_ finding: Finding) {
      rule = finding.rule
      path = finding.path
      subject = finding.subject
    }
  }
}
