/// The content of an index as lines of text, for comparing two of them.
extension Store {
  /// Table after table, sorted by what people wrote; without keys, times of files and the like,
  /// so that two indexes of the same threads give the same lines whichever way they came about.
  package func dump() throws(StoreError) -> [String] {
    let connection = connection
    return try connection.snapshot { () throws(StoreError) in
      try declareInstances(connection)
      var lines: [String] = []
      for (name, sql) in Store.dumpQueries {
        lines += try connection.rows(sql) { (row) in "\(name): \(row.text(0))" }.sorted()
      }
      return lines
    }
  }

  private func declareInstances(_ connection: Connection) throws(StoreError) {
    for table in TextTable.allCases.map(\.rawValue) {
      try connection.execute(
        """
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_instances
        USING fts5vocab(main, \(table), instance)
        """)
    }
  }

  private static let dumpQueries: [(name: String, sql: String)] = [
    (
      "file",
      "SELECT json_array(f.path, f.size, f.hash, t.path) FROM files AS f LEFT JOIN threads AS t ON t.key = f.thread"
    ),
    ("fact", "SELECT json_array(name, value) FROM facts WHERE name <> 'generation'"),
    (
      "thread",
      "SELECT json_array(path, id, wanted_id, has_written_id, title, opening, source, date, time, is_annotated, post_rows, statement_rows, link_rows, stance_rows, quote_rows) FROM threads"
    ),
    (
      "topic",
      "SELECT json_array(t.path, r.position, r.topic) FROM thread_topics AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "key",
      "SELECT json_array(t.path, r.position, r.name, r.value) FROM thread_keys AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "person",
      "SELECT json_array(t.path, r.person, r.name, r.url, r.role, r.posts, r.statements) FROM thread_people AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "alias",
      "SELECT json_array(t.path, r.person, r.alias) FROM person_aliases AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "post",
      "SELECT json_array(t.path, r.position, r.anchor, r.has_written_anchor, r.author, r.date, r.time, r.permalink, r.parent, r.replies, r.level, r.is_annotation, r.line, r.\"column\", r.offset, r.title, r.words, r.quoted) FROM posts AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "statement",
      "SELECT json_array(t.path, r.position, r.id, r.kind, r.label, r.form, r.holder, r.annotator, r.post, r.time, r.line, r.\"column\", r.offset, r.text, r.name, r.detail, r.crux, r.has_rival_poles, r.fingerprint) FROM statements AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "pole",
      "SELECT json_array(t.path, r.crux, r.position, r.pole, r.name, r.nickname) FROM poles AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "former",
      "SELECT json_array(t.path, r.former, r.id, r.kind) FROM former_ids AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "link",
      "SELECT json_array(t.path, r.position, r.kind, r.target_kind, r.target, r.target_from, r.target_link, r.recorder, r.post, r.line, r.\"column\", r.offset) FROM links AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "premise",
      "SELECT json_array(t.path, l.position, r.position, r.statement) FROM link_premises AS r LEFT JOIN links AS l ON l.key = r.link LEFT JOIN threads AS t ON t.key = l.thread"
    ),
    (
      "stance",
      "SELECT json_array(t.path, r.position, r.person, r.statement, r.attitude, r.credence, r.credence_words, r.is_former, r.post, r.date, r.time, r.line, r.\"column\", r.offset) FROM stances AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "cause",
      "SELECT json_array(t.path, s.position, r.position, r.statement) FROM stance_causes AS r LEFT JOIN stances AS s ON s.key = r.stance LEFT JOIN threads AS t ON t.key = s.thread"
    ),
    (
      "quote",
      "SELECT json_array(t.path, r.position, r.post, r.status, r.words, r.line, r.\"column\", r.offset) FROM quotes AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "passage",
      "SELECT json_array(t.path, q.position, r.position, r.post, r.lower, r.upper) FROM quote_passages AS r LEFT JOIN quotes AS q ON q.key = r.quote LEFT JOIN threads AS t ON t.key = q.thread"
    ),
    (
      "reference",
      "SELECT json_array(t.path, r.position, r.target, r.words, r.post, r.line, r.\"column\", r.offset) FROM thread_references AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "finding",
      "SELECT json_array(t.path, r.position, r.rule, r.severity, r.message, r.line, r.\"column\", r.offset, r.length) FROM findings AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "newest",
      "SELECT json_array(r.content, t.path) FROM newest_threads AS r LEFT JOIN threads AS t ON t.key = r.thread"
    ),
    (
      "word in newest post",
      "SELECT json_array(r.term, t.path, p.position, r.col, r.offset) FROM newest_posts_text_instances AS r LEFT JOIN posts AS p ON p.key = r.doc LEFT JOIN threads AS t ON t.key = p.thread"
    ),
    (
      "word in newest statement",
      "SELECT json_array(r.term, t.path, p.position, r.col, r.offset) FROM newest_statements_text_instances AS r LEFT JOIN statements AS p ON p.key = r.doc LEFT JOIN threads AS t ON t.key = p.thread"
    ),
    (
      "word in post",
      "SELECT json_array(r.term, t.path, p.position, r.col, r.offset) FROM posts_text_instances AS r LEFT JOIN posts AS p ON p.key = r.doc LEFT JOIN threads AS t ON t.key = p.thread"
    ),
    (
      "word in statement",
      "SELECT json_array(r.term, t.path, p.position, r.col, r.offset) FROM statements_text_instances AS r LEFT JOIN statements AS p ON p.key = r.doc LEFT JOIN threads AS t ON t.key = p.thread"
    ),
  ]
}
