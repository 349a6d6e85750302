import CorpusChecking
import CruxModel
import ThreadParsing

/// Writes missing ids and anchors into the files of a corpus.
struct CorpusRepair {
  private(set) var changedFiles = 0
  private(set) var idCount = 0
  private(set) var anchorCount = 0
  private(set) var failures: [FileFailure] = []
  private var taken: Set<String>
  private let settings: CorpusSettings

  /// - Parameter check: After its run: no id of its corpus is given again.
  init(_ check: CorpusCheck) {
    taken = check.record.takenIDs
    settings = check.settings
  }

  /// Repairs one file; a failure is kept and the file left as it is.
  mutating func repair(_ input: CorpusCheck.Input) {
    guard let path = input.file else { return }
    do throws(FileFailure) {
      let content = try readFile(path)
      let thread = parseThread(content.bytes, path: input.path, settings: settings)
      let edits = repairs(for: thread, taken: &taken)
      guard !edits.isEmpty else { return }
      let bytes = applying(edits, to: content.bytes)
      let repaired = parseThread(bytes, path: input.path, settings: settings)
      guard isFaithful(repaired, to: thread) else {
        throw .writing(path, .repairWouldChangeMeaning)
      }
      try replaceFile(path, with: bytes, ifStill: content.snapshot)
      count(edits)
    } catch {
      failures.append(error)
    }
  }

  private mutating func count(_ edits: [Edit]) {
    let anchors = edits.count { $0.text.hasPrefix(" · #") }
    changedFiles += 1
    anchorCount += anchors
    idCount += edits.count - anchors
  }
}
