import Glibc
import ThreadParsing

/// Makes a folder a corpus, file by file, and never touches one that is there.
struct CorpusStarter {
  /// As it was given.
  let folder: String
  private let corpus: CorpusFolder
  /// Names and texts; `crux.yml` comes last, so that a corpus is whole once it is one.
  private let files: [(name: String, text: String)]

  static let exampleName = "sunday-opening.md"

  /// Makes the folder itself where it is missing.
  init(at path: String) throws(Failure) {
    if status(of: path) == nil { try makeFolder(path) }
    corpus = try CorpusFolder(at: path)
    folder = path
    guard status(of: corpus.path(of: CorpusFolder.settingsName)) == nil else {
      throw .alreadyCorpus(path: path)
    }
    var files = [(CorpusFolder.settingsName, starterSettings)]
    if status(of: corpus.path(of: ".gitignore")) == nil {
      files.append((".gitignore", starterIgnores))
    }
    if listThreads(in: corpus.root).threads.isEmpty {
      files.append((Self.exampleName, starterThread))
    }
    self.files = files.reversed()
  }

  func write() throws(FileFailure) {
    for file in files { try createFile(corpus.path(of: file.name), with: Array(file.text.utf8)) }
  }

  /// What was made, and three next steps.
  var words: String {
    let names = files.map { shown($0.name) }.reversed().joined(separator: ", ")
    let option = folder == "." ? "" : " -C \(shellWord(folder))"
    let hasExample = files.contains { $0.name == Self.exampleName }
    let steps = [
      (
        "crux check\(option)",
        hasExample ? "check the threads, the example first" : "check the threads"
      ),
      ("crux new 'A question'\(option)", "begin a thread of your own"),
      ("crux site\(option)", "make pages of them all, to open in a browser"),
    ]
    let width = steps.map { displayWidth($0.0) }.max() ?? 0
    let lines = steps.map { command, purpose in
      let gap = String(repeating: " ", count: width - displayWidth(command) + 3)
      return "  \(visible(command))\(gap)\(purpose)\n"
    }
    return "made \(names)\n\nNext:\n" + lines.joined()
  }

  private func shown(_ name: String) -> String {
    let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    return visible(prefix + name)
  }
}

/// Makes the folder and those above it.
func makeFolder(_ path: String) throws(Failure) {
  var made = path.hasPrefix("/") ? "/" : ""
  for part in path.split(separator: "/") {
    made += made.isEmpty || made.hasSuffix("/") ? part : "/" + part
    if mkdir(made, 0o777) != 0, errno != EEXIST {
      throw .file(FileFailure(action: .create, path: made, reason: .system(errno)))
    }
  }
}

/// The text as one word of the shell.
func shellWord(_ text: String) -> String {
  let isPlain = !text.isEmpty && text.utf8.allSatisfy { isPlainInShell($0) }
  return isPlain ? text : "'" + text.split("'").joined(separator: "'\\''") + "'"
}

private func isPlainInShell(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
  default: "/._-+:@%,=".utf8.contains(byte)
  }
}

extension String {
  fileprivate func split(_ separator: Character) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
