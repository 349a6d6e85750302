import CSQLite

/// A value bound to a statement.
package enum Value: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  /// Text as UTF-8.
  case utf8([UInt8])
  case blob([UInt8])

  static func integer(_ value: Int) -> Value { .integer(Int64(value)) }
  static func flag(_ value: Bool) -> Value { .integer(value ? 1 : 0) }
  static func optional(_ value: String?) -> Value { value.map(Value.text) ?? .null }
  static func optional(_ value: Int64?) -> Value { value.map(Value.integer) ?? .null }
}

/// A connection to one SQLite file. Belongs to one thread of execution at a time.
///
/// This file is the only one that touches SQLite's C interface, but for `Ranking.swift` and
/// `WordTokenizer.swift`, which speak to FTS5.
final class Connection {
  enum Mode {
    case readOnly
    /// Read-only on a file that nobody changes: no lock and no file beside it.
    case immutable
    case readWrite
    case create
  }

  let path: String
  private let handle: OpaquePointer
  /// Nil where SQLite was built without it.
  private let fts5: UnsafeMutablePointer<fts5_api>?
  /// Prepared statements not in use, by their SQL.
  private var idle: [String: OpaquePointer] = [:]
  /// Statements that change rows, by the place of their SQL in the program.
  private var insertions: [UnsafePointer<UInt8>: OpaquePointer] = [:]

  private static let countsNoMemory = crux_sqlite_count_no_memory() == SQLITE_OK

  init(path: String, mode: Mode) throws(StoreError) {
    _ = Connection.countsNoMemory
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(Connection.address(path, mode), &handle, mode.flags, nil)
    guard code == SQLITE_OK, let handle else {
      let error = Connection.error(code: code, handle: handle, path: path, sql: nil)
      sqlite3_close_v2(handle)
      throw error
    }
    self.path = path
    self.handle = handle
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, 5_000)
    fts5 = fts5Interface(of: handle)
    try check(registerRanking(fts5), sql: "SELECT fts5(?1)")
  }

  deinit {
    for statement in idle.values { sqlite3_finalize(statement) }
    for statement in insertions.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(handle)
  }

  /// Runs a script of several statements without values.
  func execute(_ script: String) throws(StoreError) {
    try check(sqlite3_exec(handle, script, nil, nil, nil), sql: script)
  }

  /// Runs one statement to its end.
  func run(_ sql: String, _ values: [Value] = []) throws(StoreError) {
    try each(sql, values) { (_) throws(StoreError) in true }
  }

  /// Runs one statement that returns no row and is run for very many: it is found again by the place
  /// of its SQL, and the values are bound without copies.
  func insert(_ sql: StaticString, _ values: [Value]) throws(StoreError) {
    let statement = try insertion(sql)
    let code = Connection.bind(values[...], to: statement) { sqlite3_step(statement) }
    let error = code == SQLITE_DONE ? nil : error(code, sql: "\(sql)")
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    if let error { throw error }
  }

  private func insertion(_ sql: StaticString) throws(StoreError) -> OpaquePointer {
    if let statement = insertions[sql.utf8Start] { return statement }
    let statement = try checkOut("\(sql)")
    insertions[sql.utf8Start] = statement
    return statement
  }

  /// All rows, read one by one.
  func rows<T>(
    _ sql: String, _ values: [Value] = [], _ read: (Row) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    var result: [T] = []
    try each(sql, values) { (row) throws(StoreError) in
      result.append(try read(row))
      return true
    }
    return result
  }

  /// The first row; nil where there is none.
  func first<T>(
    _ sql: String, _ values: [Value] = [], _ read: (Row) throws(StoreError) -> T
  ) throws(StoreError) -> T? {
    var result: T?
    try each(sql, values) { (row) throws(StoreError) in
      result = try read(row)
      return false
    }
    return result
  }

  /// Hands over row after row until `body` returns false.
  func each(
    _ sql: String, _ values: [Value] = [], _ body: (Row) throws(StoreError) -> Bool
  ) throws(StoreError) {
    let statement = try checkOut(sql)
    defer { checkIn(statement, sql: sql) }
    for (index, value) in values.enumerated() {
      try check(Connection.bind(value, to: statement, at: Int32(index + 1)), sql: sql)
    }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw error(code, sql: sql) }
      guard try body(Row(statement: statement)) else { return }
    }
  }

  /// What the full-text tables of this connection take words from.
  func wordTokenizer() throws(StoreError) -> WordTokenizer { try WordTokenizer(fts5) }

  /// Runs the body inside a transaction that takes the write lock at once; an error rolls it back.
  func transaction<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
      throw error
    }
  }

  /// Runs the body on one unchanging state of the index.
  func snapshot<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
    try execute("BEGIN")
    defer { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    return try body()
  }

  private func checkOut(_ sql: String) throws(StoreError) -> OpaquePointer {
    if let statement = idle.removeValue(forKey: sql) { return statement }
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v3(handle, sql, -1, 0, &statement, nil), sql: sql)
    guard let statement else { throw error(SQLITE_MISUSE, sql: sql) }
    return statement
  }

  private func checkIn(_ statement: OpaquePointer, sql: String) {
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    if let other = idle.updateValue(statement, forKey: sql) { sqlite3_finalize(other) }
  }

  private func check(_ code: Int32, sql: String) throws(StoreError) {
    guard code == SQLITE_OK else { throw error(code, sql: sql) }
  }

  private func error(_ code: Int32, sql: String) -> StoreError {
    Connection.error(code: code, handle: handle, path: path, sql: sql)
  }
}

