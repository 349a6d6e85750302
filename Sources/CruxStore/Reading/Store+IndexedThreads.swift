import CruxModel

/// What pages need of threads that they do not show.
extension Store {
  /// Hands over every thread, in order of path.
  package func eachThread(
    _ body: (IndexedThread) throws(StoreError) -> Void
  ) throws(StoreError) {
    let connection = connection
    try connection.snapshot { () throws(StoreError) in
      try connection.each(IndexedThreadReader.query(where: "1", order: "path")) {
        (row) throws(StoreError) in
        try body(try IndexedThreadReader(connection: connection).thread(row))
        return true
      }
    }
  }

  /// The threads of the given paths; paths that the index does not hold are left out.
  package func threads(at paths: [String]) throws(StoreError) -> [IndexedThread] {
    var found: [IndexedThread] = []
    for path in paths {
      let thread = try connection.first(
        IndexedThreadReader.query(where: "path = ?1", order: "path"), [.text(path)]
      ) { (row) throws(StoreError) in
        try IndexedThreadReader(connection: connection).thread(row)
      }
      if let thread { found.append(thread) }
    }
    return found
  }
}

/// Reads what is one thread's, by the keys of its rows, which follow each other.
private struct IndexedThreadReader {
  let connection: Connection
  private let reader = FingerprintReader()

  init(connection: Connection) { self.connection = connection }

  static func query(where condition: String, order: String) -> String {
    """
    SELECT key, path, id, title, date, opening, first_post, post_rows, first_statement,
      statement_rows, first_link, link_rows, first_stance, stance_rows
    FROM threads WHERE \(condition) ORDER BY \(order)
    """
  }

  func thread(_ row: Row) throws(StoreError) -> IndexedThread {
    let key = row.int64(0)
    var thread = DiscussionThread(
      path: reader.text(row, 1), id: ThreadID(reader.text(row, 2)), title: reader.text(row, 3))
    thread.date = reader.optionalText(row, 4).flatMap { Timestamp($0) }
    var words = ThreadWords(opening: reader.text(row, 5))
    try readFrontMatter(key, &thread)
    thread.posts = try posts(row.int64(6), row.int64(7))
    try readStatements(row.int64(8), row.int64(9), key, &thread, &words)
    thread.links = try links(row.int64(10), row.int64(11))
    thread.stances = try stances(row.int64(12), row.int64(13))
    try readReferences(key, &thread, &words)
    return IndexedThread(thread: thread, words: words, fingerprint: reader.hash)
  }

  private func rows<T>(
    _ sql: String, _ values: [Value], _ read: (Row) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    let found = try connection.rows(sql, values, read)
    reader.take(UInt64(found.count))
    return found
  }

  // MARK: What is said

  private func readFrontMatter(_ key: Int64, _ thread: inout DiscussionThread) throws(StoreError) {
    thread.topics = try rows(
      "SELECT topic FROM thread_topics WHERE thread = ?1 ORDER BY position", [.integer(key)]
    ) { (row) in reader.text(row, 0) }
    thread.people = People(try people(key))
    thread.formerIDs = try rows(
      "SELECT former FROM former_ids WHERE id = ?1 AND thread = ?2 AND kind = 'thread' ORDER BY former",
      [.text(thread.id.rawValue), .integer(key)]
    ) { (row) in ThreadID(reader.text(row, 0)) }
  }

  /// Those of whom the thread or the corpus says more than their name.
  private func people(_ key: Int64) throws(StoreError) -> [Person] {
    var aliases: [String: [String]] = [:]
    try connection.each(
      "SELECT person, alias FROM person_aliases WHERE thread = ?1 ORDER BY person, alias",
      [.integer(key)]
    ) { (row) in
      aliases[reader.text(row, 0), default: []].append(reader.text(row, 1))
      return true
    }
    let people = try rows(
      "SELECT person, name, url, role FROM thread_people WHERE thread = ?1 ORDER BY person",
      [.integer(key)]
    ) { (row) in
      let id = reader.text(row, 0)
      return Person(
        id: PersonID(id), name: reader.text(row, 1), url: reader.optionalText(row, 2),
        aliases: aliases[id] ?? [], role: Person.Role(rawValue: reader.text(row, 3)) ?? .speaker)
    }
    return people.filter { $0 != Person(id: $0.id) }
  }

  private func posts(_ first: Int64, _ count: Int64) throws(StoreError) -> [Post] {
    try rows(
      """
      SELECT anchor, author, date, parent, level, is_annotation FROM posts
      WHERE key >= ?1 AND key < ?1 + ?2 AND position > 0 ORDER BY key
      """, [.integer(first), .integer(count)]
    ) { (row) in
      Post(
        anchor: Anchor(reader.text(row, 0)), hasWrittenAnchor: true,
        author: PersonID(reader.text(row, 1)),
        date: reader.optionalText(row, 2).flatMap { Timestamp($0) },
        parent: reader.optionalInteger(row, 3).map { $0 - 1 }, level: reader.integer(row, 4),
        isAnnotation: reader.flag(row, 5), place: .start, content: 0..<0)
    }
  }

  // MARK: What is claimed

