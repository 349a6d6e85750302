import ArgumentParser

/// Options of every command that works in a corpus.
struct CorpusOptions: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp(
      "The corpus to work in, instead of the one around this folder.",
      valueName: "dir"))
  var folder: String?

  /// The corpus named by `-C`, else the one around the current folder.
  func corpus() throws(Failure) -> CorpusFolder {
    guard let corpus = try corpusIfAny() else { throw .noCorpus }
    return corpus
  }

  /// The same, nil where there is none.
  func corpusIfAny() throws(Failure) -> CorpusFolder? {
    if let folder { return try CorpusFolder(at: folder) }
    return try CorpusFolder(around: ".")
  }
}
