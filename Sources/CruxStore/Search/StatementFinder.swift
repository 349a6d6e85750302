import CruxModel

/// Finds statements by id, and what is linked to them.
struct StatementFinder {
  let connection: Connection

  /// The ids meant by one typed: itself where it is defined or a pole of what is, else what it was
  /// renamed to; none for an unknown id.
  func statements(named typed: String) throws(StoreError) -> [StatementID] {
    let id = StatementID(typed)
    if try isDefined(id) { return [id] }
    if let pole = id.pole, let crux = try statements(named: pole.crux.rawValue).first {
      return [crux.pole(pole.key)]
    }
    return try connection.rows(
      "SELECT id FROM former_ids WHERE former = ?1 AND kind = 'statement' ORDER BY id LIMIT 1",
      [.text(id.rawValue)]
    ) { (row) in StatementID(row.text(0)) }
  }

  /// The poles meant by `crux#pole`, or by a pole's key or name alone, of any crux.
  func poles(named typed: String) throws(StoreError) -> [StatementID] {
    if typed.utf8.contains(UInt8(ascii: "#")) { return try statements(named: typed) }
    let key = KebabCase.make(from: typed)
    let poles = try connection.rows("SELECT DISTINCT pole FROM poles ORDER BY pole") { (row) in
      StatementID(row.text(0))
    }
    return poles.filter { $0.pole?.key == key }
  }

  func nearest(to typed: String) throws(StoreError) -> String? {
    let ids = try connection.rows("SELECT DISTINCT id FROM statements ORDER BY id") { (row) in
      row.text(0)
    }
    return CruxModel.nearest(to: typed, among: ids)
  }

  private func isDefined(_ id: StatementID) throws(StoreError) -> Bool {
    try connection.first("SELECT 1 FROM statements WHERE id = ?1", [.text(id.rawValue)]) { (_) in
      true
    } ?? false
  }
}

extension StatementFinder {
  /// The statements (s) that stand in the relation to the one with the id, under whichever of its ids
  /// that was recorded.
  func condition(_ key: SearchFilter.Key, _ id: StatementID) throws(StoreError) -> Condition {
    var condition = condition(key, recordedAs: id)
    for former in try formerIDs(of: id) {
      condition = condition || self.condition(key, recordedAs: former)
    }
    return condition
  }

  /// Of an answer those of its crux, with the answer.
  private func formerIDs(of id: StatementID) throws(StoreError) -> [StatementID] {
    let pole = id.pole
    let formers = try connection.rows(
      "SELECT DISTINCT former FROM former_ids WHERE id = ?1 AND kind = 'statement' ORDER BY former",
      [.text((pole?.crux ?? id).rawValue)]
    ) { (row) in StatementID(row.text(0)) }
    return formers.map { former in pole.map { former.pole($0.key) } ?? former }
  }

  private func condition(_ key: SearchFilter.Key, recordedAs id: StatementID) -> Condition {
    switch key {
    case .crux: aboutCrux(id)
    case .against: attacks(id)
    case .pole: isPole(id) || supports(id)
    default: supports(id)
    }
  }

  /// What a link starts from, under its present id.
  private static let premise = Store.presentID(of: "p.statement")

  private func isPole(_ id: StatementID) -> Condition { .column("s.id", in: [id.rawValue]) }

  /// The crux, its answers, and everything linked to either.
  private func aboutCrux(_ id: StatementID) -> Condition {
    let crux = id.rawValue
    return Condition(
      sql: """
        (s.id = ? OR s.crux = ? OR s.id IN (
          SELECT \(Self.premise) FROM link_premises AS p JOIN links AS l ON l.key = p.link
          WHERE l.target = ? OR (l.target >= ? AND l.target < ?)))
        """,
      values: [
        .text(crux), .text(crux), .text(crux), .text(crux + "#"), .text(crux + "$"),
      ])
  }

  /// Reasons for it and for nothing else: for a yes/no crux also objections to *no*.
  private func supports(_ id: StatementID) -> Condition {
    premises(["supports", "needs"], of: same(as: id)) || premises(["rebuts"], of: contrary(of: id))
  }

  /// Objections to it, to a step into it or out of it, and for a yes/no crux reasons for *no*.
  private func attacks(_ id: StatementID) -> Condition {
    premises(["rebuts", "undercuts"], of: same(as: id))
      || premises(["supports"], of: contrary(of: id)) || undercuts(same(as: id))
  }

  private func premises(_ kinds: [String], of targets: [String]) -> Condition {
    let kind = Condition.column("l.kind", in: kinds)
    let target = Condition.column("l.target", in: targets)
    guard !target.isNever else { return .never }
    return Condition(
      sql: """
        s.id IN (SELECT \(Self.premise) FROM link_premises AS p JOIN links AS l ON l.key = p.link
        WHERE \(kind.sql) AND \(target.sql))
        """, values: kind.values + target.values)
  }

  /// Undercuts that name the step by its beginning, or by the link that adds it: links of a thread
  /// have keys in a row.
  private func undercuts(_ targets: [String]) -> Condition {
    let from = Condition.column("l.target_from", in: targets)
    let into = Condition.column("step.target", in: targets)
    return Condition(
      sql: """
        s.id IN (SELECT \(Self.premise) FROM link_premises AS p JOIN links AS l ON l.key = p.link
        LEFT JOIN links AS step ON step.key = l.key - l.position + l.target_link
        WHERE l.kind = 'undercuts' AND (\(from.sql) OR \(into.sql)))
        """, values: from.values + into.values)
  }

  /// A yes/no crux and its yes answer are one claim.
  private func same(as id: StatementID) -> [String] {
    guard let pole = id.pole else { return [id.rawValue, id.pole("yes").rawValue] }
    return pole.key == "yes" ? [id.rawValue, pole.crux.rawValue] : [id.rawValue]
  }

  private func contrary(of id: StatementID) -> [String] {
    guard let pole = id.pole else { return [id.pole("no").rawValue] }
    switch pole.key {
    case "yes": return [pole.crux.pole("no").rawValue]
    case "no": return [pole.crux.pole("yes").rawValue, pole.crux.rawValue]
    default: return []
    }
  }
}