  private func readStatements(
    _ first: Int64, _ count: Int64, _ thread: Int64, _ value: inout DiscussionThread,
    _ words: inout ThreadWords
  ) throws(StoreError) {
    guard count > 0 else { return }
    let formerIDs = try byStatement(
      """
      SELECT s.id, f.former FROM statements AS s
      JOIN former_ids AS f ON f.id = s.id AND f.thread = s.thread AND f.kind = 'statement'
      WHERE s.key >= ?1 AND s.key < ?1 + ?2 ORDER BY s.key, f.former
      """, [.integer(first), .integer(count)])
    let poles = try byStatement(
      "SELECT crux, pole FROM poles WHERE thread = ?1 ORDER BY crux, position", [.integer(thread)])
    let names = try poleNames(thread)
    value.statements = try rows(
      """
      SELECT id, kind, form, holder, annotator, post, text, has_rival_poles FROM statements
      WHERE key >= ?1 AND key < ?1 + ?2 ORDER BY key
      """, [.integer(first), .integer(count)]
    ) { (row) in
      var statement = statement(row)
      statement.formerIDs = formerIDs[statement.id] ?? []
      statement.poles = poles[statement.id] ?? []
      if statement.form == .pole { statement.poleName = names[statement.id] }
      words.statements.append(oneLine(Array(reader.text(row, 6).utf8)))
      return statement
    }
  }

  private func statement(_ row: Row) -> Statement {
    var statement = Statement(
      id: StatementID(reader.text(row, 0)),
      kind: StatementKind(rawValue: reader.text(row, 1)) ?? .claim, label: nil,
      form: Statement.Form(rawValue: reader.text(row, 2)) ?? .written,
      holder: reader.optionalText(row, 3).map { PersonID($0) },
      annotator: reader.optionalText(row, 4).map { PersonID($0) },
      post: reader.integer(row, 5) - 1, place: .start, header: 0..<0, content: 0..<0,
      detail: 0..<0, fingerprint: 0)
    statement.hasRivalPoles = reader.flag(row, 7)
    return statement
  }

  private func byStatement(_ sql: String, _ values: [Value]) throws(StoreError)
    -> [StatementID: [StatementID]]
  {
    var found: [StatementID: [StatementID]] = [:]
    for (id, other) in try rows(
      sql, values, { (row) in (StatementID(reader.text(row, 0)), StatementID(reader.text(row, 1))) }
    ) { found[id, default: []].append(other) }
    return found
  }

  private func poleNames(_ thread: Int64) throws(StoreError) -> [StatementID: String] {
    let names = try rows(
      "SELECT pole, name FROM poles WHERE thread = ?1 AND name IS NOT NULL ORDER BY crux, position",
      [.integer(thread)]
    ) { (row) in (StatementID(reader.text(row, 0)), reader.text(row, 1)) }
    return Dictionary(names, uniquingKeysWith: { first, _ in first })
  }

  private func links(_ first: Int64, _ count: Int64) throws(StoreError) -> [Link] {
    guard count > 0 else { return [] }
    let premises = try statementLists(
      """
      SELECT link - ?1, statement FROM link_premises WHERE link >= ?1 AND link < ?1 + ?2
      ORDER BY link, position
      """, first, count)
    return try rows(
      """
      SELECT position, kind, target_kind, target, target_from, target_link, recorder, post
      FROM links WHERE key >= ?1 AND key < ?1 + ?2 ORDER BY key
      """, [.integer(first), .integer(count)]
    ) { (row) in
      Link(
        kind: LinkKind(rawValue: reader.text(row, 1)) ?? .grants,
        premises: premises[reader.integer(row, 0)] ?? [], target: target(row),
        recorder: reader.optionalText(row, 6).map { PersonID($0) },
        post: reader.integer(row, 7) - 1, place: .start)
    }
  }

  /// The statements of each position, as rows of position and statement name them.
  private func statementLists(
    _ sql: String, _ first: Int64, _ count: Int64
  ) throws(StoreError) -> [Int: [StatementID]] {
    var lists: [Int: [StatementID]] = [:]
    try connection.each(sql, [.integer(first), .integer(count)]) { (row) in
      lists[reader.integer(row, 0), default: []].append(StatementID(reader.text(row, 1)))
      return true
    }
    return lists
  }

  private func target(_ row: Row) -> LinkTarget {
    let kind = reader.text(row, 2)
    let target = StatementID(reader.text(row, 3))
    let from = StatementID(reader.text(row, 4))
    let link = reader.integer(row, 5)
    return switch kind {
    case "link": .link(link)
    case "step": .step(from: from, to: target)
    case "only step": .onlyStep(from: from)
    default: .statement(target)
    }
  }

  private func stances(_ first: Int64, _ count: Int64) throws(StoreError) -> [Stance] {
    guard count > 0 else { return [] }
    let causes = try statementLists(
      """
      SELECT stance - ?1, statement FROM stance_causes WHERE stance >= ?1 AND stance < ?1 + ?2
      ORDER BY stance, position
      """, first, count)
    return try rows(
      """
      SELECT position, person, statement, attitude, credence, credence_words, is_former, post,
        offset
      FROM stances WHERE key >= ?1 AND key < ?1 + ?2 ORDER BY key
      """, [.integer(first), .integer(count)]
    ) { (row) in
      return Stance(
        person: PersonID(reader.text(row, 1)), statement: StatementID(reader.text(row, 2)),
        attitude: Stance.Attitude(rawValue: reader.text(row, 3)) ?? .unsure,
        credence: Credence(reader.real(row, 4), words: reader.optionalText(row, 5)),
        isFormer: reader.flag(row, 6), causes: causes[reader.integer(row, 0)] ?? [],
        post: reader.integer(row, 7) - 1,
        // Only for their order, which their number already tells.
        place: Place(line: 1, column: 1, offset: row.integer(8)))
    }
  }

  private func readReferences(
    _ key: Int64, _ thread: inout DiscussionThread, _ words: inout ThreadWords
  ) throws(StoreError) {
    thread.references = try rows(
      "SELECT target, post, words FROM thread_references WHERE thread = ?1 ORDER BY position",
      [.integer(key)]
    ) { (row) in
      words.references.append(reader.text(row, 2))
      let post = reader.integer(row, 1)
      return Reference(
        target: reader.text(row, 0), post: post > 0 ? post - 1 : nil, place: .start, node: 0)
    }
  }
}
