import ArgumentParser
import CruxModel
import ThreadParsing

/// `crux new`: a new thread.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a thread.",
    discussion: """
      The file's name, the front matter and the first byline are made for you. What you write is \
      checked before it is saved, and kept as a draft until it is. No file is ever overwritten.
      """)

  @Argument(help: "The thread's title; the file's name is made from it.")
  var title: String

  @Option(
    help: ArgumentHelp("The file, relative to the corpus, instead.", valueName: "path"))
  var file: String?

  @OptionGroup var writing: WritingOptions

  func run() throws {
    let corpus = try writing.corpusOptions.corpus()
    var path = ""
    let name = KebabCase.make(from: title)
    let session = WritingSession(corpus: corpus, options: writing, name: name) {
      let settings = try corpus.settings()
      let thread = NewThread(
        title: title, authorship: try writing.authorship(settings, in: corpus), settings: settings)
      try thread.checkName()
      path = try thread.path(given: file, in: corpus)
      return WritingSession.Plan(post: thread.post) { try thread.composition(at: path, $0) }
    }
    let place = try session.run()
    guard !writing.isQuiet else { return }
    let paths = ShownPaths(corpus: corpus, currentFolder: resolvedPath(".") ?? "/")
    standardOutput.write(visible("wrote \(paths(path)):\(place.line)") + "\n")
  }
}
