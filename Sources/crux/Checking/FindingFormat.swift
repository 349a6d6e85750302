import ArgumentParser
import CruxModel

/// How findings are printed.
enum FindingFormat: String, CaseIterable, ExpressibleByArgument {
  /// `path:line:column: severity: message [rule]`, with the line and a caret.
  case text
  /// An array of objects.
  case json
  /// SARIF 2.1.0, for code hosts and editors.
  case sarif
  /// Workflow commands that GitHub shows beside the lines of a change.
  case github
}

/// What printing findings takes.
struct FindingPrinting {
  var findings: [Finding]
  var sources: FindingSources
  var paths: ShownPaths
  var terminal: Terminal

  /// Findings in the format, as they go to standard output.
  mutating func text(as format: FindingFormat) -> String {
    switch format {
    case .text: plainText()
    case .json: json()
    case .sarif: sarif()
    case .github: gitHub()
    }
  }
}

/// Paths as they lead to files from the current folder, wherever the corpus is.
struct ShownPaths: Equatable {
  /// What goes before a path inside the corpus: empty, or ending in `/`.
  let prefix: String

  /// Paths that are as they were given.
  private let asGiven: Set<String>

  init(corpus: CorpusFolder?, currentFolder: String, asGiven: Set<String> = []) {
    self.asGiven = asGiven
    guard let corpus else {
      prefix = ""
      return
    }
    let from = currentFolder.split(separator: "/")
    let to = corpus.root.split(separator: "/")
    let common = zip(from, to).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: from.count - common)
    let parts = up + to.dropFirst(common).map(String.init)
    prefix = parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
  }

  func callAsFunction(_ path: String) -> String {
    asGiven.contains(path) ? path : prefix + path
  }
}
