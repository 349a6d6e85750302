import ArgumentParser

/// Options of every command that works in a corpus.
struct CorpusOptions: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp(
      "The corpus to work in, instead of the one around this folder.",
      valueName: "dir"),
    completion: .directory)
  var folder: String?

  /// The corpus named by `-C`, else the one around the current folder.
  func corpus() throws(Failure) -> CorpusFolder {
    guard let corpus = try corpusIfAny() else { throw .noCorpus }
    return corpus
  }

  /// The same, nil where there is none.
  ///
  /// A change of several files that was interrupted is finished first.
  func corpusIfAny() throws(Failure) -> CorpusFolder? {
    let corpus =
      if let folder { try CorpusFolder(at: folder) } else { try CorpusFolder(around: ".") }
    do throws(FileFailure) {
      if let corpus { try finishChange(in: corpus) }
    } catch {
      throw .file(error)
    }
    return corpus
  }
}
