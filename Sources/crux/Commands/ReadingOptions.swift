import ArgumentParser

/// Options of every command that reads the index.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var corpusOptions: CorpusOptions

  @Flag(
    inversion: .prefixedNo,
    help: "Bring the index up to date first; without it files that changed are not noticed.")
  var refresh = true

  @Flag(
    name: [.customLong("quiet"), .customShort("q")], help: "Say nothing but what was asked for.")
  var isQuiet = false
}
