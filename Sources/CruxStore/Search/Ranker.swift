import Glibc

/// A row with how well it answers.
struct RankedKey {
  var key: Int64
  var rank: RowRank
}

/// The best rows of one full-text table.
struct RankedRows {
  /// Best first; rows of equal score in order of key.
  var rows: [RankedKey] = []
  /// How many match; a lower bound where `ranked` is not nil and counting all would take long.
  var matched = 0
  /// How many were ranked, where not all.
  var ranked: Int?
}

/// Ranks what matches a query, or where too much matches a part of it.
///
/// Ranking takes about a microsecond a row, so above `Ranker.limit` rows a part is chosen that can
/// be found without ranking: the rows that hold one of the rarer words, else those that hold all
/// of them, else those added last.
struct Ranker {
  /// How many rows are ranked.
  static let limit = 2_000
  /// Where counting stops; beyond it the number is estimated.
  private static let countLimit = 20_000

  let connection: Connection
  let query: SearchQuery
  /// How many posts hold each positive term of the query.
  let counts: [SearchTerm: Int]
  /// How many posts there are.
  let total: Int

  init(connection: Connection, query: SearchQuery) throws(StoreError) {
    self.connection = connection
    self.query = query
    var counts: [SearchTerm: Int] = [:]
    for term in Set(query.positiveTerms) {
      let phrase = MatchExpression(CountedTerm(term: term, documents: 0), table: .posts)
      counts[term] = try Ranker.documents(matching: phrase.text, connection)
    }
    self.counts = counts
    total = try Ranker.rowCount(connection, terms: query.positiveTerms, counts: counts)
  }

  /// Terms that no post and so no statement holds, in order.
  var unknownTerms: [SearchTerm] { query.positiveTerms.filter { counts[$0] == 0 } }

  func best(_ table: TextTable, where condition: Condition) throws(StoreError) -> RankedRows {
    guard !condition.isNever, let all = expression(table) else { return RankedRows() }
    let count = try matches(all, table, condition, limit: Ranker.limit + 1)
    if count <= Ranker.limit {
      return RankedRows(
        rows: try rank(all, table, condition), matched: count, ranked: nil)
    }
    let rows = try rank(try part(of: all, table, condition), table, condition)
    return RankedRows(
      rows: rows, matched: max(rows.count, try estimate(all, table, condition)),
      ranked: rows.count)
  }

  /// The expression that marks all matches of a row.
  func marking(_ table: TextTable) -> MatchExpression? {
    MatchExpression.any(expressions(of: known(query.positiveTerms), table))
  }
}

extension Ranker {
  private func known(_ terms: [SearchTerm]) -> [SearchTerm] {
    terms.filter { counts[$0, default: 0] > 0 }
  }

  private func expressions(of terms: [SearchTerm], _ table: TextTable) -> [MatchExpression] {
    terms.map { term in
      MatchExpression(CountedTerm(term: term, documents: counts[term, default: 0]), table: table)
    }
  }

  /// What the query asks of the table; nil where nothing can match.
  private func expression(_ table: TextTable) -> MatchExpression? {
    let words = MatchExpression.any(expressions(of: known(query.words), table))
    guard !query.required.isEmpty else { return words?.excluding(excluded(table)) }
    var groups: [MatchExpression] = []
    for group in query.required {
      guard let any = MatchExpression.any(expressions(of: known(group), table)) else { return nil }
      groups.append(any)
    }
    guard let required = MatchExpression.all(groups) else { return nil }
    guard let words else { return required.excluding(excluded(table)) }
    // Words only add to the rank of what has the phrases.
    return MatchExpression.all([
      required, MatchExpression.any([required.restricting, words]) ?? required,
    ])?.excluding(excluded(table))
  }

  private func excluded(_ table: TextTable) -> MatchExpression? {
    MatchExpression.any(expressions(of: query.excluded, table))
  }