extension Connection.Mode {
  fileprivate var flags: Int32 {
    switch self {
    case .readOnly, .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    case .create:
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    }
  }
}

extension Connection {
  /// A `file:` address, so that no path is mistaken for one.
  fileprivate static func address(_ path: String, _ mode: Mode) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var address = Array("file:".utf8)
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        address.append(byte)
      default:
        address += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: address, as: UTF8.self) + (mode == .immutable ? "?immutable=1" : "")
  }

  fileprivate static func bind(_ value: Value, to statement: OpaquePointer, at index: Int32)
    -> Int32
  {
    // SQLITE_TRANSIENT, which Swift does not import: SQLite makes its own copy.
    let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, number)
    case .real(let number): return sqlite3_bind_double(statement, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bindText(UnsafeRawBufferPointer(bytes), to: statement, at: index, copies)
      }
    case .utf8(let bytes):
      return bytes.withUnsafeBytes { bindText($0, to: statement, at: index, copies) }
    case .blob(let bytes):
      return bytes.withUnsafeBytes {
        sqlite3_bind_blob64(statement, index, $0.baseAddress, UInt64($0.count), copies)
      }
    }
  }

  /// Binds all values from the first on, each for as long as the body runs, which they may hold
  /// pointers for. As deep as there are columns.
  fileprivate static func bind(
    _ values: ArraySlice<Value>, to statement: OpaquePointer, _ body: () -> Int32
  ) -> Int32 {
    guard let value = values.first else { return body() }
    let index = Int32(values.startIndex + 1)
    let rest = values.dropFirst()
    func bindRest(after code: Int32) -> Int32 {
      code == SQLITE_OK ? bind(rest, to: statement, body) : code
    }
    switch value {
    case .text(var text):
      return text.withUTF8 { bytes in
        bindRest(after: bindText(UnsafeRawBufferPointer(bytes), to: statement, at: index, nil))
      }
    case .utf8(let bytes):
      return bytes.withUnsafeBytes {
        bindRest(after: bindText($0, to: statement, at: index, nil))
      }
    case .null, .integer, .real, .blob:
      return bindRest(after: bind(value, to: statement, at: index))
    }
  }

  private static func bindText(
    _ bytes: UnsafeRawBufferPointer, to statement: OpaquePointer, at index: Int32,
    _ destructor: sqlite3_destructor_type?
  ) -> Int32 {
    guard let start = bytes.baseAddress else {
      return sqlite3_bind_text(statement, index, "", 0, nil)
    }
    let characters = start.assumingMemoryBound(to: CChar.self)
    return sqlite3_bind_text64(
      statement, index, characters, UInt64(bytes.count), destructor, UInt8(SQLITE_UTF8))
  }

  fileprivate static func error(code: Int32, handle: OpaquePointer?, path: String, sql: String?)
    -> StoreError
  {
    let message = String(cString: handle.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
    return StoreError(reason(of: code), path: path, message: message, sql: sql)
  }

  private static func reason(of code: Int32) -> StoreError.Reason {
    switch code & 0xFF {
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .corrupt
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .diskFull
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cannotOpen
    case SQLITE_READONLY: .readOnly
    default: .other(code: code)
    }
  }
}

extension Store {
  /// Of the SQLite library in use, `3.40.1`.
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}

/// The row a statement stands on; valid only until the next.
struct Row {
  fileprivate let statement: OpaquePointer

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }
  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  func real(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
  func flag(_ column: Int32) -> Bool { integer(column) != 0 }

  /// Empty for NULL.
  func text(_ column: Int32) -> String {
    withBytes(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// UTF-8; empty for NULL.
  func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
  func optionalInteger(_ column: Int32) -> Int? { isNull(column) ? nil : integer(column) }
  func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

  /// The bytes of a text or blob, without a copy.
  func withBytes<T>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    let start = sqlite3_column_blob(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    return body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
