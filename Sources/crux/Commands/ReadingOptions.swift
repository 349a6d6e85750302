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

  var values: ReadingValues {
    ReadingValues(folder: corpusOptions.folder, refresh: refresh, isQuiet: isQuiet)
  }
}

/// The same, read.
struct ReadingValues: Equatable {
  var folder: String?
  var refresh = true
  var isQuiet = false
}
