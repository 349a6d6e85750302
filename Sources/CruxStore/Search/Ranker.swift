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
  /// How many match; an estimate where `ranked` is not nil.
  var matched = 0
  /// How many were ranked, where not all.
  var ranked: Int?
}

/// Ranks what matches a query, or where too much matches a part of it.
///
/// Ranking takes about a microsecond a row. Where more than `whole` rows match, those are ranked
/// that hold one of the rarer words, else those that hold all of them; and where that leaves few or
/// nothing rarer was typed, rows of the newest threads, which have a table of their own. What is
/// chosen and how it ranks follows from what the index holds, never from the order in which it came
/// to hold it.
struct Ranker {
  /// Up to how many matches all are ranked.
  static let whole = 2_000
  /// So many to choose from are enough, if not more are asked for.
  static let enough = 30

  let connection: Connection
  let query: SearchQuery
  private let enough: Int
  let counts: TermCounts

  init(connection: Connection, request: SearchRequest) throws(StoreError) {
    self.connection = connection
    query = request.query
    enough = max(Ranker.enough, 3 * (request.offset + request.limit))
    counts = try TermCounts(query.positiveTerms, connection)
  }

  /// Terms that no post and so no statement holds, in order.
  var unknownTerms: [SearchTerm] {
    var seen: Set<SearchTerm> = []
    return query.positiveTerms.filter { !counts.isHeld($0) && seen.insert($0).inserted }
  }

  func best(_ table: TextTable, where condition: Condition) throws(StoreError) -> RankedRows {
    guard !condition.isNever, let all = expression(table) else { return RankedRows() }
    if let rows = try rankIfFew(all, table, condition) { return complete(rows) }
    var chosen = try rarer(of: all, table, condition)
    var newest: [RankedKey]?
    if chosen.count < enough {
      let rows = try rank(all, table.newest, condition)
      newest = rows
      chosen = merged(chosen, rows)
    }
    guard chosen.count >= enough else { return complete(try rank(all, table, condition)) }
    let found = if let newest { newest.count } else { try matches(all, table.newest, condition) }
    let matched = max(chosen.count, counts.rows.estimate(of: table, newest: found))
    return RankedRows(rows: chosen, matched: matched, ranked: chosen.count)
  }

  private func complete(_ rows: [RankedKey]) -> RankedRows {
    RankedRows(rows: rows, matched: rows.count, ranked: nil)
  }

  /// The terms to be marked in what is found.
  var heldTerms: [SearchTerm] { counts.held(query.positiveTerms) }
}

extension Ranker {
  /// A word typed again weighs next to nothing, and only holds its place between its neighbours.
  private func expressions(of terms: [SearchTerm], _ table: TextTable) -> [MatchExpression] {
    terms.enumerated().map { (place, term) in
      let isNew = !terms[..<place].contains(term)
      let documents = isNew ? counts[term] : counts.rows[.posts]
      return MatchExpression(CountedTerm(term: term, documents: documents), table: table)
    }
  }

