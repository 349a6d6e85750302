extension Store {
  /// What is wrong with the file: SQLite's own check, and FTS5's with its rows compared against
  /// the tables they were made from (the plain form misses lost rows). Empty when it is sound.
  package func faults() throws(StoreError) -> [String] {
    var faults = try connection.rows("PRAGMA integrity_check(20)") { (row) in row.text(0) }
    faults.removeAll { $0 == "ok" }
    for table in TextTable.allCases.map(\.rawValue) {
      do {
        try connection.run("INSERT INTO \(table) (\(table), rank) VALUES ('integrity-check', 1)")
      } catch  where error.reason == .corrupt {
        faults.append("full text of \(table) does not match its rows")
      }
    }
    return faults
  }
}
