import CruxModel

/// Writes threads into an index and takes them out again. Everything a thread brings is in rows of
/// its own: what they mean to other threads is found by joins, so nothing else is touched.
struct ThreadWriter {
  let connection: Connection
  private var next: NextKeys

  init(_ connection: Connection) throws(StoreError) {
    self.connection = connection
    next = try NextKeys(connection)
  }

  /// Adds a thread; one of the same path must have been removed before.
  mutating func add(_ prepared: PreparedThread) throws(StoreError) {
    let rows = ThreadRows(prepared, first: next)
    try writeFile(rows)
    try writeThread(rows)
    try writePeople(rows)
    try writePosts(rows)
    try writeStatements(rows)
    try writeLinks(rows)
    try writeStances(rows)
    try writeQuotes(rows)
    try writeReferencesAndFindings(rows)
    next = rows.nextKeys
  }

  /// Removes a thread; an unknown path is no error.
  func remove(path: String) throws(StoreError) {
    let key = try connection.first("SELECT key FROM threads WHERE path = ?1", [.text(path)]) {
      (row) in row.int64(0)
    }
    try connection.run("DELETE FROM files WHERE path = ?1", [.text(path)])
    guard let key else { return }
    for sql in ThreadWriter.removal { try connection.run(sql, [.integer(key)]) }
  }

  /// Notes that a file's bytes are as before although its times changed.
  func touch(path: String, _ stamp: FileStamp) throws(StoreError) {
    try connection.run(
      "UPDATE files SET size = ?2, modified = ?3, inode = ?4 WHERE path = ?1",
      [
        .text(path), .integer(stamp.size), .integer(stamp.modified),
        .integer(Int64(bitPattern: stamp.inode)),
      ])
  }
}

extension ThreadWriter {
  /// In this order: full text first, because FTS5 needs the exact old words to forget them.
  private static let removal: [String] =
    NewestRows.removal + [
      """
      INSERT INTO posts_text (posts_text, rowid, title, words, quoted)
      SELECT 'delete', key, title, words, quoted FROM posts
      WHERE key >= (SELECT first_post FROM threads WHERE key = ?1)
        AND key < (SELECT first_post + post_rows FROM threads WHERE key = ?1)
      """,
      """
      INSERT INTO statements_text (statements_text, rowid, text, name)
      SELECT 'delete', key, text, name FROM statements
      WHERE key >= (SELECT first_statement FROM threads WHERE key = ?1)
        AND key < (SELECT first_statement + statement_rows FROM threads WHERE key = ?1)
      """,
      """
      DELETE FROM link_premises
      WHERE link >= (SELECT first_link FROM threads WHERE key = ?1)
        AND link < (SELECT first_link + link_rows FROM threads WHERE key = ?1)
      """,
      """
      DELETE FROM stance_causes
      WHERE stance >= (SELECT first_stance FROM threads WHERE key = ?1)
        AND stance < (SELECT first_stance + stance_rows FROM threads WHERE key = ?1)
      """,
      """
      DELETE FROM quote_passages
      WHERE quote >= (SELECT first_quote FROM threads WHERE key = ?1)
        AND quote < (SELECT first_quote + quote_rows FROM threads WHERE key = ?1)
      """,
      removal(of: "posts", first: "first_post", rows: "post_rows"),
      removal(of: "statements", first: "first_statement", rows: "statement_rows"),
      removal(of: "links", first: "first_link", rows: "link_rows"),
      removal(of: "stances", first: "first_stance", rows: "stance_rows"),
      removal(of: "quotes", first: "first_quote", rows: "quote_rows"),
    ]
    + [
      "thread_topics", "thread_keys", "thread_people", "person_aliases", "poles",
      "thread_references", "findings",
    ].map { "DELETE FROM \($0) WHERE thread = ?1" }
    + [
      "DELETE FROM former_ids WHERE thread = ?1",
      "DELETE FROM threads WHERE key = ?1",
    ]

  private static func removal(of table: String, first: String, rows: String) -> String {
    """
    DELETE FROM \(table) WHERE key >= (SELECT \(first) FROM threads WHERE key = ?1)
      AND key < (SELECT \(first) + \(rows) FROM threads WHERE key = ?1)
    """
  }
}

/// The first free key of each table whose rows a thread owns in a row.
struct NextKeys {
  var thread: Int64 = 1
  var post: Int64 = 1
  var statement: Int64 = 1
  var link: Int64 = 1
  var stance: Int64 = 1
  var quote: Int64 = 1

  init(_ connection: Connection) throws(StoreError) {
    thread = try NextKeys.after("threads", connection)
    post = try NextKeys.after("posts", connection)
    statement = try NextKeys.after("statements", connection)
    link = try NextKeys.after("links", connection)
    stance = try NextKeys.after("stances", connection)
    quote = try NextKeys.after("quotes", connection)
  }

  private static func after(_ table: String, _ connection: Connection) throws(StoreError) -> Int64 {
    try connection.first("SELECT coalesce(max(key), 0) + 1 FROM \(table)") { (row) in row.int64(0) }
      ?? 1
  }
}
