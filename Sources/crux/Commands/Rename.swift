import ArgumentParser
import CorpusChecking
import CruxModel
import ThreadParsing

/// `crux rename`: another id for a statement, everywhere.
struct Rename: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a statement or a thread another id, everywhere in the corpus.",
    discussion: """
      Changes its definition, every header, mark and [[reference]] that names it, one of its answers \
      or one of its posts, in all threads or in none. The old id keeps working: 'was' keeps it. A \
      thread's file keeps its name.
      """)

  @Argument(
    help: ArgumentHelp("The id it has.", valueName: "old"), completion: .custom(completeIDs))
  var old: String

  @Argument(help: ArgumentHelp("The id it is to have.", valueName: "new"))
  var new: String

  @OptionGroup var corpusOptions: CorpusOptions

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print nothing but findings.")
  var isQuiet = false

  func run() throws {
    let corpus = try corpusOptions.corpus()
    let check = try ChangeCheck(corpus)
    let threadPath = try checkIDs(check.before.record)
    var changes: [FileChange] = []
    var changed: [(path: String, bytes: [UInt8])] = []
    var places = 0
    for input in check.before.inputs {
      guard let path = input.file, let content = try? readFile(path),
        input.path == threadPath || mayNameIt(content.bytes)
      else { continue }
      let thread = parseThread(content.bytes, path: input.path, settings: check.before.settings)
      let edits = threadRenameEdits(from: ThreadID(old), to: newID, in: thread)
      let bytes = applying(edits, to: content.bytes)
      let result = parseThread(bytes, path: input.path, settings: check.before.settings)
      guard isFaithful(result, renaming: old, to: newID, from: thread) else {
        throw Failure.wouldChangeMeaning(path: input.path)
      }
      guard !edits.isEmpty else { continue }
      places += edits.count { $0.text.contains(answer ?? new) }
      changes.append(FileChange(path: path, bytes: bytes, snapshot: content.snapshot))
      changed.append((input.path, bytes))
    }
    if try check.reportsErrors(changed) { throw Failure.errorsInChange }
    try replaceFiles(changes, in: corpus)
    guard !isQuiet else { return }
    let words =
      "'\(old)' is '\(newID)' now, in \(count(places, "place")) of \(count(changes.count, "file"))"
    standardOutput.write(visible(words) + "\n")
  }

  /// The crux and the key of the answer that is renamed; nil for anything else.
  private var pole: (crux: StatementID, key: String)? { StatementID(old).pole }

  /// What an answer is to be called, without its crux.
  private var answer: String? {
    pole.map {
      new.hasPrefix($0.crux.rawValue + "#")
        ? String(new.dropFirst($0.crux.rawValue.count + 1)) : new
    }
  }

  private var newID: String { pole.map { $0.crux.pole(answer ?? new).rawValue } ?? new }

  /// Whether a file can name the old id, or an answer by itself.
  private func mayNameIt(_ bytes: [UInt8]) -> Bool {
    spellings(of: pole?.crux.rawValue ?? old).contains {
      bytes.firstRange(of: Array($0.utf8)) != nil
    }
  }

  /// The file of the thread that is renamed, if it is one.
  private func checkIDs(_ record: CorpusRecord) throws(Failure) -> String? {
    let path = try threadPath(record)
    try checkFree(record)
    return path
  }

  private func threadPath(_ record: CorpusRecord) throws(Failure) -> String? {
    guard KebabCase.isValid(answer ?? new) else { throw .invalidID(new) }
    if newID == old { throw .unchangedID(old) }
    if old.contains("~") { throw .notRenamable(old, .temporary) }
    if let pole, ["yes", "no"].contains(where: { $0 == pole.key || $0 == answer }) {
      throw .notRenamable(old, .yesOrNo(crux: pole.crux.rawValue))
    }
    switch record.subject(of: old) {
    case .thread(let index):
      let id = record.threads[index].id.rawValue
      if id != old { throw .formerID(old, now: id) }
      return record.threads[index].path
    case .statement(let place):
      let id = record.statement(at: place).id.rawValue
      if id != old { throw .formerID(old, now: id) }
      return nil
    case nil: throw .unknownID(old, nearest: nearest(to: old, among: record.takenIDs.sorted()))
    }
  }

  private func checkFree(_ record: CorpusRecord) throws(Failure) {
    guard let other = record.subject(of: newID) else { return }
    switch other {
    case .thread(let index): throw .idTaken(newID, place: record.threads[index].path)
    case .statement(let place):
      if record.statement(at: place).id.rawValue == old { throw .formerIDOfItsOwn(newID, now: old) }
      let line = record.statement(at: place).place.line
      throw .idTaken(newID, place: "\(record.thread(of: place).path):\(line)")
    }
  }
}
