import CruxModel
import Glibc

/// The index of one corpus, open. Belongs to one thread of execution at a time.
package final class Store {
  package enum Access: Sendable {
    case reading
    /// Reading a file that nobody changes, in a folder where nothing can be written.
    case readingImmutable
    case writing
  }

  /// 'CRUX' in `schema.sql`.
  package static let applicationID: UInt32 = 0x4352_5558
  /// Raised whenever the schema, or what the parser puts into it, changes.
  package static let version: UInt32 = 9

  let connection: Connection

  /// Opens an index that exists and is ours, of this version.
  package init(path: String, access: Access = .reading) throws(StoreError) {
    try IndexState(ofFile: path).check(path: path)
    let mode: Connection.Mode =
      switch access {
      case .reading: .readOnly
      case .readingImmutable: .immutable
      case .writing: .readWrite
      }
    connection = try Connection(path: path, mode: mode)
    try connection.execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000")
    if access == .writing {
      try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF")
    }
  }

  /// Gives back what was kept of the file for the next question, some 16 MB; it is read again as needed.
  package func releaseMemory() throws(StoreError) {
    try connection.execute("PRAGMA shrink_memory")
  }

  /// Where the index lies.
  package var path: String { connection.path }

  /// Changes the index in one transaction; whoever reads sees all of it or nothing.
  package func update(_ body: (inout IndexWriter) throws(StoreError) -> Void) throws(StoreError) {
    let connection = connection
    try connection.transaction { () throws(StoreError) in
      var writer = IndexWriter(try ThreadWriter(connection))
      try body(&writer)
      try NewestRows(connection: connection).follow()
      try writer.raiseGeneration()
    }
  }

  /// The files the index holds, by path.
  package func files() throws(StoreError) -> [(path: String, stamp: FileStamp)] {
    try connection.rows("SELECT path, size, modified, inode, hash FROM files ORDER BY path") {
      (row) in
      let stamp = FileStamp(
        size: row.int64(1), modified: row.int64(2), inode: UInt64(bitPattern: row.int64(3)),
        hash: UInt64(bitPattern: row.int64(4)))
      return (row.text(0), stamp)
    }
  }

  /// A fact noted with `IndexWriter.note`.
  package func fact(_ name: String) throws(StoreError) -> String? {
    try connection.first("SELECT value FROM facts WHERE name = ?1", [.text(name)]) { (row) in
      row.text(0)
    }
  }
}

/// What may be done to an index while it is being written.
package struct IndexWriter {
  private var threads: ThreadWriter

  init(_ threads: ThreadWriter) { self.threads = threads }

  /// Adds a thread, in place of any of the same path.
  package mutating func replace(_ prepared: PreparedThread) throws(StoreError) {
    try threads.remove(path: prepared.thread.path)
    try threads.add(prepared)
  }

  /// Adds a thread whose path the index does not hold.
  package mutating func add(_ prepared: PreparedThread) throws(StoreError) {
    try threads.add(prepared)
  }

  package mutating func remove(path: String) throws(StoreError) {
    try threads.remove(path: path)
  }

  /// Threads whose default id is taken, or no longer is, by path, with the id they should have. Ids
  /// written in threads and of statements come first, then default ids in order of path.
  package func misnamedThreads() throws(StoreError) -> [(path: String, id: ThreadID)] {
    try ThreadNames(threads.connection).misnamed()
  }

  /// Notes new times of a file whose bytes are as before.
  package mutating func touch(path: String, _ stamp: FileStamp) throws(StoreError) {
    try threads.touch(path: path, stamp)
  }

  /// Notes a fact about the index itself.
  package mutating func note(_ name: String, _ value: String) throws(StoreError) {
    try threads.connection.note(name, value)
  }

  fileprivate func raiseGeneration() throws(StoreError) {
    try threads.connection.run(
      """
      INSERT INTO facts VALUES ('generation', 1)
      ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1
      """)
  }
}

extension Connection {
  /// Notes a fact about the index itself.
  func note(_ name: String, _ value: String) throws(StoreError) {
    try run(
      "INSERT INTO facts VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
      [.text(name), .text(value)])
  }
}
