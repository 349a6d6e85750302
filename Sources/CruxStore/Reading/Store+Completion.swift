extension Store {
  /// Ids of statements and threads that begin so, at most 200, temporary ones left out.
  package func ids(startingWith prefix: String) throws(StoreError) -> [String] {
    try texts(
      """
      SELECT id FROM statements WHERE substr(id, 1, length(?1)) = ?1 AND instr(id, '~') = 0
      UNION SELECT id FROM threads WHERE substr(id, 1, length(?1)) = ?1
      ORDER BY 1 LIMIT 200
      """, prefix)
  }

  package func threadIDs(startingWith prefix: String) throws(StoreError) -> [String] {
    try texts(
      "SELECT id FROM threads WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 200", prefix)
  }

  /// `thread#anchor`.
  package func postIDs(startingWith prefix: String) throws(StoreError) -> [String] {
    try texts(
      """
      SELECT t.id || '#' || p.anchor FROM threads AS t
      JOIN posts AS p ON p.key >= t.first_post AND p.key < t.first_post + t.post_rows
      WHERE t.id = substr(?1, 1, instr(?1, '#') - 1) AND p.anchor IS NOT NULL
        AND substr(t.id || '#' || p.anchor, 1, length(?1)) = ?1
      ORDER BY p.position LIMIT 200
      """, prefix)
  }

  package func topics(startingWith prefix: String) throws(StoreError) -> [String] {
    try texts(
      """
      SELECT DISTINCT topic FROM thread_topics WHERE substr(topic, 1, length(?1)) = ?1
      ORDER BY topic LIMIT 200
      """, prefix)
  }

  package func people(startingWith prefix: String) throws(StoreError) -> [String] {
    try texts(
      """
      SELECT DISTINCT person FROM thread_people WHERE substr(person, 1, length(?1)) = ?1
      ORDER BY person LIMIT 200
      """, prefix)
  }

  private func texts(_ sql: String, _ prefix: String) throws(StoreError) -> [String] {
    try connection.rows(sql, [.text(prefix)]) { (row) in row.text(0) }
  }
}
