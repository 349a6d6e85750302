import ArgumentParser
import CruxStore
import Glibc
import ThreadParsing

/// The `crux` command: takes the arguments apart and runs one subcommand.
@main
struct Crux: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crux",
    abstract: "Turn Markdown discussion threads into a knowledge base of claims and cruxes.",
    discussion: """
      Commands work in the corpus found by walking up to 'crux.yml', or in the one given with \
      '-C DIR'.

      Exit codes: 0 fine, 1 errors in threads or nothing found, 2 failure, 64 usage.
      """,
    version: version,
    subcommands: [
      Check.self, Compare.self, Doctor.self, Evaluate.self, ImportCommand.self, Ingest.self,
      Init.self,
      LabelCommand.self, List.self, MapCommand.self, New.self, Open.self, Rename.self, Reply.self,
      Search.self,
      Serve.self, Show.self, SiteCommand.self, Stats.self, Suggest.self, Why.self,
    ])

  static let version = "0.1.0"

  /// Only told to shells and manuals: `corpusOptionLast` gives it to the command.
  @OptionGroup var corpusOptions: CorpusOptions

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    openMissingDescriptors()
    returnLargeMemory()
    let arguments = excludedWordsLast(
      corpusOptionLast(Array(CommandLine.arguments.dropFirst())))
    switch arguments {
    case ["--generate-completion-script", "bash"]: return answer(bashCompletionScript())
    case ["--version"]: return answer(version + "\n")
    default: break
    }
    do {
      if let search = SearchTask(plain: arguments) { return try search.run() }
      if let words = unknownCommand(in: arguments) { end(saying: words, .usage) }
      var command = try command(for: arguments)
      try command.run()
    } catch let failure as Failure where failure == .errorsInPost || failure == .errorsInChange {
      end(saying: failure.words, .found)
    } catch  where error is Failure || error is FileFailure || error is StoreError {
      end(saying: wordsOf(error), (error as? Failure)?.isUsage == true ? .usage : .failure)
    } catch {
      exit(withError: error)
    }
  }

  private static func answer(_ text: String) {
    standardOutput.write(text)
    standardOutput.flush()
  }

  /// What the arguments ask for. The command named first reads the others by itself, which takes half
  /// as long as by way of `crux`; help, and what is wrong with them, is left to `crux`.
  private static func command(for arguments: [String]) throws -> any ParsableCommand {
    let named = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    if let named, let command = try? named.parseAsRoot(Array(arguments.dropFirst())),
      type(of: command) == named
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// A standard stream that the caller closed leads nowhere, rather than into the next file opened.
  private static func openMissingDescriptors() {
    for descriptor in 0...2 where fcntl(Int32(descriptor), F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }

  private static func end(saying words: String, _ status: ExitStatus = .failure) -> Never {
    standardOutput.flush()
    standardError.write("crux: \(words)\n")
    Glibc.exit(status.rawValue)
  }

  /// `crux -C DIR check` as `crux check -C DIR`, so that both are understood.
  static func corpusOptionLast(_ arguments: [String]) -> [String] {
    guard arguments.count >= 3, arguments[0] == "-C", !arguments[2].hasPrefix("-") else {
      return arguments
    }
    return [arguments[2], "-C", arguments[1]] + arguments[3...]
  }
}

extension Crux {
  /// `crux search a -b --limit 3` as `crux search a --limit 3 -- -b`: what a query leaves out looks
  /// like an option.
  static func excludedWordsLast(_ arguments: [String]) -> [String] {
    guard arguments.first == "search" else { return arguments }
    let end = arguments.firstIndex(of: "--") ?? arguments.count
    let excluded = arguments[..<end].filter(isExcludedWord)
    guard !excluded.isEmpty else { return arguments }
    return arguments[..<end].filter { !isExcludedWord($0) } + ["--"] + excluded
      + arguments[end...].dropFirst()
  }

  private static func isExcludedWord(_ argument: String) -> Bool {
    argument.hasPrefix("-") && !argument.hasPrefix("--")
      && !["-", "-C", "-q", "-h"].contains(argument)
  }
}

/// What the process tells its caller.
enum ExitStatus: Int32 {
  case fine = 0
  /// Errors in threads, or nothing found.
  case found = 1
  /// The command could not do its work.
  case failure = 2
  /// Arguments that mean nothing, `EX_USAGE`.
  case usage = 64
}

extension ExitStatus {
  /// Thrown to end a command with this status and no message.
  var exitCode: ExitCode { ExitCode(rawValue) }
}
