import ArgumentParser
import CruxModel
import ThreadParsing

/// `crux reply`: a post at the end of a thread.
struct Reply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: "Answer a post of a thread.",
    discussion: """
      The byline, the heading level, 're #anchor' where it is needed and the quote are made for you. \
      What you write is checked before it is saved, and kept as a draft until it is.
      """)

  @Argument(help: "The thread's id or file.", completion: .custom(completeThreads))
  var thread: String

  @Option(
    help: ArgumentHelp(
      "The post that is answered; without it the one that holds the quote, else the last.",
      valueName: "post"))
  var to: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Words of the post, which must stand there exactly.", valueName: "words"))
  var quote: String?

  @OptionGroup var writing: WritingOptions

  func run() throws {
    let corpus = try writing.corpusOptions.corpus()
    var path = ""
    var answered = ""
    let name = KebabCase.make(from: thread)
    let session = WritingSession(corpus: corpus, options: writing, name: name) {
      let file = try ThreadFile(thread, in: corpus)
      let (plan, target) = try plan(for: file, in: corpus)
      path = file.thread.path
      answered = target.map { ", in answer to \(file.nameOfPost($0))" } ?? ""
      return plan
    }
    let place = try session.run()
    guard !writing.isQuiet else { return }
    let paths = ShownPaths(corpus: corpus, currentFolder: resolvedPath(".") ?? "/")
    standardOutput.write(visible("wrote \(paths(path)):\(place.line)\(answered)") + "\n")
  }

  private func plan(
    for file: ThreadFile, in corpus: CorpusFolder
  ) throws -> (plan: WritingSession.Plan, target: Int?) {
    let settings = parseSettings(try corpus.settingsSource() ?? []).settings
    let composer = ReplyComposer(
      file: file, settings: settings, authorship: try writing.authorship(settings, in: corpus))
    try composer.checkName()
    let named = try to.map { (anchor) throws(Failure) in try file.post(anchor) }
    let quoted = try quote.map { (words) throws(Failure) in try composer.quote(words, in: named) }
    let target = named ?? quoted?.post ?? composer.lastPost
    let post = composer.post(answering: target, quoting: quoted?.markdown)
    let context = target.map { "\n" + file.markdown(ofPost: $0) } ?? ""
    let plan = WritingSession.Plan(post: post, context: context) {
      try composer.composition(of: post, $0)
    }
    return (plan, target)
  }
}
