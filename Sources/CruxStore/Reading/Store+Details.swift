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

  private static let targets = """
    SELECT l.kind, l.recorder, nullif(lp.statement, ?1) AS pole,
      \(shownTarget) AS other
    FROM link_premises AS lp JOIN links AS l ON l.key = lp.link
    JOIN threads AS t ON t.key = l.thread
    LEFT JOIN links AS step ON step.key = l.key - l.position + l.target_link
    WHERE lp.statement = ?1 OR (lp.statement > ?1 || '#' AND lp.statement < ?1 || '$')
    ORDER BY t.path, l.position
    """

  private static let sources = """
    SELECT l.kind, l.recorder,
      CASE WHEN l.target > ?1 || '#' AND l.target < ?1 || '$' THEN l.target END AS pole,
      lp.statement AS other
    FROM links AS l
    JOIN link_premises AS lp ON lp.link = l.key JOIN threads AS t ON t.key = l.thread
    LEFT JOIN links AS step ON step.key = l.key - l.position + l.target_link
    WHERE l.target = ?1 OR (l.target > ?1 || '#' AND l.target < ?1 || '$')
      OR l.target_from = ?1 OR step.target = ?1
    ORDER BY t.path, l.position, lp.position
    """

  /// Those recorded under the id, then those under each that it had before.
  private func neighbours(
    _ sql: String, of id: StatementID, _ formerIDs: [StatementID]
  ) throws(StoreError) -> [StatementDetails.Neighbour] {
    var found: [StatementDetails.Neighbour] = []
    for name in [id] + formerIDs {
      found += try connection.rows(
        """
        SELECT n.kind, n.recorder, \(Self.presentID(of: "n.pole")), n.id, o.holder, o.text
        FROM (SELECT m.*, \(Self.presentID(of: "m.other")) AS id FROM (\(sql)) AS m) AS n
        LEFT JOIN statements AS o ON o.key = (SELECT min(key) FROM statements WHERE id = n.id)
        """, [.text(name.rawValue)]
      ) { (row) in
        StatementDetails.Neighbour(
          kind: LinkKind(rawValue: row.text(0)) ?? .grants,
          recorder: row.optionalText(1).map { PersonID($0) },
          pole: row.optionalText(2).flatMap { StatementID($0).pole.map { id.pole($0.key) } },
          id: StatementID(row.text(3)), holder: row.optionalText(4).map { PersonID($0) },
          text: row.text(5))
      }
    }
    return found
  }
}
