import ArgumentParser
import CruxStore
import Glibc
import ThreadParsing

/// `crux doctor`: what is installed, and whether the index is sound.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is installed and check the index.",
    discussion: """
      The check reads the whole index. Exits with 1 where something is wrong; 'crux ingest --fresh' \
      makes the index anew.
      """)

  @OptionGroup var corpusOptions: CorpusOptions
  @OptionGroup var listing: ListingOptions

  @Flag(
    help: """
      Print all that the index holds instead, in an order that does not depend on how it came about.
      """)
  var dump = false

  func run() throws {
    if dump { return try printDump() }
    var checks = [
      Checkup(name: "crux", result: Crux.version),
      Checkup(name: "SQLite", result: Store.libraryVersion),
      Checkup(name: "libcmark", result: markdownLibraryVersion),
      Checkup(name: "libyaml", result: yamlLibraryVersion),
      git, editor,
    ]
    checks += try checksOfCorpus()
    let listing = Listing(
      "doctor",
      checks.map {
        Record([("id", .text($0.name)), ("result", .text($0.result)), ("isFine", .flag($0.isFine))])
      }, fieldNames: ["id", "result", "isFine"])
    try self.listing.print(listing) { page in
      for check in checks {
        page.paragraph(
          [
            .init(check.isFine ? "fine " : "BAD  ", check.isFine ? .green : .red),
            .init(check.name + ": " + check.result),
          ], hanging: 5)
      }
    }
    if checks.contains(where: { !$0.isFine }) { throw ExitStatus.found.exitCode }
  }

  /// Nothing of crux needs it.
  private var git: Checkup {
    let said = output(of: ["git", "--version"])
    return Checkup(
      name: "git", result: said.map { $0.replacing("git version ", with: "") } ?? "not installed")
  }

  /// What `crux open`, `new` and `reply` start.
  private var editor: Checkup {
    let named = ["VISUAL", "EDITOR"].lazy.compactMap(environmentVariable).first { !$0.isEmpty }
    let command = named ?? "vi"
    let program = command.split(separator: " ").first.map { String($0) } ?? command
    if isProgram(program) { return Checkup(name: "editor", result: command) }
    return Checkup(
      name: "editor", result: "'\(program)' is not installed; set EDITOR to one that is",
      isFine: named == nil)
  }

  /// Whether a shell would find it.
  private func isProgram(_ name: String) -> Bool {
    if name.contains("/") { return access(name, X_OK) == 0 }
    let folders = environmentVariable("PATH")?.split(separator: ":") ?? []
    return folders.contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  private func printDump() throws {
    let location = try IndexLocation.of(try corpusOptions.corpus())
    let store = try Store(
      path: location.path, access: location.isReadOnly ? .readingImmutable : .reading)
    for line in try store.dump() { standardOutput.write(line + "\n") }
  }

  private struct Checkup {
    var name: String
    var result: String
    var isFine = true
  }

  private func checksOfCorpus() throws -> [Checkup] {
    let corpus = try corpusOptions.corpus()
    let location = try IndexLocation.of(corpus)
    var checks = [
      Checkup(name: "corpus", result: corpus.root),
      Checkup(
        name: "index", result: location.path + (location.isReadOnly ? " (cannot be written)" : "")),
    ]
    switch IndexState(ofFile: location.path) {
    case .missing:
      checks.append(Checkup(name: "state", result: "not made yet; 'crux ingest' makes it"))
    case .current: checks.append(stateOfIndex(at: location))
    case let state:
      checks.append(Checkup(name: "state", result: state.words(location.path), isFine: false))
    }
    return checks + interruptions(of: corpus)
  }

  /// What commands that were killed left behind.
  private func interruptions(of corpus: CorpusFolder) -> [Checkup] {
    var folders: Set = [corpus.root, corpus.path(of: ".crux"), corpus.path(of: ".crux/drafts")]
    for thread in listThreads(in: corpus.root).threads {
      let parts = thread.path.split(separator: "/").dropLast()
      if !parts.isEmpty { folders.insert(corpus.path(of: parts.joined(separator: "/"))) }
    }
    let files = folders.sorted().flatMap(leftovers).map {
      Checkup(
        name: "leftover", result: "'\($0)' is of a command that was interrupted; remove it",
        isFine: false)
    }
    return files
      + Draft.leftBehind(in: corpus).map {
        Checkup(
          name: "draft",
          result: "'\($0)'; give it as standard input to 'crux reply' or 'crux new' "
            + "to save it, or remove it")
      }
  }

  private func stateOfIndex(at location: IndexLocation) -> Checkup {
    do {
      let store = try Store(
        path: location.path, access: location.isReadOnly ? .readingImmutable : .writing)
      let faults = try store.faults()
      return faults.isEmpty
        ? Checkup(name: "state", result: "sound")
        : Checkup(name: "state", result: faults.joined(separator: "; "), isFine: false)
    } catch {
      return Checkup(name: "state", result: error.description, isFine: false)
    }
  }
}

extension IndexState {
  fileprivate func words(_ path: String) -> String {
    switch self {
    case .missing, .current: "sound"
    case .older(let version): StoreError(.older(version), path: path).description
    case .newer(let version): StoreError(.newer(version), path: path).description
    case .foreign: StoreError(.foreign, path: path).description
    case .corrupt: StoreError(.corrupt, path: path).description
    }
  }
}
