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
  func corpus() throws(Failure) -> CorpusFolder { try CorpusOptions.corpus(at: folder) }

  static func corpus(at folder: String?) throws(Failure) -> CorpusFolder {
    guard let corpus = try corpusIfAny(at: folder) else { throw .noCorpus }
    return corpus
  }

  /// The same, nil where there is none.
  func corpusIfAny() throws(Failure) -> CorpusFolder? { try CorpusOptions.corpusIfAny(at: folder) }

  /// A change of several files that was interrupted is finished first.
  private static func corpusIfAny(at folder: String?) throws(Failure) -> CorpusFolder? {
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
