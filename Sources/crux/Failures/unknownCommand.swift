import ArgumentParser
import CruxModel

/// What is said where the first argument, or the one after `help`, should be a command and is none;
/// nil where it is. Misspelt options of a command are answered by ArgumentParser.
func unknownCommand(in arguments: [String]) -> String? {
  let commands =
    Crux.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  guard let first = arguments.first else { return nil }
  let word = first == "help" ? arguments.dropFirst().first ?? first : first
  guard !commands.contains(word) else { return nil }
  if word.hasPrefix("-") {
    return nearest(to: word, among: ["--help", "--version"]).map {
      "unknown option '\(visible(word))'; did you mean '\($0)'?"
    }
  }
  let meant =
    nearest(to: word.lowercased(), among: commands)
    ?? commands.first { $0.hasPrefix(word.lowercased()) && word.utf8.count > 1 }
  return "unknown command '\(visible(word))'; "
    + (meant.map { "did you mean '\($0)'?" } ?? "'crux --help' lists the commands")
}
