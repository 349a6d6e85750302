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
/// Ranking takes about a microsecond a row, so where more than `whole` rows match a part is chosen
/// that can be found without ranking: the rows that hold one of the rarer words, else those that
/// hold all of them, else those of the newest threads. What is chosen and how it ranks follows from
/// what the index holds, never from the order in which it came to hold it.
struct Ranker {
  /// How many rows of the newest threads are ranked where too many match.
  static let limit = 2_000
  /// Where counting stops; beyond it the number is estimated.
  private static let countLimit = 20_000
  /// How many of the newest threads are looked at for an estimate.
  private static let sampledThreads = 200

  let connection: Connection
  let query: SearchQuery
  /// How many posts hold each positive term of the query.
  let counts: [SearchTerm: Int]
  /// How many posts there are.
  let total: Int
  /// Up to how many matches all are ranked. Ranking takes about 1 µs a row, and asking a thread
  /// for its matches 12: so many rows take as long as going through threads for `limit` of them.
  private let whole: Int

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
    let threads = try connection.first("SELECT count(*) FROM threads") { (row) in row.integer(0) }
    whole = max(10_000, Int(sqrt(Double(12 * Ranker.limit * (threads ?? 0)))))
  }

  /// Terms that no post and so no statement holds, in order.
  var unknownTerms: [SearchTerm] {
    var seen: Set<SearchTerm> = []
    return query.positiveTerms.filter { counts[$0] == 0 && seen.insert($0).inserted }
  }

  func best(_ table: TextTable, where condition: Condition) throws(StoreError) -> RankedRows {
    guard !condition.isNever, let all = expression(table) else { return RankedRows() }
    let count = try matches(all, table, condition, limit: whole + 1)
    if count <= whole {
      return RankedRows(rows: try rank(all, table, condition), matched: count, ranked: nil)
    }
    let part = try part(of: all, table, condition)
    let rows =
      try matches(part, table, condition, limit: whole + 1) <= whole
      ? try rank(part, table, condition) : try rankNewest(part, table, condition)
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

  /// A word typed again weighs next to nothing, and only holds its place between its neighbours.
  private func expressions(of terms: [SearchTerm], _ table: TextTable) -> [MatchExpression] {
    var seen: Set<SearchTerm> = []
    return terms.map { term in
      let documents = seen.insert(term).inserted ? counts[term, default: 0] : total
      return MatchExpression(CountedTerm(term: term, documents: documents), table: table)
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
        try matches(candidate, table, condition, limit: whole + 1) <= whole
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
  /// All rows that match, with their rank.
  private func rank(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> [RankedKey] {
    try ranked(expression, table, "\(source(table, condition))", condition)
  }

  /// The first `limit` rows that match, from the newest thread on.
  private func rankNewest(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> [RankedKey] {
    try ranked(
      expression, table,
      """
      \(source(table, condition, of: "threads"))
      ORDER BY t.time DESC, t.path LIMIT \(Ranker.limit)
      """, condition)
  }

  private func ranked(
    _ expression: MatchExpression, _ table: TextTable, _ source: String, _ condition: Condition
  ) throws(StoreError) -> [RankedKey] {
    let plan = RankingPlan(
      columnWeights: table.columnWeights, phraseWeights: expression.documentCounts.map(weight),
      adjacencyBonus: 0.15, completenessBonus: 0.1, copyBonus: 3)
    var rows = try connection.rows(
      "SELECT \(table.rawValue).rowid, crux_rank(\(table.rawValue), ?) \(source)",
      [plan.value, .text(expression.text)] + condition.values
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

  /// How many rows match: exactly up to `countLimit`, beyond it from how many of the newest
  /// threads' rows do.
  private func estimate(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> Int {
    let count = try matches(expression, table, condition, limit: Ranker.countLimit)
    guard count == Ranker.countLimit else { return count }
    return try Ranker.estimate(
      connection, source(table, condition, of: Ranker.sample), table, total,
      [.text(expression.text)] + condition.values)
  }

  /// Rows of the full-text table that match and pass, of all threads or of some.
  private func source(_ table: TextTable, _ condition: Condition, of threads: String? = nil)
    -> String
  {
    let text = table.rawValue
    let rows = table == .posts ? "posts AS p ON p.key" : "statements AS s ON s.key"
    return """
      FROM \(threads.map { "\($0) AS t CROSS JOIN " } ?? "")\(text)
      \(condition.isAlways ? "" : "CROSS JOIN \(rows) = \(text).rowid")
      WHERE \(text) MATCH ? \(threads == nil ? "" : "AND \(table.belongsToThread)")
        AND \(condition.sql)
      """
  }
}

extension TextTable {
  /// The row is one of the thread's (t).
  fileprivate var belongsToThread: String {
    let (first, rows) =
      self == .posts ? ("first_post", "post_rows") : ("first_statement", "statement_rows")
    return "\(rawValue).rowid >= t.\(first) AND \(rawValue).rowid < t.\(first) + t.\(rows)"
  }
}

extension Ranker {
  private static let sample =
    "(SELECT * FROM threads ORDER BY time DESC, path LIMIT \(sampledThreads))"

  private static func documents(matching text: String, _ connection: Connection)
    throws(StoreError) -> Int
  {
    let count =
      try connection.first(
        "SELECT count(*) FROM (SELECT 1 FROM posts_text WHERE posts_text MATCH ? LIMIT \(countLimit))",
        [.text(text)]
      ) { (row) in row.integer(0) } ?? 0
    guard count == countLimit else { return count }
    let total = try rowCount(connection, matching: text)
    return try estimate(
      connection,
      """
      FROM \(sample) AS t CROSS JOIN posts_text
      WHERE posts_text MATCH ? AND \(TextTable.posts.belongsToThread)
      """, .posts, total, [.text(text)])
  }

  /// At least `countLimit`, and of all rows the share that the sample has.
  private static func estimate(
    _ connection: Connection, _ source: String, _ table: TextTable, _ total: Int,
    _ values: [Value]
  ) throws(StoreError) -> Int {
    let column = table == .posts ? "post_rows" : "statement_rows"
    let looked = try connection.first("SELECT sum(\(column)) FROM \(sample)") { (row) in
      row.integer(0)
    }
    let found = try connection.first("SELECT count(*) \(source)", values) { (row) in
      row.integer(0)
    }
    return max(countLimit, total * (found ?? 0) / max(1, looked ?? 0))
  }

  private static func rowCount(
    _ connection: Connection, terms: [SearchTerm], counts: [SearchTerm: Int]
  ) throws(StoreError) -> Int {
    guard let held = terms.first(where: { counts[$0, default: 0] > 0 }) else { return 0 }
    let phrase = MatchExpression(CountedTerm(term: held, documents: 0), table: .posts)
    return try rowCount(connection, matching: phrase.text)
  }

  /// FTS5 knows the number of rows, but tells only a function called on one of them.
  private static func rowCount(_ connection: Connection, matching text: String)
    throws(StoreError) -> Int
  {
    try connection.first(
      "SELECT crux_rows(posts_text) FROM posts_text WHERE posts_text MATCH ? LIMIT 1",
      [.text(text)]
    ) { (row) in row.integer(0) } ?? 0
  }
}
