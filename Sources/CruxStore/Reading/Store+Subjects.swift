import CruxModel

/// Which threads bear on what: the paths of those that a page has to know when it speaks of something.
extension Store {
  /// Of the threads with this id.
  package func paths(ofThread id: ThreadID) throws(StoreError) -> [String] {
    try paths("SELECT path FROM threads WHERE id = ?1", id.rawValue)
  }

  /// Of the threads that define a statement, its crux or one of its answers, under this or another of
  /// its ids, that link it to something, that record a stance on it, or that refer to it.
  package func paths(ofStatement id: StatementID) throws(StoreError) -> [String] {
    var found: Set<String> = []
    for name in try names(of: id.pole?.crux ?? id) {
      found.formUnion(try paths(Self.pathsOfStatement, name))
    }
    return found.sorted()
  }

  /// Of the first thread in order of path that says more of a person than their name.
  package func path(describing person: PersonID) throws(StoreError) -> [String] {
    try paths(
      """
      SELECT t.path FROM thread_people AS p JOIN threads AS t ON t.key = p.thread
      WHERE p.person = ?1 AND (p.name <> p.person OR p.url IS NOT NULL OR p.role <> 'speaker'
        OR EXISTS (SELECT 1 FROM person_aliases AS a WHERE a.thread = p.thread AND a.person = ?1))
      ORDER BY t.path LIMIT 1
      """, person.rawValue)
  }

  /// Of the threads with a `[[reference]]` to this target.
  package func paths(referringTo target: String) throws(StoreError) -> [String] {
    try paths(
      """
      SELECT DISTINCT t.path FROM thread_references AS r JOIN threads AS t ON t.key = r.thread
      WHERE r.target = ?1
      """, target)
  }

  private func paths(_ sql: String, _ value: String) throws(StoreError) -> [String] {
    try connection.rows(sql, [.text(value)]) { (row) in row.text(0) }
  }

  /// The id, those it had before, and what has it now.
  private func names(of id: StatementID) throws(StoreError) -> Set<String> {
    Set(
      try paths(
        """
        SELECT ?1 UNION SELECT id FROM former_ids WHERE former = ?1 AND kind = 'statement'
        UNION SELECT former FROM former_ids WHERE id = ?1 AND kind = 'statement'
        """, id.rawValue))
  }

  /// `$` follows `#`, so that the range holds the answers of a crux.
  private static let pathsOfStatement = """
    SELECT path FROM threads WHERE key IN (
      SELECT thread FROM statements WHERE id = ?1 OR (id > ?1 || '#' AND id < ?1 || '$')
      UNION SELECT thread FROM links
      WHERE target = ?1 OR (target > ?1 || '#' AND target < ?1 || '$')
      UNION SELECT thread FROM links WHERE target_from = ?1
        OR (target_from > ?1 || '#' AND target_from < ?1 || '$')
      UNION SELECT l.thread FROM link_premises AS p JOIN links AS l ON l.key = p.link
      WHERE p.statement = ?1 OR (p.statement > ?1 || '#' AND p.statement < ?1 || '$')
      UNION SELECT thread FROM stances
      WHERE statement = ?1 OR (statement > ?1 || '#' AND statement < ?1 || '$')
      UNION SELECT thread FROM thread_references WHERE target = ?1)
    """
}
