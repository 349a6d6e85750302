import ArgumentParser
import CruxModel

/// Options of the commands that write a post.
struct WritingOptions: ParsableArguments {
  @OptionGroup var corpusOptions: CorpusOptions

  @Option(
    parsing: .unconditional,
    help: """
      What the post says. Without it standard input is read, or '$EDITOR' opened where that is a \
      terminal.
      """)
  var text: String?

  @Flag(help: "Open '$EDITOR' in any case, on the text that is given.")
  var edit = false

  @Option(
    help: ArgumentHelp(
      "Who writes, instead of 'author' in crux.yml or 'git config user.name'.",
      valueName: "name"))
  var by: String?

  @Option(help: "The post's date, instead of today.")
  var date: String?

  @Flag(help: "Save in spite of errors.")
  var force = false

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print nothing but findings.")
  var isQuiet = false

  /// Who writes and when.
  func authorship(_ settings: CorpusSettings, in corpus: CorpusFolder) throws(Failure)
    -> Authorship
  {
    let name = by ?? settings.author ?? gitUserName(in: corpus.root)
    guard let name = name?.trimmed, !name.isEmpty else { throw .noAuthor }
    guard let date else { return Authorship(name: withoutAt(name), date: today()) }
    guard let date = Timestamp(date) else { throw .notADate(date) }
    return Authorship(name: withoutAt(name), date: date.text)
  }

  private func withoutAt(_ name: String) -> String {
    name.hasPrefix("@") ? String(name.dropFirst()) : name
  }
}