  /// Of too many rows, those to rank: with the rarer words where those are few enough, else with
  /// all words.
  private func part(
    of all: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> MatchExpression {
    let terms = known(query.words).sorted { counts[$0, default: 0] < counts[$1, default: 0] }
    guard terms.count > 1 else { return all }
    var chosen: MatchExpression?
    for count in 1..<terms.count {
      guard
        let rarer = MatchExpression.any(expressions(of: Array(terms.prefix(count)), table)),
        let candidate = MatchExpression.all([rarer.restricting, all]),
        try matches(candidate, table, condition, limit: Ranker.limit + 1) <= Ranker.limit
      else { break }
      chosen = candidate
    }
    if let chosen { return chosen }
    let whole = MatchExpression.all(expressions(of: terms, table).map(\.restricting))
    guard let whole, let candidate = MatchExpression.all([whole, all]),
      try matches(candidate, table, condition, limit: 50) == 50
    else { return all }
    return candidate
  }
}

extension Ranker {
  /// All rows that match, or the last added of them, with their rank.
  private func rank(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> [RankedKey] {
    let plan = RankingPlan(
      columnWeights: table.columnWeights, phraseWeights: expression.documentCounts.map(weight),
      adjacencyBonus: 0.15, completenessBonus: 0.1)
    var rows = try connection.rows(
      """
      SELECT \(table.rawValue).rowid, crux_rank(\(table.rawValue), ?)
      \(source(table, condition))
      ORDER BY \(table.rawValue).rowid DESC LIMIT \(Ranker.limit)
      """, [plan.value, .text(expression.text)] + condition.values
    ) { (row) in
      RankedKey(key: row.int64(0), rank: row.withBytes(1) { RowRank($0) })
    }
    rows.sort { ($1.rank.score, $0.key) < ($0.rank.score, $1.key) }
    return rows
  }

  /// A phrase's inverse document frequency, as FTS5's bm25 has it: never below a millionth.
  private func weight(_ documents: Int?) -> Double {
    guard let documents else { return 0 }
    let ratio = (Double(total - documents) + 0.5) / (Double(documents) + 0.5)
    return max(1e-6, log(ratio))
  }

  private func matches(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition, limit: Int
  ) throws(StoreError) -> Int {
    try connection.first(
      "SELECT count(*) FROM (SELECT 1 \(source(table, condition)) LIMIT \(limit))",
      [.text(expression.text)] + condition.values
    ) { (row) in row.integer(0) } ?? 0
  }

  /// How many rows match: exactly up to `countLimit`, beyond it from how far counting came.
  private func estimate(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> Int {
    let text = table.rawValue
    return try Ranker.extrapolated(
      connection,
      counting: "SELECT \(text).rowid \(source(table, condition)) LIMIT \(Ranker.countLimit)",
      [.text(expression.text)] + condition.values, table)
  }

  private func source(_ table: TextTable, _ condition: Condition) -> String {
    let text = table.rawValue
    guard !condition.isAlways else { return "FROM \(text) WHERE \(text) MATCH ?" }
    let rows = table == .posts ? "posts AS p ON p.key" : "statements AS s ON s.key"
    return """
      FROM \(text) CROSS JOIN \(rows) = \(text).rowid
      WHERE \(text) MATCH ? AND \(condition.sql)
      """
  }
}

extension Ranker {
  private static func documents(matching text: String, _ connection: Connection)
    throws(StoreError) -> Int
  {
    try extrapolated(
      connection,
      counting: "SELECT rowid FROM posts_text WHERE posts_text MATCH ? LIMIT \(countLimit)",
      [.text(text)], .posts)
  }

  private static func extrapolated(
    _ connection: Connection, counting sql: String, _ values: [Value], _ table: TextTable
  ) throws(StoreError) -> Int {
    let reached = try connection.first("SELECT count(*), max(rowid) FROM (\(sql))", values) {
      (row) in (count: row.integer(0), key: row.integer(1))
    }
    guard let reached, reached.count == countLimit, reached.key > 0 else {
      return reached?.count ?? 0
    }
    let rows = table == .posts ? "posts" : "statements"
    let last = try connection.first("SELECT max(key) FROM \(rows)") { (row) in row.integer(0) }
    return max(reached.count, reached.count * (last ?? 0) / reached.key)
  }

  /// FTS5 knows the number of rows, but tells only a function called on one of them.
  private static func rowCount(
    _ connection: Connection, terms: [SearchTerm], counts: [SearchTerm: Int]
  ) throws(StoreError) -> Int {
    guard let held = terms.first(where: { counts[$0, default: 0] > 0 }) else { return 0 }
    let phrase = MatchExpression(CountedTerm(term: held, documents: 0), table: .posts)
    return try connection.first(
      "SELECT crux_rows(posts_text) FROM posts_text WHERE posts_text MATCH ? LIMIT 1",
      [.text(phrase.text)]
    ) { (row) in row.integer(0) } ?? 0
  }
}
