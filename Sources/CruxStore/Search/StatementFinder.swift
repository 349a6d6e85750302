import CruxModel

/// Finds statements by id, and what is linked to them.
struct StatementFinder {
  let connection: Connection

  /// The id meant by one typed: itself where it is defined, else what bears it now, else itself where it
  /// is a pole of what is defined; none for an unknown id.
  func statements(named typed: String) throws(StoreError) -> [StatementID] {
    let id = StatementID(typed)
    if try isDefined(id) { return [id] }
    let present = try connection.presentID(of: id)
    if try isDefined(present) { return [present] }
    return try isAnswer(present) ? [present] : []
  }

  /// Whether it is *yes* or *no* to a question that has no other answers; others are defined.
  private func isAnswer(_ id: StatementID) throws(StoreError) -> Bool {
    guard let (crux, key) = id.pole, ["yes", "no"].contains(key), try isDefined(crux) else {
      return false
    }
    return try connection.first(
      "SELECT 1 FROM statements WHERE crux = ?1 AND id NOT IN (?1 || '#yes', ?1 || '#no')",
      [.text(crux.rawValue)]
    ) { (_) in true } == nil
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
    switch key {
    case .crux: return try aboutCrux(id)
    case .against: return try attacks(id)
    case .pole: return try isPole(id) || supports(id)
    default: return try supports(id)
    }
  }

  /// All ids under which something about one of these is recorded.
  private func recorded(_ ids: [StatementID]) throws(StoreError) -> [String] {
    var found: [StatementID] = []
    for id in ids { found += try [id] + connection.formerIDs(of: id) }
    return found.map(\.rawValue)
  }

  /// What a link starts from, under its present id.
  private static let premise = Store.presentID(of: "p.statement")

  private func isPole(_ id: StatementID) -> Condition { .column("s.id", in: [id.rawValue]) }

  /// The crux, its answers, and everything linked to either.
  private func aboutCrux(_ id: StatementID) throws(StoreError) -> Condition {
    let itself = [Value.text(id.rawValue), .text(id.rawValue)]
    var condition = Condition(sql: "(s.id = ? OR s.crux = ?)", values: itself)
    for crux in try recorded([id]) {
      let links = Condition(
        sql: """
          s.id IN (
            SELECT \(Self.premise) FROM link_premises AS p JOIN links AS l ON l.key = p.link
            WHERE l.target = ? OR (l.target >= ? AND l.target < ?))
          """, values: [.text(crux), .text(crux + "#"), .text(crux + "$")])
      condition = condition || links
    }
    return condition
  }

  /// Reasons for it and for nothing else: for a yes/no crux also objections to *no*.
  private func supports(_ id: StatementID) throws(StoreError) -> Condition {
    try premises(["supports", "needs"], of: recorded(same(as: id)))
      || premises(["rebuts"], of: recorded(contrary(of: id)))
  }

  /// Objections to it, to a step into it or out of it, and for a yes/no crux reasons for *no*.
  private func attacks(_ id: StatementID) throws(StoreError) -> Condition {
    let itself = try recorded(same(as: id))
    return try premises(["rebuts", "undercuts"], of: itself)
      || premises(["supports"], of: recorded(contrary(of: id))) || undercuts(itself)
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

  /// Undercuts that name the step by its beginning, or by the link that adds it: then of a step into one
  /// of these or out of it.
  private func undercuts(_ ids: [String]) -> Condition {
    let from = Condition.column("o.target_from", in: ids)
    let into = Condition.column("step.target", in: ids)
    let outOf = Condition.column("q.statement", in: ids)
    return Condition(
      sql: """
        s.id IN (SELECT \(Self.premise) FROM link_premises AS p JOIN links AS l ON l.key = p.link
        WHERE l.kind = 'undercuts' AND l.key IN (
          SELECT o.key FROM links AS o WHERE \(from.sql)
          UNION SELECT o.key FROM links AS step CROSS JOIN links AS o
          ON o.thread = step.thread AND o.target_link = step.position
          WHERE step.target_kind = 'statement' AND \(into.sql)
          UNION SELECT o.key FROM link_premises AS q CROSS JOIN links AS step ON step.key = q.link
          CROSS JOIN links AS o ON o.thread = step.thread AND o.target_link = step.position
          WHERE \(outOf.sql)))
        """, values: from.values + into.values + outOf.values)
  }

  /// A yes/no crux and its yes answer are one claim.
  private func same(as id: StatementID) -> [StatementID] {
    guard let pole = id.pole else { return [id, id.pole("yes")] }
    return pole.key == "yes" ? [id, pole.crux] : [id]
  }

  private func contrary(of id: StatementID) -> [StatementID] {
    guard let pole = id.pole else { return [id.pole("no")] }
    switch pole.key {
    case "yes": return [pole.crux.pole("no")]
    case "no": return [pole.crux.pole("yes"), pole.crux]
    default: return []
    }
  }
}
