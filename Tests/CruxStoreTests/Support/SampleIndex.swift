import CruxModel
import CruxStore
import Glibc
import Testing
import ThreadParsing

/// An index in a folder of its own, removed when the value goes away.
final class SampleIndex {
  let folder: String
  var path: String { folder + "/index.sqlite" }
  /// About how many rows of the newest threads are indexed apart.
  private let newest: Int

  init(newest: Int = 2_000) throws {
    self.newest = newest
    var template = Array("/tmp/crux-store-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap(mkdtemp) }
    folder = String(cString: try #require(made))
  }

  /// A fresh index of these threads.
  convenience init(_ threads: [String: String], newest: Int = 2_000) throws {
    try self.init(newest: newest)
    try build(threads)
  }

  deinit {
    for suffix in ["", "-wal", "-shm", "-journal", ".new"] { unlink(path + suffix) }
    rmdir(folder)
  }

  func build(_ threads: [String: String]) throws {
    let fresh = try FreshIndex(path: path, newest: newest)
    for path in threads.keys.sorted() { try fresh.add(prepared(threads[path] ?? "", path: path)) }
    try fresh.finish()
  }

  func open(_ access: Store.Access = .reading) throws -> Store {
    try Store(path: path, access: access)
  }

  func search(_ query: String, limit: Int = 10) throws -> SearchResult {
    try open().search(SearchRequest(parseQuery(query), limit: limit))
  }

  /// Ids of statements and anchors of posts that are found, in order.
  func found(_ query: String) throws -> [String] {
    try search(query, limit: 100).hits.map { hit in
      switch hit.subject {
      case .statement(let id, _): id.rawValue
      case .post(let anchor): "#\(anchor)"
      case .introduction: "introduction"
      }
    }
  }
}

func prepared(_ text: String, path: String) -> PreparedThread {
  let bytes = Array(text.utf8)
  let stamp = FileStamp(
    size: Int64(bytes.count), modified: 1, inode: 1, hash: UInt64(truncatingIfNeeded: text.count))
  return PreparedThread(parseThread(bytes, path: path), file: stamp)
}

/// SplitMix64, so that a failing sequence can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
