/// Keeps the full-text tables of the newest threads' rows in step with the threads.
///
/// Which threads those are follows from what the index holds, not from how it came to hold it: in
/// order of time, newest first, and of path, until they have enough rows. A thread with more rows
/// than all of them should have is passed over.
struct NewestRows {
  /// About how many rows; enough to see how common a word is, few enough to rank them all.
  static let usualCount = 2_000

  let connection: Connection

  /// To be called after the last change of a transaction.
  func follow() throws(StoreError) {
    let count = try wantedCount()
    for content in Content.allCases { try follow(content, count) }
  }

  private func follow(_ content: Content, _ count: Int) throws(StoreError) {
    let total =
      try connection.first("SELECT sum(\(content.rows)) FROM threads") { (row) in row.integer(0) }
    let (wanted, rows) = try total.map { $0 > 2 * count } == true ? newest(content, count) : ([], 0)
    try put(content, wanted)
    try connection.note(content.table.rawValue, String(total ?? 0))
    try connection.note(content.table.newest.rawValue, String(rows))
  }

  private func put(_ content: Content, _ wanted: [Int64]) throws(StoreError) {
    let held = Set(
      try connection.rows(
        "SELECT thread FROM newest_threads WHERE content = ?", [.text(content.rawValue)]
      ) { (row) in row.int64(0) })
    for thread in held.subtracting(wanted).sorted() {
      try connection.run(content.forgetting, [.integer(thread)])
      try connection.run(
        "DELETE FROM newest_threads WHERE content = ? AND thread = ?",
        [.text(content.rawValue), .integer(thread)])
    }
    // FTS5 wants its rows in order of key.
    for thread in wanted where !held.contains(thread) {
      try connection.run(
        "INSERT INTO newest_threads VALUES (?, ?)", [.text(content.rawValue), .integer(thread)])
      try connection.run(content.adding, [.integer(thread)])
    }
  }

  /// Keys of threads, in order of the keys of their rows, and how many rows these are.
  private func newest(_ content: Content, _ count: Int) throws(StoreError) -> ([Int64], Int) {
    var threads: [(first: Int64, key: Int64)] = []
    var rows = 0
    try connection.each(
      "SELECT key, \(content.first), \(content.rows) FROM threads ORDER BY time DESC, path"
    ) { (row) in
      guard row.integer(2) <= count else { return true }
      rows += row.integer(2)
      threads.append((row.int64(1), row.int64(0)))
      return rows < count
    }
    return (threads.sorted { $0 < $1 }.map(\.key), rows)
  }

  private func wantedCount() throws(StoreError) -> Int {
    let noted = try connection.first("SELECT value FROM facts WHERE name = 'newest'") { (row) in
      row.integer(0)
    }
    return noted ?? NewestRows.usualCount
  }
}

extension NewestRows {
  /// The two kinds of rows with full text.
  private enum Content: String, CaseIterable {
    case posts, statements

    /// The columns of `threads` that say which rows are a thread's.
    var first: String { self == .posts ? "first_post" : "first_statement" }
    var rows: String { self == .posts ? "post_rows" : "statement_rows" }

    var table: TextTable { self == .posts ? .posts : .statements }

    private var columns: String { self == .posts ? "title, words, quoted" : "text, name" }

    var adding: String {
      """
      INSERT INTO newest_\(rawValue)_text (rowid, \(columns))
      SELECT key, \(columns) FROM \(rawValue) \(ofThread)
      """
    }

    var forgetting: String {
      """
      INSERT INTO newest_\(rawValue)_text (newest_\(rawValue)_text, rowid, \(columns))
      SELECT 'delete', key, \(columns) FROM \(rawValue) \(ofThread)
      """
    }

    private var ofThread: String {
      """
      WHERE key >= (SELECT \(first) FROM threads WHERE key = ?1)
        AND key < (SELECT \(first) + \(rows) FROM threads WHERE key = ?1)
      """
    }
  }

  /// Forgets the rows of a thread (?1) that is about to be removed.
  static let removal: [String] =
    Content.allCases.map {
      $0.forgetting
        + " AND EXISTS (SELECT 1 FROM newest_threads WHERE content = '\($0.rawValue)' AND thread = ?1)"
    } + ["DELETE FROM newest_threads WHERE thread = ?1"]
}
