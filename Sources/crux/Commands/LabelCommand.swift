import ArgumentParser
import CorpusChecking
import CruxModel
import ThreadParsing

/// `crux label`: one label put into a thread.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Put one label into a thread.",
    discussion: """
      Makes the paragraph or list item on a line a statement or a stance; with '--words', only these \
      words, which stay as they are. Nothing else in the file is touched.
      """)

  @Argument(help: ArgumentHelp("Where the words begin.", valueName: "file:line"))
  var place: String

  @Argument(help: "\(Label.allCases.map(\.optionName).joined(separator: ", ")).")
  var kind: String

  @Option(help: "The statement's id; without it one is made from the words.")
  var id: String?

  @Option(
    help: ArgumentHelp(
      """
      What it is about: an id, 'crux-id#answer', or several; without it the place decides. Of an \
      undercut, the reason that it does not let count.
      """,
      valueName: "id"), completion: .custom(completeIDs))
  var to: [String] = []

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "With an undercut, what that reason is given for; with others, what they speak for.",
      valueName: "id"), completion: .custom(completeIDs))
  var end: [String] = []

  @Option(
    help: ArgumentHelp("What it speaks against.", valueName: "id"),
    completion: .custom(completeIDs))
  var against: [String] = []

  @Option(
    name: .customLong("if"),
    help: ArgumentHelp(
      "With a crux, the answer on which what '--to' names depends: yes, no, or another's id.",
      valueName: "answer"))
  var answer: String?

  @Option(help: "How surely it is held: 80%, or words such as likely.")
  var credence: String?

  @Option(
    parsing: .unconditional,
    help: "Label these words of the line's paragraph, and leave the sentence as it is.")
  var words: String?

  @Option(help: ArgumentHelp("Who holds it, if not the post's author.", valueName: "name"))
  var by: String?

  @Flag(help: "Write in spite of errors.")
  var force = false

  @OptionGroup var corpusOptions: CorpusOptions

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print nothing but findings.")
  var isQuiet = false

  func validate() throws {
    if answer != nil, to.isEmpty {
      throw ValidationError("--if needs '--to', which says what depends on the answer")
    }
    if answer != nil, try label(called: kind) != .crux {
      throw ValidationError("--if goes with a crux only")
    }
    if !end.isEmpty, to.isEmpty, try label(called: kind) == .undercut {
      throw ValidationError("--for needs '--to', which names the reason that is undercut")
    }
  }

  func run() throws {
    let corpus = try corpusOptions.corpus()
    let (name, line) = try parts(of: place)
    let label = try label(called: kind)
    try checkIDs()
    let file = try ThreadFile(name, in: corpus)
    let check = try ChangeCheck(corpus)
    let (bytes, made) = try labelled(file, line: line, label, check.before)
    if try check.reportsErrors([(file.thread.path, bytes)]), !force {
      throw Failure.errorsInChange
    }
    try replaceFile(
      corpus.path(of: file.thread.path), with: bytes, ifStill: file.content.snapshot)
    guard !isQuiet else { return }
    let paths = ShownPaths(corpus: corpus, currentFolder: resolvedPath(".") ?? "/")
    let what = made.map { "\(label) '\($0)'" } ?? "\(label)"
    standardOutput.write(visible("\(paths(file.thread.path)):\(line): \(what)") + "\n")
  }

  private func checkIDs() throws(Failure) {
    let named = (to + end + against + [answer].compactMap { $0 })
      .flatMap { $0.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false) }
    for id in named + [id].compactMap({ $0?[...] }) where !KebabCase.isValid(id) {
      throw .invalidID(String(id))
    }
  }

  /// The file with the label, and the id that was made or given.
  private func labelled(
    _ file: ThreadFile, line: Int, _ label: Label, _ check: CorpusCheck
  ) throws(Failure) -> (bytes: [UInt8], id: String?) {
    let path = file.thread.path
    let bytes: [UInt8]
    var new = NewLabel(label, id: nil, targets: to, holder: by)
    new.ends = end
    new.opposed = against
    new.answer = answer
    new.credence = credence
    do throws(LabelTrouble) {
      let paragraph = try LabelledParagraph(line: line, in: file.thread)
      if let kind = label.kind {
        var taken = check.record.takenIDs
        new.id = id ?? readableID(from: words ?? paragraph.words, kind: kind, taken: &taken)
      }
      let edits =
        if let words { try paragraph.markEdits(new, words: words) } else {
          try paragraph.headerEdit(new)
        }
      bytes = applying(edits, to: file.content.bytes)
    } catch {
      throw Failure.label(path: path, line: line, error)
    }
    let result = parseThread(bytes, path: path, settings: check.settings)
    guard isFaithful(result, adding: [new.id].compactMap { $0 }, to: file.thread) else {
      if let credence, !isCredence(credence, check.settings) { throw .notACredence(credence) }
      throw .wouldChangeMeaning(path: path)
    }
    return (bytes, new.id)
  }

  /// Whether the words are read as one behind a label.
  private func isCredence(_ words: String, _ settings: CorpusSettings) -> Bool {
    let text = "## @x · 2000-01-01\n\n**Claim** `x` (\(words)): X.\n"
    let thread = parseThread(Array(text.utf8), path: "x.md", settings: settings)
    return !thread.statements.isEmpty && thread.notices.isEmpty
  }

  private func parts(of place: String) throws(Failure) -> (name: String, line: Int) {
    guard let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...]),
      line > 0, colon > place.startIndex
    else { throw .notALine(place) }
    return (String(place[..<colon]), line)
  }

  private func label(called name: String) throws(Failure) -> Label {
    let wanted = KebabCase.make(from: name)
    let aliases = Label.aliases.map { (KebabCase.make(from: $0.key), $0.value) }
    let all = Label.allCases.map { ($0.optionName, $0) } + aliases
    guard let label = all.first(where: { $0.0 == wanted })?.1 else {
      throw .unknownLabel(name, nearest: nearest(to: wanted, among: all.map(\.0).sorted()))
    }
    return label
  }
}
