import CruxModel

/// Under which ids something about a statement is recorded, and whose an id is now (FORMAT §3).
extension Connection {
  /// The ids that a statement had before, and for an answer those that its crux had, with the answer;
  /// in order. What something else bears now is none of them.
  func formerIDs(of id: StatementID) throws(StoreError) -> [StatementID] {
    try rows(
      """
      SELECT DISTINCT former || substr(?1, length(id) + 1) FROM renamed_statements
      WHERE id IN (?1, substr(?1, 1, instr(?1, '#') - 1)) ORDER BY 1
      """, [.text(id.rawValue)]
    ) { (row) in StatementID(row.text(0)) }
  }

  /// What bears now what the id was given to; the id itself where it is no former one.
  func presentID(of id: StatementID) throws(StoreError) -> StatementID {
    try first("SELECT \(Store.presentID(of: "?1"))", [.text(id.rawValue)]) { (row) in
      StatementID(row.text(0))
    } ?? id
  }
}

extension Store {
  /// An expression for the id that now bears what an id, as written in the column, was given to; the
  /// id itself where it is no former one. Of an answer its own former ids come before those of its crux.
  static func presentID(of column: String) -> String {
    """
    coalesce(
      (SELECT r.id || substr(\(column), length(r.former) + 1) FROM renamed_statements AS r
       WHERE r.former IN (\(column), substr(\(column), 1, instr(\(column), '#') - 1))
       ORDER BY length(r.former) DESC, r.id LIMIT 1),
      \(column))
    """
  }
}
