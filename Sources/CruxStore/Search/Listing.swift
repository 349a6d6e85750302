/// What the filters of a query without words leave, newest first where nothing else is asked.
struct Listing {
  let connection: Connection
  let request: SearchRequest

  /// Up to how many are counted.
  static let countLimit = 10_000

  func statements(_ filters: Condition) throws(StoreError) -> ([HitPlace], Int) {
    let condition = filters && without("s.key", .statements)
    return try places(.statements, condition, from: "statements AS s", "s")
  }

  func posts(_ filters: Condition) throws(StoreError) -> ([HitPlace], Int) {
    let condition = filters && without("p.key", .posts)
    return try places(.posts, condition, from: "posts AS p", "p")
  }

  private func places(
    _ table: HitPlace.Table, _ condition: Condition, from source: String, _ alias: String
  ) throws(StoreError) -> ([HitPlace], Int) {
    guard !condition.isNever else { return ([], 0) }
    let matched = try connection.first(
      "SELECT count(*) FROM (SELECT 1 FROM \(source) WHERE \(condition.sql) LIMIT ?)",
      condition.values + [.integer(Listing.countLimit + 1)]
    ) { (row) in row.integer(0) }
    let places = try connection.rows(
      """
      SELECT 0, \(table.columns) FROM \(table.rows) WHERE \(condition.sql)
      ORDER BY \(order(alias)) LIMIT ? OFFSET ?
      """,
      condition.values + [.integer(request.limit), .integer(request.offset)]
    ) { (row) in HitPlace(table, row, rank: RowRank(score: 0, held: 0)) }
    return (places, matched ?? 0)
  }

  private func order(_ alias: String) -> String {
    switch request.order {
    case .best, .newest: "\(alias).time DESC, t.path, \(alias).offset"
    case .oldest: "\(alias).time IS NULL, \(alias).time, t.path, \(alias).offset"
    case .place: "t.path, \(alias).offset"
    }
  }

  /// Rows that hold none of the excluded words.
  private func without(_ key: String, _ table: TextTable) -> Condition {
    let terms = request.query.excluded.map {
      MatchExpression(CountedTerm(term: $0, documents: 0), table: table)
    }
    guard let any = MatchExpression.any(terms) else { return .always }
    let name = table.rawValue
    return Condition(
      sql: "\(key) NOT IN (SELECT rowid FROM \(name) WHERE \(name) MATCH ?)",
      values: [.text(any.text)])
  }
}
