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
      path = file.thread.path
      return try plan(for: file, in: corpus) { target in
        answered = target.map { ", in answer to \(file.nameOfPost($0))" } ?? ""
      }
    }
    let place = try session.run()
    guard !writing.isQuiet else { return }
    let paths = ShownPaths(corpus: corpus, currentFolder: resolvedPath(".") ?? "/")
    standardOutput.write(visible("wrote \(paths(path)):\(place.line)\(answered)") + "\n")
  }

  /// - Parameter note: is told which post the text answers, each time it has been put in its place.
  private func plan(
    for file: ThreadFile, in corpus: CorpusFolder, note: @escaping (Int?) -> Void
  ) throws -> WritingSession.Plan {
    let settings = try corpus.settings()
    let composer = ReplyComposer(
      file: file, settings: settings, authorship: try writing.authorship(settings, in: corpus))
    try composer.checkName()
    let named = try to.map { (anchor) throws(Failure) in try file.post(anchor) }
    let quoted = try quote.map { (words) throws(Failure) in try composer.quote(words, in: named) }
    let target = named ?? quoted?.post ?? composer.lastPost
    let post = composer.post(answering: target, quoting: quoted?.markdown)
    let context = target.map { "\n" + file.markdown(ofPost: $0) } ?? ""
    return WritingSession.Plan(post: post, context: context) { text in
      let composition = try composer.composition(of: post, text)
      let written = composer.writtenPost(composition)
      if let quoted, !post.markdown(with: text).contains(quoted.markdown) {
        throw Failure.bylineDiffers(option: "--quote")
      }
      if to != nil, written.parent != target { throw Failure.bylineDiffers(option: "--to") }
      if writing.by != nil, written.author != settings.people.id(for: composer.authorship.name) {
        throw Failure.bylineDiffers(option: "--by")
      }
      note(written.parent)
      return composition
    }
  }
}
