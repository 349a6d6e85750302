import CruxModel

/// All that the index holds of one statement.
package struct StatementDetails: Sendable {
  /// A link seen from the statement, with what stands at its other end.
  package struct Neighbour: Sendable {
    package var kind: LinkKind
    package var recorder: PersonID?
    /// The answer of this crux that the link leads to or from; nil where it is the statement itself.
    package var pole: StatementID?
    /// The statement at the other end; its words are empty where nothing defines it.
    package var id: StatementID
    package var holder: PersonID?
    package var text: String
  }

  /// The first definition.
  package var statement: ListedStatement
  package var label: String?
  package var detail: String
  package var formerIDs: [StatementID]
  package var poles: [ListedStatement]
  /// What it does to others.
  package var targets: [Neighbour]
  /// What others do to it or to its poles.
  package var sources: [Neighbour]
  /// Other statements of the same words.
  package var repeats: [ListedStatement]
  package var views: [RecordedView]
  /// Where it is referred to with `[[id]]`.
  package var references: [(path: String, line: Int)]
}

extension Store {
  /// What the index holds of a statement; nil where nothing defines the id.
  package func details(of id: StatementID) throws(StoreError) -> StatementDetails? {
    let connection = connection
    return try connection.snapshot { () throws(StoreError) in
      guard let statement = try first(id) else { return nil }
      let more = try connection.first(
        "SELECT label, detail FROM statements WHERE id = ?1 ORDER BY key LIMIT 1",
        [.text(id.rawValue)]
      ) { (row) in (label: row.optionalText(0), detail: row.text(1)) }
      let formerIDs = try connection.formerIDs(of: id)
      return StatementDetails(
        statement: statement, label: more?.label, detail: more?.detail ?? "",
        formerIDs: formerIDs, poles: try listed("s.crux = ?1", id),
        targets: try neighbours(Self.targets, of: id, formerIDs),
        sources: try neighbours(Self.sources, of: id, formerIDs),
        repeats: try listed(
          """
          s.id <> ?1 AND s.fingerprint = (SELECT fingerprint FROM statements WHERE id = ?1 LIMIT 1)
          """, id),
        views: try views(of: id), references: try references(to: [id] + formerIDs))
    }
  }

  private func first(_ id: StatementID) throws(StoreError) -> ListedStatement? {
    try listed("s.id = ?1", id).first
  }

  private func listed(_ condition: String, _ id: StatementID) throws(StoreError)
    -> [ListedStatement]
  {
    try connection.rows(
      ListedStatement.query(where: condition, order: "t.path, s.position"), [.text(id.rawValue)]
    ) { (row) in ListedStatement(row) }
  }

  private func references(to ids: [StatementID]) throws(StoreError) -> [(path: String, line: Int)] {
    var found: [(path: String, line: Int)] = []
    for id in ids {
      found += try connection.rows(
        """
        SELECT t.path, r.line FROM thread_references AS r JOIN threads AS t ON t.key = r.thread
        WHERE r.target = ?1 ORDER BY t.path, r.position
        """, [.text(id.rawValue)]
      ) { (row) in (row.text(0), row.integer(1)) }
    }
    return found
  }

  /// An expression for what a link `l` is said to act on, with `step` the link it leads to if it does:
  /// of a step the statement that it starts from.
  static let shownTarget = """
    coalesce(l.target_from,
      (SELECT statement FROM link_premises WHERE link = step.key ORDER BY position LIMIT 1), l.target)
    """

  /// Links from the ids of ?1 or from their poles: with which end it is, what stands at the other, and
  /// where it is recorded.
  private static let targets = """
    SELECT l.kind, l.recorder, lp.statement AS near, \(shownTarget) AS other, t.path,
      l.position, lp.position AS premise
    FROM json_each(?1) AS name CROSS JOIN link_premises AS lp
    ON lp.statement = name.value
      OR (lp.statement > name.value || '#' AND lp.statement < name.value || '$')
    JOIN links AS l ON l.key = lp.link JOIN threads AS t ON t.key = l.thread
    LEFT JOIN links AS step ON step.key = l.key - l.position + l.target_link
    """

  /// The same of links to them, or to a step from or to one of them.
  private static let sources = """
    SELECT l.kind, l.recorder, l.target AS near, lp.statement AS other, t.path,
      l.position, lp.position AS premise
    FROM (
      SELECT o.key FROM json_each(?1) AS name CROSS JOIN links AS o
      ON o.target = name.value OR (o.target > name.value || '#' AND o.target < name.value || '$')
      UNION SELECT o.key FROM json_each(?1) AS name CROSS JOIN links AS o
      ON o.target_from = name.value
      UNION SELECT o.key FROM json_each(?1) AS name
      CROSS JOIN links AS step ON step.target = name.value AND step.target_kind = 'statement'
      CROSS JOIN links AS o ON o.thread = step.thread AND o.target_link = step.position
      UNION SELECT o.key FROM json_each(?1) AS name
      CROSS JOIN link_premises AS p ON p.statement = name.value
      CROSS JOIN links AS step ON step.key = p.link
      CROSS JOIN links AS o ON o.thread = step.thread AND o.target_link = step.position
    ) AS found
    JOIN links AS l ON l.key = found.key JOIN threads AS t ON t.key = l.thread
    JOIN link_premises AS lp ON lp.link = l.key
    """

  /// What stands at the other ends of links recorded under one of the ids, in the order of the threads.
  private func neighbours(
    _ sql: String, of id: StatementID, _ formerIDs: [StatementID]
  ) throws(StoreError) -> [StatementDetails.Neighbour] {
    try connection.rows(
      """
      SELECT n.kind, n.recorder, \(Self.presentID(of: "n.near")), n.id, o.holder, o.text
      FROM (SELECT m.*, \(Self.presentID(of: "m.other")) AS id FROM (\(sql)) AS m) AS n
      LEFT JOIN statements AS o ON o.key = (SELECT min(key) FROM statements WHERE id = n.id)
      ORDER BY n.path, n.position, n.premise
      """, [.text(jsonArray([id] + formerIDs))]
    ) { (row) in
      StatementDetails.Neighbour(
        kind: LinkKind(rawValue: row.text(0)) ?? .grants,
        recorder: row.optionalText(1).map { PersonID($0) },
        pole: row.optionalText(2).flatMap { answer($0, of: id) },
        id: StatementID(row.text(3)), holder: row.optionalText(4).map { PersonID($0) },
        text: row.text(5))
    }
  }

  /// The id where it is that of an answer of the crux.
  private func answer(_ id: String, of crux: StatementID) -> StatementID? {
    let id = StatementID(id)
    return id.pole?.crux == crux ? id : nil
  }
}