  /// What the query asks of the table; nil where nothing can match.
  private func expression(_ table: TextTable) -> MatchExpression? {
    let words = MatchExpression.any(expressions(of: counts.held(query.words), table))
    guard !query.required.isEmpty else { return words?.excluding(excluded(table)) }
    var groups: [MatchExpression] = []
    for group in query.required {
      guard let any = MatchExpression.any(expressions(of: counts.held(group), table)) else {
        return nil
      }
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

  /// Of too many rows, those with as many of the rarer words as leaves few enough, else those with
  /// all words; none where these are too many as well.
  private func rarer(
    of all: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> [RankedKey] {
    let terms = counts.held(query.words).sorted { counts[$0] < counts[$1] }
    guard terms.count > 1 else { return [] }
    var chosen: MatchExpression?
    for count in 1..<terms.count {
      guard
        let rarer = MatchExpression.any(expressions(of: Array(terms.prefix(count)), table)),
        let candidate = MatchExpression.all([rarer.restricting, all]),
        try fits(candidate, table)
      else { break }
      chosen = candidate
    }
    if let chosen { return try rank(chosen, table, condition) }
    let whole = MatchExpression.all(expressions(of: terms, table).map(\.restricting))
    guard let whole, let candidate = MatchExpression.all([whole, all]), try fits(candidate, table)
    else { return [] }
    return try rank(candidate, table, condition)
  }
}

extension Ranker {
  /// All rows that match and pass, best first; nil where there are too many for that, in an index
  /// whose newest rows have a table of their own.
  ///
  /// To see that few hold a phrase takes as long as to find them, so these are ranked on the way; and
  /// all, where few of the newest rows hold it. So are statements that hold words of few posts.
  private func rankIfFew(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> [RankedKey]? {
    guard counts.rows[table.newest] > 0 else { return try rank(expression, table, condition) }
    if table == .posts, counts.fits(expression.text) == false { return nil }
    if counts.allFit { return try rank(expression, table, condition, ifUpTo: Ranker.whole) }
    guard query.required.isEmpty else {
      let isCommon = try connection.isVeryCommon(expression.text, table)
      return try rank(
        expression, table, condition, ifUpTo: isCommon ? Ranker.whole : Int.max - 1)
    }
    return try fits(expression, table) ? rank(expression, table, condition) : nil
  }

  /// The same where they are not more than the limit, else nil.
  private func rank(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition, ifUpTo limit: Int
  ) throws(StoreError) -> [RankedKey]? {
    let rows = try rank(expression, table, condition, limit: limit + 1)
    return rows.count > limit ? nil : rows
  }

  /// Rows that match and pass, best first: all, or so many as come first.
  private func rank(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition, limit: Int = -1
  ) throws(StoreError) -> [RankedKey] {
    let plan = RankingPlan(
      columnWeights: table.columnWeights, phraseWeights: expression.documentCounts.map(weight),
      adjacencyBonus: 0.15, completenessBonus: 0.1, copyBonus: 3)
    var rows = try connection.rows(
      """
      SELECT \(table.rawValue).rowid, crux_rank(\(table.rawValue), ?) \(source(table, condition))
      LIMIT \(limit)
      """,
      [plan.value, .text(expression.text)] + condition.values
    ) { (row) in
      RankedKey(key: row.int64(0), rank: row.withBytes(1) { RowRank($0) })
    }
    rows.sort(by: Ranker.isBefore)
    return rows
  }

  private static func isBefore(_ left: RankedKey, _ right: RankedKey) -> Bool {
    left.rank.score == right.rank.score
      ? left.key < right.key : left.rank.score > right.rank.score
  }

  /// The rows of both, those of the first as they are there.
  private func merged(_ rows: [RankedKey], _ others: [RankedKey]) -> [RankedKey] {
    guard !rows.isEmpty else { return others }
    let keys = Set(rows.map(\.key))
    return (rows + others.filter { !keys.contains($0.key) }).sorted(by: Ranker.isBefore)
  }

  /// A phrase's inverse document frequency, as FTS5's bm25 has it: never below a millionth.
  private func weight(_ documents: Int?) -> Double {
    guard let documents else { return 0 }
    let ratio = (Double(counts.rows[.posts] - documents) + 0.5) / (Double(documents) + 0.5)
    return max(1e-6, log(ratio))
  }

  /// Whether all rows that match can be ranked.
  private func fits(_ expression: MatchExpression, _ table: TextTable) throws(StoreError) -> Bool {
    if table == .posts, let fits = counts.fits(expression.text) { return fits }
    if query.positiveTerms.contains(where: \.isPrefix),
      try connection.isVeryCommon(expression.text, table)
    {
      return false
    }
    return try connection.count(expression.text, table, limit: Ranker.whole + 1) <= Ranker.whole
  }

  private func matches(
    _ expression: MatchExpression, _ table: TextTable, _ condition: Condition
  ) throws(StoreError) -> Int {
    try connection.first(
      "SELECT count(*) \(source(table, condition))", [.text(expression.text)] + condition.values
    ) { (row) in row.integer(0) } ?? 0
  }

  /// Rows of the full-text table that match and pass.
  private func source(_ table: TextTable, _ condition: Condition) -> String {
    let text = table.rawValue
    let rows = table.isOfPosts ? "posts AS p ON p.key" : "statements AS s ON s.key"
    let span = condition.keys.map {
      "AND \(text).rowid BETWEEN \($0.lowerBound) AND \($0.upperBound)"
    }
    return """
      FROM \(text) \(condition.isAlways ? "" : "CROSS JOIN \(rows) = \(text).rowid")
      WHERE \(text) MATCH ? \(span ?? "") AND \(condition.sql)
      """
  }
}
