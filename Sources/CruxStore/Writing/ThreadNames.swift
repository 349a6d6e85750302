import CruxModel

/// Which thread bears which id: statements and threads share one name space, and a default id that
/// is taken gets a suffix (FORMAT §1).
struct ThreadNames {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func misnamed() throws(StoreError) -> [(path: String, id: ThreadID)] {
    guard try mayBeMisnamed() else { return [] }
    var taken = try takenIDs()
    var misnamed: [(path: String, id: ThreadID)] = []
    try connection.each(
      "SELECT path, wanted_id, id FROM threads WHERE has_written_id = 0 ORDER BY path"
    ) { (row) in
      let id = free(row.text(1), taken)
      taken.insert(id)
      if id != row.text(2) { misnamed.append((row.text(0), ThreadID(id))) }
      return true
    }
    return misnamed
  }

  private func free(_ wanted: String, _ taken: Set<String>) -> String {
    guard taken.contains(wanted) else { return wanted }
    var number = 2
    while taken.contains("\(wanted)-\(number)") { number += 1 }
    return "\(wanted)-\(number)"
  }

  private func mayBeMisnamed() throws(StoreError) -> Bool {
    try connection.first(
      """
      SELECT 1 FROM threads WHERE wanted_id <> id
      UNION ALL SELECT 1 FROM (SELECT 1 FROM threads GROUP BY wanted_id HAVING count(*) > 1)
      UNION ALL SELECT 1 FROM threads
        WHERE has_written_id = 0 AND wanted_id IN (SELECT id FROM statements)
      LIMIT 1
      """
    ) { (_) in true } ?? false
  }

  private func takenIDs() throws(StoreError) -> Set<String> {
    Set(
      try connection.rows(
        """
        SELECT id FROM threads WHERE has_written_id = 1
        UNION SELECT id FROM statements WHERE instr(id, '~') = 0
        """
      ) { (row) in row.text(0) })
  }
}
