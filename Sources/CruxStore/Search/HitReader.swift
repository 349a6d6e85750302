import CruxModel

/// Reads what is shown of a hit.
struct HitReader {
  let connection: Connection
  /// Marks what was found; nil in a listing.
  let marker: TextMarker?

  func hit(_ place: HitPlace) throws(StoreError) -> SearchHit {
    var hit =
      place.table == .statements ? try statement(place.key) : try post(place.key)
    hit.score = place.rank.score
    for key in place.repeats { hit.repeats += try repetition(key) }
    return hit
  }

  private func statement(_ key: Int64) throws(StoreError) -> SearchHit {
    let hit = try connection.first(
      """
      SELECT s.id, s.kind, s.holder, p.date, t.id, t.title, t.path, p.anchor, s.line, s."column",
        s.text, s.position, s.thread
      FROM statements AS s JOIN threads AS t ON t.key = s.thread
      LEFT JOIN posts AS first ON first.key = t.first_post
      LEFT JOIN posts AS p ON p.key = first.key + s.post - first.position
      WHERE s.key = ?
      """, [.integer(key)]
    ) { (row) in
      let kind = StatementKind(rawValue: row.text(1)) ?? .claim
      var hit = SearchHit(row, .statement(StatementID(row.text(0)), kind))
      hit.passage = statementPassage(row.bytes(10))
      return hit
    }
    guard var hit, case .statement(let id, _) = hit.subject else { throw vanished() }
    hit.answers = try targets(of: id, in: hit.path)
    return hit
  }

  /// All of it in a listing.
  private func statementPassage(_ text: [UInt8]) -> MarkedText {
    guard let marker else { return Passage(text).whole }
    return Passage(text, marks: marker.marks(in: text, of: nil)).best(around: 320)
  }

  private func post(_ key: Int64) throws(StoreError) -> SearchHit {
    let hit = try connection.first(
      """
      SELECT '', '', p.author, p.date, t.id, t.title, t.path, p.anchor, p.line, p."column",
        p.words, p.quoted, p.title, above.anchor, above.author
      FROM posts AS p JOIN threads AS t ON t.key = p.thread
      LEFT JOIN posts AS above ON above.key = p.key - p.position + p.parent
      WHERE p.key = ?
      """, [.integer(key)]
    ) { (row) in
      let anchor = row.optionalText(7).map { Anchor($0) }
      var hit = SearchHit(row, anchor.map(SearchHit.Subject.post) ?? .introduction)
      hit.passage = postPassage(words: row.bytes(10), quoted: row.bytes(11), title: row.bytes(12))
      if let above = row.optionalText(13) {
        hit.answers = [
          SearchHit.Answered(
            relation: .reply, id: "\(hit.thread)#\(above)",
            author: row.optionalText(14).map { PersonID($0) }, text: "")
        ]
      }
      return hit
    }
    guard let hit else { throw vanished() }
    return hit
  }

  /// The best passage of own words, else of what the post quotes, else of the title.
  private func postPassage(words: [UInt8], quoted: [UInt8], title: [UInt8]) -> MarkedText {
    let parts: [([UInt8], SearchTerm.Side)] = [(words, .words), (quoted, .quotes), (title, .words)]
    for (text, side) in parts {
      guard let marks = marker?.marks(in: text, of: side), !marks.isEmpty else { continue }
      return Passage(text, marks: marks).best(around: 240)
    }
    return Passage(words.isEmpty ? quoted : words).best(around: 240)
  }

  /// The first three things that it does under any of its ids, in its own thread before others.
  private func targets(of id: StatementID, in path: String) throws(StoreError)
    -> [SearchHit.Answered]
  {
    try connection.rows(
      """
      SELECT m.kind, m.id, o.holder, o.text
      FROM (
        SELECT n.*, \(Store.presentID(of: "n.target")) AS id
        FROM (
          SELECT l.kind, \(Store.shownTarget) AS target, t.path, l.position
          FROM json_each(?1) AS name CROSS JOIN link_premises AS lp ON lp.statement = name.value
          JOIN links AS l ON l.key = lp.link JOIN threads AS t ON t.key = l.thread
          LEFT JOIN links AS step ON step.key = l.key - l.position + l.target_link
          WHERE l.kind <> 'same as' ORDER BY t.path <> ?2, t.path, l.position LIMIT 3) AS n) AS m
      LEFT JOIN statements AS o ON o.key = (SELECT min(key) FROM statements WHERE id = m.id)
      ORDER BY m.path <> ?2, m.path, m.position
      """, [.text(jsonArray([id] + connection.formerIDs(of: id))), .text(path)]
    ) { (row) in
      SearchHit.Answered(
        relation: LinkKind(rawValue: row.text(0)).map { .link($0) } ?? .reply, id: row.text(1),
        author: row.optionalText(2).map { PersonID($0) }, text: row.text(3))
    }
  }

  private func repetition(_ key: Int64) throws(StoreError) -> [SearchHit.Repeat] {
    try connection.rows(
      """
      SELECT s.id, s.holder, t.path, s.line FROM statements AS s
      JOIN threads AS t ON t.key = s.thread WHERE s.key = ?
      """, [.integer(key)]
    ) { (row) in
      SearchHit.Repeat(
        id: StatementID(row.text(0)), author: row.optionalText(1).map { PersonID($0) },
        path: row.text(2), line: row.integer(3))
    }
  }

  private func vanished() -> StoreError {
    StoreError(.corrupt, path: connection.path, message: "a row that was found is not there")
  }
}

extension SearchHit {
  /// Columns 2 to 9: author, date, thread's id, title and path, anchor, line, column.
  fileprivate init(_ row: Row, _ subject: Subject) {
    self.init(
      subject: subject, author: row.optionalText(2).map { PersonID($0) },
      date: row.optionalText(3), thread: ThreadID(row.text(4)), threadTitle: row.text(5),
      path: row.text(6), anchor: row.optionalText(7).map { Anchor($0) }, line: row.integer(8),
      column: row.integer(9), passage: MarkedText([]), answers: [], repeats: [], score: 0)
  }
}
