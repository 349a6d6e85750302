import CorpusChecking
import CruxModel
import CruxStore
import Glibc
import ThreadParsing

/// What became of one file of a corpus on its way into the index.
enum ReadThread: Sendable {
  case parsed(PreparedThread)
  /// Its times changed, its bytes did not.
  case unchanged(path: String, FileStamp)
  case failed(path: String, FileFailure)
}

/// Reads and parses one file, unless its bytes are those the index knows.
func readThread(
  _ suspect: StalenessScan.Suspect, in corpus: CorpusFolder, settings: CorpusSettings
) -> ReadThread {
  let now = currentTime()
  do throws(FileFailure) {
    let content = try readFile(corpus.path(of: suspect.path))
    let stamp = FileStamp(content.snapshot, now: now)
    if let known = suspect.known, known.hash == stamp.hash, known.size == stamp.size {
      return .unchanged(path: suspect.path, stamp)
    }
    let thread = parseThread(content.bytes, path: suspect.path, settings: settings)
    return .parsed(
      PreparedThread(thread, file: stamp, findings: ordered(findings(in: thread))))
  } catch {
    return .failed(path: suspect.path, error)
  }
}

/// Reads a thread again under the id it gets because its own is taken.
func readThread(
  at path: String, named id: ThreadID, in corpus: CorpusFolder, settings: CorpusSettings
) throws(FileFailure) -> PreparedThread {
  let now = currentTime()
  let content = try readFile(corpus.path(of: path))
  let thread = parseThread(content.bytes, path: path, settings: settings)
  return PreparedThread(
    thread.withID(id), file: FileStamp(content.snapshot, now: now),
    findings: ordered(findings(in: thread)), wantedID: thread.id)
}

/// Nanoseconds since 1970.
func currentTime() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
