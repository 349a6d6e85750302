import ArgumentParser
import CruxModel
import Suggesting

/// `crux suggest`: where a thread's claims, rebuttals and cruxes may stand.
struct Suggest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Propose labels for a thread that has none.",
    discussion: """
      Weighs each sentence by cue words, by where it stands and by what it quotes, and proposes those \
      that are likely to be claims, rebuttals or cruxes, with ids, targets and the cues that led to \
      each. It reads words, not meaning: docs/suggest.md says how often it is right. Nothing is \
      written without '--write', which puts marks around words and leaves every sentence as it is.
      """)

  @Argument(help: "The thread: its id or its file.", completion: .custom(completeIDs))
  var thread: String

  @Flag(help: "Write the marks into the file.")
  var write = false

  @Option(help: ArgumentHelp("Only these of the proposals.", valueName: "id"))
  var only: [String] = []

  @Option(help: "The least confidence: high, medium or low; low shows every sentence.")
  var least = Suggestion.Confidence.medium

  @OptionGroup var corpusOptions: CorpusOptions
  @OptionGroup var listing: ListingOptions

  @Flag(
    name: [.customLong("quiet"), .customShort("q")],
    help: "Print nothing but findings when writing.")
  var isQuiet = false

  func validate() throws {
    if write, least == .low {
      throw ValidationError("--write takes proposals of medium or high confidence")
    }
  }

  func run() throws {
    let corpus = try corpusOptions.corpus()
    let file = try ThreadFile(thread, in: corpus)
    let check = try ChangeCheck(corpus)
    let settings = check.before.settings
    let all = proposals(
      for: file, ownCues: settings.cues, taken: check.before.record.takenIDs, atLeast: least)
    let chosen = try chosen(among: all)
    let path = ShownPaths(corpus: corpus, currentFolder: resolvedPath(".") ?? "/")(file.thread.path)
    guard write else {
      try listing.print(Listing(chosen, in: file.thread)) { page in
        SuggestPage(file: file, proposals: chosen, path: path).write(to: &page)
      }
      return try end(saying: nothing(in: file), if: chosen.isEmpty)
    }
    try end(saying: nothing(in: file), if: chosen.isEmpty)
    let (bytes, written) = try ProposalWriting(file: file, settings: settings).marked(chosen)
    try end(saying: "none of these words can be marked where they stand", if: written.isEmpty)
    if try check.reportsErrors([(file.thread.path, bytes)]) { throw Failure.errorsInChange }
    try replaceFile(
      corpus.path(of: file.thread.path), with: bytes, ifStill: file.content.snapshot)
    guard !isQuiet else { return }
    for (proposal, label) in written {
      let place = "\(path):\(proposal.suggestion.sentence.place.line)"
      standardOutput.write(visible("\(place): \(label) '\(proposal.id)'") + "\n")
    }
    sayLeftOut(chosen.count - written.count)
  }

  private func chosen(among all: [Proposal]) throws -> [Proposal] {
    if let unknown = only.first(where: { id in !all.contains { $0.id == id } }) {
      throw Failure.notProposed(unknown, nearest: nearest(to: unknown, among: all.map(\.id)))
    }
    return only.isEmpty ? all : all.filter { only.contains($0.id) }
  }

  private func sayLeftOut(_ count: Int) {
    guard count > 0 else { return }
    standardError.write(
      "crux: \(count) of them cannot be marked without changing what is there, such as words with a "
        + "link; put a header before them with 'crux label'\n")
  }

  private func nothing(in file: ThreadFile) -> String {
    file.thread.posts.isEmpty
      ? "'\(visible(file.thread.path))' has no posts; put a heading such as '## @Name · 2025-11-04' "
        + "above what each person wrote"
      : "no sentence stands out; '--least low' shows how each was weighed"
  }

  private func end(saying words: String, if isOver: Bool) throws {
    guard isOver else { return }
    standardError.write("crux: \(words)\n")
    throw ExitStatus.found.exitCode
  }
}

extension Suggestion.Confidence: ExpressibleByArgument {}
