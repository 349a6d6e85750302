import CruxModel

/// A view that a person recorded, as it stands in a thread.
package struct RecordedView: Sendable {
  package var person: PersonID
  package var statement: StatementID
  package var attitude: Stance.Attitude
  package var credence: Credence
  package var isFormer: Bool
  /// As written, of its post or of the one before.
  package var date: String?
  package var thread: ThreadID
  package var anchor: Anchor?
  package var path: String
  package var line: Int
  package var causes: [StatementID]
}

/// Two views of one person on one statement, the later of which replaced the earlier.
package struct ChangeOfMind: Sendable {
  package var before: RecordedView
  package var after: RecordedView
}

extension Store {
  /// Views that replaced another, the newest first (FORMAT §5); what is only implied is no view.
  package func changesOfMind() throws(StoreError) -> [ChangeOfMind] {
    let views = try recordedViews()
    var changes: [ChangeOfMind] = []
    for (earlier, later) in zip(views, views.dropFirst()) {
      guard earlier.person == later.person, earlier.statement == later.statement,
        earlier.credence.value != later.credence.value
      else { continue }
      changes.append(ChangeOfMind(before: earlier, after: later))
    }
    return changes.sorted {
      ($1.after.date ?? "", $0.after.path, $0.after.line)
        < ($0.after.date ?? "", $1.after.path, $1.after.line)
    }
  }

  /// By person, statement and time; a view of a crux's *yes* is one of the crux, and what was recorded
  /// under a former id one of what bears it now.
  private func recordedViews() throws(StoreError) -> [RecordedView] {
    let causes = try causesOfStances()
    return try connection.rows(
      """
      SELECT v.key, v.person,
        CASE WHEN substr(v.present, -4) = '#yes' THEN substr(v.present, 1, length(v.present) - 4)
          ELSE v.present END AS about,
        v.attitude, v.credence, v.credence_words, v.is_former, v.date, t.id, p.anchor, t.path, v.line
      FROM (SELECT *, \(Self.presentID(of: "statement")) AS present FROM stances) AS v
      JOIN threads AS t ON t.key = v.thread
      LEFT JOIN posts AS p ON p.key >= t.first_post AND p.key < t.first_post + t.post_rows
        AND p.position = v.post
      WHERE v.attitude <> 'implied'
      ORDER BY v.person, about, v.is_former DESC, v.time, t.id, v.post, v.offset
      """
    ) { (row) in
      RecordedView(
        person: PersonID(row.text(1)), statement: StatementID(row.text(2)),
        attitude: Stance.Attitude(rawValue: row.text(3)) ?? .unsure,
        credence: Credence(row.real(4), words: row.optionalText(5)), isFormer: row.flag(6),
        date: row.optionalText(7), thread: ThreadID(row.text(8)),
        anchor: row.optionalText(9).map { Anchor($0) }, path: row.text(10), line: row.integer(11),
        causes: causes[row.int64(0)] ?? [])
    }
  }

  private func causesOfStances() throws(StoreError) -> [Int64: [StatementID]] {
    var causes: [Int64: [StatementID]] = [:]
    try connection.each(
      "SELECT stance, \(Self.presentID(of: "statement")) FROM stance_causes ORDER BY stance, position"
    ) { (row) in
      causes[row.int64(0), default: []].append(StatementID(row.text(1)))
      return true
    }
    return causes
  }

  /// The views recorded of a statement or its poles, oldest first.
  package func views(of id: StatementID) throws(StoreError) -> [RecordedView] {
    try recordedViews().filter { $0.statement == id || $0.statement.pole?.crux == id }
  }
}
