import ArgumentParser

/// `crux init`: a new corpus.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a new corpus with one example thread.",
    discussion: """
      Writes 'crux.yml' with every setting explained and none made, a '.gitignore' and, in a folder \
      without threads, a short one that shows each label once. Files that are there are never \
      touched: in a folder of Markdown threads it only makes them a corpus.
      """)

  @Argument(help: "The folder, made when it is not there; this one without it.")
  var folder = "."

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print nothing but failures.")
  var isQuiet = false

  func run() throws {
    let starter = try CorpusStarter(at: folder)
    try starter.write()
    if !isQuiet { standardOutput.write(starter.words) }
  }
}
