import Assets
import CruxModel
import Glibc

/// A whole index in the making, at a temporary name beside the one it will replace.
///
/// Nothing is journalled or synced: until `finish` renames it, nobody knows of it, and a run that
/// is killed leaves only a file that the next one deletes.
package final class FreshIndex {
  private let path: String
  private let temporaryPath: String
  private var connection: Connection?
  private var writer: IndexWriter

  /// Whoever calls holds the lock on the index. Never replaces a file of another program or of a
  /// newer crux.
  ///
  /// - Parameter newest: about how many rows of the newest threads are indexed apart, now and
  ///   whenever this index is updated.
  package init(path: String, newest: Int = NewestRows.usualCount) throws(StoreError) {
    switch IndexState(ofFile: path) {
    case .foreign: throw StoreError(.foreign, path: path)
    case .newer(let version): throw StoreError(.newer(version), path: path)
    case .missing, .current, .older, .corrupt: break
    }
    self.path = path
    temporaryPath = path + ".new"
    FreshIndex.discard(temporaryPath)
    let connection = try Connection(path: temporaryPath, mode: .create)
    do {
      try FreshIndex.prepare(connection)
      writer = IndexWriter(try ThreadWriter(connection))
      try writer.note("newest", String(newest))
    } catch {
      FreshIndex.discard(temporaryPath)
      throw error
    }
    self.connection = connection
  }

  deinit {
    guard connection != nil else { return }
    connection = nil
    FreshIndex.discard(temporaryPath)
  }

  package func add(_ prepared: PreparedThread) throws(StoreError) {
    try writer.add(prepared)
  }

  /// Adds a thread in place of one of the same path.
  package func replace(_ prepared: PreparedThread) throws(StoreError) {
    try writer.replace(prepared)
  }

  /// As `IndexWriter.misnamedThreads`.
  package func misnamedThreads() throws(StoreError) -> [(path: String, id: ThreadID)] {
    try writer.misnamedThreads()
  }

  package func note(_ name: String, _ value: String) throws(StoreError) {
    try writer.note(name, value)
  }

  /// Makes the indexes and puts the file in place of the old one.
  package func finish() throws(StoreError) {
    guard let connection else { return }
    try writer.note("generation", "1")
    try connection.execute(FreshIndex.indexes)
    try NewestRows(connection: connection).follow()
    for table in FreshIndex.fullTextTables {
      try connection.execute(FreshIndex.setting("automerge", 4, of: table))
      try connection.execute(FreshIndex.setting("hashsize", 1 << 20, of: table))
    }
    try connection.execute(
      "COMMIT; PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL"
    )
    self.connection = nil
    try replaceOldIndex()
  }

  /// A journal that belonged to the old file must never be played back into the new one, so it
  /// goes first.
  private func replaceOldIndex() throws(StoreError) {
    for suffix in ["-wal", "-shm", "-journal"] {
      unlink(temporaryPath + suffix)
      unlink(path + suffix)
    }
    guard rename(temporaryPath, path) == 0 else {
      let message = String(cString: strerror(errno))
      FreshIndex.discard(temporaryPath)
      throw StoreError(.cannotOpen, path: path, message: message)
    }
  }

  private static let fullTextTables = TextTable.allCases.map(\.rawValue)

  private static func prepare(_ connection: Connection) throws(StoreError) {
    try connection.execute(
      """
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -8000;
      PRAGMA temp_store = MEMORY;
      BEGIN;
      """)
    try connection.execute(tables)
    for table in fullTextTables {
      try connection.execute(setting("automerge", 0, of: table))
      try connection.execute(
        setting("hashsize", table == TextTable.posts.rawValue ? 16 << 20 : 4 << 20, of: table))
    }
  }

  private static func setting(_ name: String, _ value: Int, of table: String) -> String {
    "INSERT INTO \(table) (\(table), rank) VALUES ('\(name)', \(value))"
  }

  private static func discard(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }

  private static let schema = Asset.named("schema.sql")?.text ?? ""

  /// The schema up to its indexes.
  private static var tables: String { String(schema[..<startOfIndexes]) }

  private static var indexes: String { String(schema[startOfIndexes...]) }

  private static var startOfIndexes: String.Index {
    let mark = Array("\nCREATE UNIQUE INDEX".utf8)
    let bytes = schema.utf8
    var start = bytes.startIndex
    while start != bytes.endIndex, !bytes[start...].starts(with: mark) {
      start = bytes.index(after: start)
    }
    return start
  }
}
