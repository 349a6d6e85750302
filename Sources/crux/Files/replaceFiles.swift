import Glibc

/// A file that is to hold other bytes.
struct FileChange {
  var path: String
  var bytes: [UInt8]
  var snapshot: FileSnapshot
}

/// Replaces several files of a corpus: all of them, or none.
///
/// The new files are written beside the old ones; then a journal says which takes whose place, and
/// from then on they are: a process that is killed meanwhile leaves the rest to `finishChange`, which
/// the next command calls. A failure puts back those that were replaced.
func replaceFiles(_ changes: [FileChange], in corpus: CorpusFolder) throws {
  guard changes.count > 1 else {
    for change in changes {
      try replaceFile(change.path, with: change.bytes, ifStill: change.snapshot)
    }
    return
  }
  _ = try IndexLocation.of(corpus)
  var transaction = FileTransaction(journal: journalPath(of: corpus))
  do throws(FileFailure) {
    for change in changes { try transaction.stage(change) }
    try transaction.commit()
  } catch {
    transaction.rollBack()
    throw error
  }
}

/// Finishes what a command that was killed had begun; costs one look where there is nothing.
func finishChange(in corpus: CorpusFolder) throws(FileFailure) {
  let path = journalPath(of: corpus)
  guard status(of: path) != nil else { return }
  let lock = FolderLock(around: path)
  defer { lock.release() }
  guard status(of: path) != nil else { return }
  let journal = try readFile(path).bytes
  let parts = journal.split(separator: 0, omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
  for start in stride(from: 0, to: parts.count - 2, by: 3) {
    let (staged, target, hash) = (parts[start], parts[start + 1], parts[start + 2])
    guard status(of: staged) != nil else { continue }
    guard try readFile(target).snapshot.hash == UInt64(hash) else {
      throw .writing(target, .changedSinceInterruption(staged: staged))
    }
    guard rename(staged, target) == 0 else { throw .writing(target) }
  }
  unlink(path)
  for start in stride(from: 0, to: parts.count - 2, by: 3) { unlink(parts[start] + "-old") }
}

private func journalPath(of corpus: CorpusFolder) -> String {
  corpus.path(of: ".crux/change.journal")
}

private struct FileTransaction {
  private struct Step {
    var staged: String
    var target: String
    var backup: String
    var snapshot: FileSnapshot
  }

  private let journal: String
  private var steps: [Step] = []
  /// How many have taken the place of the old.
  private var done = 0
  private var isAnnounced = false

  init(journal: String) { self.journal = journal }

  mutating func stage(_ change: FileChange) throws(FileFailure) {
    guard let target = resolvedPath(change.path), access(target, W_OK) == 0 else {
      throw .writing(change.path)
    }
    let staged = try writeTemporary(
      beside: target, bytes: change.bytes, permissions: change.snapshot.status.permissions)
    steps.append(
      Step(
        staged: staged, target: target, backup: staged + "-old", snapshot: change.snapshot))
  }

  mutating func commit() throws(FileFailure) {
    // The journal's folder is locked for as long as the journal is there, each file's own while it
    // is replaced.
    let lock = FolderLock(around: journal)
    defer { lock.release() }
    for step in steps {
      guard try readFile(step.target).snapshot == step.snapshot else {
        throw .writing(step.target, .changedMeanwhile)
      }
    }
    try announce()
    for step in steps {
      try replace(step)
      done += 1
    }
    unlink(journal)
    for step in steps { unlink(step.backup) }
  }

  private mutating func announce() throws(FileFailure) {
    var bytes: [UInt8] = []
    for step in steps {
      for part in [step.staged, step.target, String(step.snapshot.hash)] {
        bytes += part.utf8
        bytes.append(0)
      }
    }
    try createFile(journal, with: bytes, permissions: 0o600)
    isAnnounced = true
  }

  private func replace(_ step: Step) throws(FileFailure) {
    let lock = FolderLock(around: step.target)
    defer { lock.release() }
    guard try readFile(step.target).snapshot == step.snapshot else {
      throw .writing(step.target, .changedMeanwhile)
    }
    unlink(step.backup)
    guard link(step.target, step.backup) == 0, rename(step.staged, step.target) == 0 else {
      throw .writing(step.target)
    }
  }

  /// Needs no room on the disk: the old files are still there under another name.
  mutating func rollBack() {
    for step in steps.prefix(done).reversed() { rename(step.backup, step.target) }
    if isAnnounced { unlink(journal) }
    for step in steps {
      unlink(step.staged)
      unlink(step.backup)
    }
  }
}
