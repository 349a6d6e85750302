import CruxModel

/// A statement with where it stands, as lists show it.
package struct ListedStatement: Sendable {
  package var id: StatementID
  package var kind: StatementKind
  package var holder: PersonID?
  package var date: String?
  package var text: String
  package var thread: ThreadID
  package var path: String
  package var line: Int
  package var column: Int
}

package struct ListedPerson: Sendable {
  package var id: PersonID
  package var name: String
  package var role: String
  package var posts: Int
  package var statements: Int
  package var threads: Int
}

package struct ListedThread: Sendable {
  package var id: ThreadID
  package var title: String
  package var path: String
  package var date: String?
  package var topics: [String]
  package var posts: Int
  package var statements: Int
  package var people: Int
}

extension Store {
  /// Objections that nothing answers and cruxes on which nobody took a side, newest first.
  package func unanswered() throws(StoreError) -> [ListedStatement] {
    try connection.rows(
      ListedStatement.query(
        where: """
          s.kind = 'crux'
          AND NOT EXISTS (SELECT 1 FROM answered_statements AS a WHERE a.statement = s.id)
          OR s.id IN (
            SELECT \(Self.presentID(of: "p.statement"))
            FROM link_premises AS p JOIN links AS l ON l.key = p.link
            WHERE p.position = 0 AND l.kind IN ('rebuts', 'undercuts')
              AND NOT EXISTS (
                SELECT 1 FROM link_premises AS q JOIN answered_statements AS a
                ON a.statement = \(Self.presentID(of: "q.statement")) WHERE q.link = l.key))
          """, order: "s.time DESC, t.path, s.offset"), []
    ) { (row) in ListedStatement(row) }
  }

  /// Whoever writes, holds, records or takes a stance; those with most posts first.
  package func people() throws(StoreError) -> [ListedPerson] {
    try connection.rows(
      """
      SELECT id, name, role, posts, statements, threads FROM people
      ORDER BY posts DESC, statements DESC, id
      """
    ) { (row) in
      ListedPerson(
        id: PersonID(row.text(0)), name: row.text(1), role: row.text(2), posts: row.integer(3),
        statements: row.integer(4), threads: row.integer(5))
    }
  }

  /// By date, the newest first; those without any last.
  package func threads() throws(StoreError) -> [ListedThread] {
    try connection.rows(
      """
      SELECT t.id, t.title, t.path, t.date,
        (SELECT group_concat(topic, char(31)) FROM
          (SELECT topic FROM thread_topics WHERE thread = t.key ORDER BY position)),
        t.post_rows - EXISTS (SELECT 1 FROM posts WHERE key = t.first_post AND position = 0
          AND thread = t.key),
        t.statement_rows, (SELECT count(*) FROM thread_people WHERE thread = t.key)
      FROM threads AS t ORDER BY t.time DESC, t.path
      """
    ) { (row) in
      ListedThread(
        id: ThreadID(row.text(0)), title: row.text(1), path: row.text(2), date: row.optionalText(3),
        topics: row.text(4).split(separator: "\u{1F}").map(String.init), posts: row.integer(5),
        statements: row.integer(6), people: row.integer(7))
    }
  }
}

extension ListedStatement {
  static func query(where condition: String, order: String) -> String {
    """
    SELECT s.id, s.kind, s.holder, p.date, s.text, t.id, t.path, s.line, s."column"
    FROM statements AS s JOIN threads AS t ON t.key = s.thread
    LEFT JOIN posts AS p ON p.key >= t.first_post AND p.key < t.first_post + t.post_rows
      AND p.position = s.post
    WHERE \(condition) ORDER BY \(order)
    """
  }

  init(_ row: Row) {
    self.init(
      id: StatementID(row.text(0)), kind: StatementKind(rawValue: row.text(1)) ?? .claim,
      holder: row.optionalText(2).map { PersonID($0) }, date: row.optionalText(3),
      text: row.text(4), thread: ThreadID(row.text(5)), path: row.text(6), line: row.integer(7),
      column: row.integer(8))
  }
}
