import CruxModel

/// What the index holds of the argument, for computing.
extension Store {
  /// Statements, links and stances of all threads, without words; in order of path.
  package func debateRecord() throws(StoreError) -> DebateRecord {
    let reader = DebateReader(connection: connection)
    return try connection.snapshot { () throws(StoreError) in try reader.record() }
  }

  /// What readers are shown of a statement: its words, or a pole's name where it has none; nil where
  /// the index does not hold it.
  package func words(of id: StatementID) throws(StoreError) -> String? {
    try connection.first(
      "SELECT text FROM statements WHERE id = ?1 ORDER BY key LIMIT 1", [.text(id.rawValue)]
    ) { (row) in row.text(0) }
  }

  /// The first definition of the id; nil where the index holds none.
  package func listedStatement(_ id: StatementID) throws(StoreError) -> ListedStatement? {
    try connection.first(
      ListedStatement.query(where: "s.id = ?1", order: "s.key LIMIT 1"), [.text(id.rawValue)]
    ) { (row) in ListedStatement(row) }
  }

  /// The statement an id stands for: itself, what it was renamed to, or a pole of either; nil for an
  /// unknown id.
  package func statement(named typed: String) throws(StoreError) -> StatementID? {
    try StatementFinder(connection: connection).statements(named: typed).first
  }

  /// The nearest statement id to one that does not exist.
  package func statementID(near typed: String) throws(StoreError) -> String? {
    try StatementFinder(connection: connection).nearest(to: typed)
  }

  /// The person meant by a name or alias as typed; nil where there is none or several.
  package func person(named typed: String) throws(StoreError) -> PersonID? {
    let found = try PeopleFinder(connection: connection).ids(named: typed)
    return found.count == 1 ? found.first.map { PersonID($0) } : nil
  }
}

private struct DebateReader {
  let connection: Connection

  func record() throws(StoreError) -> DebateRecord {
    var parts: [Int64: DebateRecord.Part] = [:]
    let order = try connection.rows("SELECT key, id FROM threads ORDER BY path") { (row) in
      (key: row.int64(0), id: ThreadID(row.text(1)))
    }
    for thread in order {
      parts[thread.key] = DebateRecord.Part(
        thread: thread.id, statements: [], links: [], stances: [])
    }
    try readStatements(into: &parts)
    try readLinks(into: &parts)
    try readStances(into: &parts)
    return DebateRecord(order.compactMap { parts[$0.key] })
  }

  private func readStatements(into parts: inout [Int64: DebateRecord.Part]) throws(StoreError) {
    let poles = try grouped("SELECT thread, crux, pole FROM poles ORDER BY thread, crux, position")
    let formers = try grouped(
      "SELECT thread, id, former FROM former_ids WHERE kind = 'statement' ORDER BY thread, former")
    let statements = try connection.rows(
      "SELECT thread, id, kind, has_rival_poles FROM statements ORDER BY key"
    ) { (row) in
      let key = Grouped(thread: row.int64(0), id: row.text(1))
      return (
        row.int64(0),
        DebateRecord.StatementNote(
          id: StatementID(key.id), kind: StatementKind(rawValue: row.text(2)) ?? .claim,
          hasRivalPoles: row.flag(3), poles: poles[key] ?? [], formerIDs: formers[key] ?? [])
      )
    }
    for (thread, note) in statements { parts[thread]?.statements.append(note) }
  }

  private struct Grouped: Hashable {
    var thread: Int64
    var id: String
  }

  /// Rows of thread, id and another id, by the first two.
  private func grouped(_ sql: String) throws(StoreError) -> [Grouped: [StatementID]] {
    var result: [Grouped: [StatementID]] = [:]
    try connection.each(sql) { (row) throws(StoreError) in
      result[Grouped(thread: row.int64(0), id: row.text(1)), default: []].append(
        StatementID(row.text(2)))
      return true
    }
    return result
  }

  private func readLinks(into parts: inout [Int64: DebateRecord.Part]) throws(StoreError) {
    var premises: [Int64: [StatementID]] = [:]
    try connection.each("SELECT link, statement FROM link_premises ORDER BY link, position") {
      (row) throws(StoreError) in
      premises[row.int64(0), default: []].append(StatementID(row.text(1)))
      return true
    }
    try connection.each(
      """
      SELECT key, thread, kind, target_kind, target, target_from, target_link, recorder, post, line,
        "column", offset
      FROM links ORDER BY key
      """
    ) { (row) throws(StoreError) in
      guard let kind = LinkKind(rawValue: row.text(2)) else { return true }
      parts[row.int64(1)]?.links.append(
        Link(
          kind: kind, premises: premises[row.int64(0)] ?? [], target: target(row),
          recorder: row.optionalText(7).map { PersonID($0) }, post: row.integer(8) - 1,
          place: Place(line: row.integer(9), column: row.integer(10), offset: row.integer(11))))
      return true
    }
  }

  private func target(_ row: Row) -> LinkTarget {
    let target = StatementID(row.text(4))
    let from = StatementID(row.text(5))
    return switch row.text(3) {
    case "link": .link(row.integer(6))
    case "step": .step(from: from, to: target)
    case "only step": .onlyStep(from: from)
    default: .statement(target)
    }
  }

  private func readStances(into parts: inout [Int64: DebateRecord.Part]) throws(StoreError) {
    let threads = parts.mapValues(\.thread)
    try connection.each(
      """
      SELECT thread, person, statement, attitude, credence, credence_words, is_former, post, time,
        line, "column", offset
      FROM stances ORDER BY key
      """
    ) { (row) throws(StoreError) in
      let key = row.int64(0)
      guard let thread = threads[key], let attitude = Stance.Attitude(rawValue: row.text(3)) else {
        return true
      }
      let place = Place(line: row.integer(9), column: row.integer(10), offset: row.integer(11))
      let stance = Stance(
        person: PersonID(row.text(1)), statement: StatementID(row.text(2)), attitude: attitude,
        credence: Credence(row.real(4), words: row.optionalText(5)), isFormer: row.flag(6),
        post: row.integer(7) - 1, place: place)
      let moment = Moment(
        date: row.optionalInt64(8).map { Timestamp(seconds: $0, text: "") }, thread: thread,
        post: stance.post, offset: place.offset)
      parts[key]?.stances.append(RecordedStance(stance, at: moment))
      return true
    }
  }
}
