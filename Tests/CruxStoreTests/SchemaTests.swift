import Assets
import CSQLite
import CruxStore
import Glibc
import Testing

@Suite struct SchemaTests {
  private let schema = Asset.named("schema.sql")?.text ?? ""

  @Test func `the mark and version in schema.sql are those the program looks for`() {
    #expect(schema.contains("PRAGMA application_id = \(Store.applicationID);"))
    #expect(schema.contains("PRAGMA user_version = \(Store.version);"))
  }

  @Test func `every table and view has a comment above it`() {
    let lines = schema.split(separator: "\n", omittingEmptySubsequences: false)
    var tables = 0
    for (number, line) in lines.enumerated() where line.hasPrefix("CREATE") {
      guard !line.contains(" INDEX ") else { continue }
      tables += 1
      #expect(lines[number - 1].hasPrefix("-- "), "\(line)")
    }
    #expect(tables > 20)
  }

  @Test func `sqlite-utils and Datasette find the full text of posts and statements`() throws {
    let index = try SampleIndex(sampleThreads)
    for table in ["posts", "statements"] {
      // As both look for it.
      let found = try index.first(
        """
        SELECT name FROM sqlite_master WHERE rootpage = 0
          AND sql LIKE '%VIRTUAL TABLE%USING FTS%content="\(table)"%'
        """)
      #expect(found == "\(table)_text")
    }
  }

  @Test func `a file of another program is never touched`() throws {
    let index = try SampleIndex()
    try index.execute("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)")
    let before = try index.bytes()
    #expect(IndexState(ofFile: index.path) == .foreign)
    #expect(throws: StoreError.self) { try index.open() }
    #expect(throws: StoreError.self) { try FreshIndex(path: index.path) }
    #expect(try index.bytes() == before)
  }

  @Test func `an index of a newer crux is refused, of an older one made again`() throws {
    let index = try SampleIndex(sampleThreads)
    try index.execute("PRAGMA user_version = 99")
    #expect(IndexState(ofFile: index.path) == .newer(99))
    #expect(throws: StoreError.self) { try FreshIndex(path: index.path) }
    try index.execute("PRAGMA user_version = 0")
    #expect(IndexState(ofFile: index.path) == .older(0))
    try index.build(sampleThreads)
    #expect(IndexState(ofFile: index.path) == .current)
  }

  @Test(arguments: ["", "noise", "SQLite format 3\0 but no more"])
  func `what is no database is damaged, and made again`(content: String) throws {
    let index = try SampleIndex()
    let file = try #require(fopen(index.path, "w"))
    fwrite(Array(content.utf8), 1, content.utf8.count, file)
    fclose(file)
    #expect(IndexState(ofFile: index.path) == .corrupt)
    try index.build(sampleThreads)
    #expect(try index.found("undone") == ["cannot-undo"])
  }

  @Test func `an index cut off is an error that says so, never a crash`() throws {
    let index = try SampleIndex(sampleThreads)
    let size = try index.bytes().count
    for part in 1..<8 {
      truncate(index.path, size * part / 8)
      #expect(throws: StoreError.self) {
        _ = try index.found("undone launch")
        _ = try index.open().dump()
      }
    }
  }

  @Test func `a full-text table with a changed byte is an error or finds less, never a crash`()
    throws
  {
    let index = try SampleIndex(sampleThreads)
    let query = "launch* teaches harm undone \"rolled back\""
    let expected = try index.search(query).hits.count
    var losses = 0
    try index.forEachByte(ofTable: "statements_text_data", setTo: 0) {
      let found = try? index.search(query).hits.count
      if found != expected { losses += 1 }
    }
    #expect(losses > 20)
    #expect(try index.search(query).hits.count == expected)
  }
}

extension SampleIndex {
  /// Changes one byte after the other of the last row's `block` for as long as the body runs.
  func forEachByte(ofTable table: String, setTo value: UInt8, _ body: () throws -> Void) throws {
    var handle: OpaquePointer?
    try #require(sqlite3_open(path, &handle) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    var statement: OpaquePointer?
    sqlite3_prepare_v2(
      handle, "SELECT id, length(block) FROM \(table) ORDER BY id DESC LIMIT 1", -1, &statement, nil
    )
    try #require(sqlite3_step(statement) == SQLITE_ROW)
    let (row, length) = (sqlite3_column_int64(statement, 0), sqlite3_column_int(statement, 1))
    sqlite3_finalize(statement)
    for offset in 0..<length {
      func exchange(_ byte: UInt8) throws -> UInt8 {
        var blob: OpaquePointer?
        try #require(sqlite3_blob_open(handle, "main", table, "block", row, 1, &blob) == SQLITE_OK)
        defer { sqlite3_blob_close(blob) }
        var (old, new) = (UInt8(0), byte)
        sqlite3_blob_read(blob, &old, 1, offset)
        sqlite3_blob_write(blob, &new, 1, offset)
        return old
      }
      let old = try exchange(value)
      try body()
      _ = try exchange(old)
    }
  }

  /// The first column of the first row, as text.
  func first(_ sql: String) throws -> String? {
    var handle: OpaquePointer?
    try #require(sqlite3_open(path, &handle) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    var statement: OpaquePointer?
    try #require(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
    defer { sqlite3_finalize(statement) }
    guard sqlite3_step(statement) == SQLITE_ROW else { return nil }
    return sqlite3_column_text(statement, 0).map { String(cString: $0) }
  }

  /// Runs SQL on the file behind the program's back.
  func execute(_ sql: String) throws {
    var handle: OpaquePointer?
    try #require(sqlite3_open(path, &handle) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    try #require(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
  }

  func loseOneFullTextRow() throws {
    try execute(
      """
      INSERT INTO posts_text (posts_text, rowid, title, words, quoted)
      SELECT 'delete', key, title, words, quoted FROM posts LIMIT 1
      """)
  }

  func bytes() throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    fread(&bytes, 1, bytes.count, file)
    return bytes
  }
}
