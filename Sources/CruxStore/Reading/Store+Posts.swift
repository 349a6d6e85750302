import CruxModel

/// A post as `crux show` prints it.
package struct PostDetails: Sendable {
  package var thread: ThreadID
  package var threadTitle: String
  package var anchor: Anchor
  package var author: PersonID
  package var date: String?
  package var path: String
  package var line: Int
  package var words: String
  package var quoted: String
  /// The post it answers.
  package var parent: Anchor?
  package var replies: [Anchor]
  package var statements: [ListedStatement]
}

extension Store {
  /// The thread an id, former id or path means; nil where there is none.
  package func thread(named typed: String) throws(StoreError) -> ListedThread? {
    let id = try connection.first(
      """
      SELECT id FROM threads WHERE id = ?2 OR path = ?1 OR path = ?1 || '.md'
      UNION ALL SELECT id FROM former_ids WHERE former = ?2 AND kind = 'thread' LIMIT 1
      """, [.text(typed), .text(ThreadID(typed).rawValue)]
    ) { (row) in row.text(0) }
    guard let id else { return nil }
    return try threads().first { $0.id.rawValue == id }
  }

  /// The posts of a thread, in order; without what stands before the first byline.
  package func posts(of thread: ThreadID) throws(StoreError) -> [PostDetails] {
    let statements = try connection.rows(
      """
      SELECT s.*, o.post FROM (\(ListedStatement.query(where: "t.id = ?1", order: "s.position")))
        AS s JOIN statements AS o ON o.id = s.id AND o.line = s.line
      """, [.text(thread.rawValue)]
    ) { (row) in (post: row.integer(9), statement: ListedStatement(row)) }
    let rows = try connection.rows(
      """
      SELECT t.title, p.anchor, p.author, p.date, t.path, p.line, p.words, p.quoted, p.parent,
        p.position
      FROM threads AS t JOIN posts AS p ON p.key >= t.first_post AND p.key < t.first_post + t.post_rows
      WHERE t.id = ?1 AND p.position > 0 ORDER BY t.path, p.position
      """, [.text(thread.rawValue)]
    ) { (row) in
      let post = PostDetails(
        thread: thread, threadTitle: row.text(0), anchor: Anchor(row.text(1)),
        author: PersonID(row.text(2)), date: row.optionalText(3), path: row.text(4),
        line: row.integer(5), words: row.text(6), quoted: row.text(7), replies: [], statements: [])
      return (post: post, parent: row.optionalInteger(8), position: row.integer(9))
    }
    return rows.map { row in
      var post = row.post
      post.parent = rows.first { $0.position == row.parent }?.post.anchor
      post.replies = rows.filter { $0.parent == row.position }.map(\.post.anchor)
      post.statements = statements.filter { $0.post == row.position }.map(\.statement)
      return post
    }
  }

  /// What a person holds, newest first.
  package func statements(of person: PersonID) throws(StoreError) -> [ListedStatement] {
    try connection.rows(
      ListedStatement.query(where: "s.holder = ?1", order: "s.time DESC, t.path, s.offset"),
      [.text(person.rawValue)]
    ) { (row) in ListedStatement(row) }
  }

  /// How much of everything there is, in order of the parts of a thread.
  package func counts() throws(StoreError) -> [(name: String, count: Int)] {
    let queries = [
      ("threads", "SELECT count(*) FROM threads"),
      ("posts", "SELECT count(*) FROM posts WHERE position > 0"),
      ("people", "SELECT count(DISTINCT person) FROM thread_people"),
      ("topics", "SELECT count(DISTINCT topic) FROM thread_topics"),
      ("claims", "SELECT count(*) FROM statements WHERE kind = 'claim' AND crux IS NULL"),
      ("rebuttals", "SELECT count(*) FROM statements WHERE kind = 'rebuttal'"),
      ("cruxes", "SELECT count(*) FROM statements WHERE kind = 'crux'"),
      ("answers", "SELECT count(*) FROM statements WHERE crux IS NOT NULL"),
      ("links", "SELECT count(*) FROM links"),
      ("stances", "SELECT count(*) FROM stances WHERE attitude <> 'implied'"),
      ("quotes", "SELECT count(*) FROM quotes"),
      ("references", "SELECT count(*) FROM thread_references"),
    ]
    var counts: [(name: String, count: Int)] = []
    for (name, sql) in queries {
      let count = try connection.first(sql) { (row) in row.integer(0) }
      counts.append((name, count ?? 0))
    }
    return counts
  }
}
