/// How many posts hold each term of a query: counted as long as they can all be ranked, beyond that
/// estimated from the newest posts.
struct TermCounts {
  let rows: RowCounts
  private let connection: Connection
  private var held: [SearchTerm: Int] = [:]
  /// For the expression of each term, whether all its posts can be ranked.
  private(set) var fits: [String: Bool] = [:]

  init(_ terms: [SearchTerm], _ connection: Connection) throws(StoreError) {
    self.connection = connection
    rows = try RowCounts(connection)
    for term in Set(terms) {
      let phrase = MatchExpression(CountedTerm(term: term, documents: 0), table: .posts)
      let (count, fits) = try count(phrase, isPrefix: term.isPrefix)
      held[term] = count
      self.fits[phrase.text] = fits
    }
  }

  subscript(_ term: SearchTerm) -> Int { held[term, default: 0] }

  func isHeld(_ term: SearchTerm) -> Bool { self[term] > 0 }

  func held(_ terms: [SearchTerm]) -> [SearchTerm] { terms.filter(isHeld) }

  /// Exact where all can be ranked, or where the newest posts have no table of their own.
  private func count(_ phrase: MatchExpression, isPrefix: Bool) throws(StoreError) -> (Int, Bool) {
    if isPrefix, try connection.isVeryCommon(phrase.text, .posts) {
      return (try estimate(phrase), false)
    }
    let count = try connection.count(phrase.text, .posts, limit: Ranker.whole + 1)
    guard count > Ranker.whole else { return (count, true) }
    guard rows[.newestPosts] > 0 else {
      return (try connection.count(phrase.text, .posts, limit: .max), false)
    }
    return (try estimate(phrase), false)
  }

  private func estimate(_ phrase: MatchExpression) throws(StoreError) -> Int {
    let found = try connection.count(phrase.text, .newestPosts, limit: .max)
    return max(Ranker.whole + 1, rows.estimate(of: .posts, newest: found))
  }
}

/// How many rows each full-text table has.
struct RowCounts {
  private let counts: [String: Int]

  init(_ connection: Connection) throws(StoreError) {
    var counts: [String: Int] = [:]
    try connection.each("SELECT name, value FROM facts") { (row) in
      counts[row.text(0)] = row.integer(1)
      return true
    }
    self.counts = counts
  }

  subscript(_ table: TextTable) -> Int { counts[table.rawValue, default: 0] }

  /// How many rows of the table match where so many of its newest do.
  func estimate(of table: TextTable, newest found: Int) -> Int {
    self[table] * found / max(1, self[table.newest])
  }
}

extension Connection {
  /// How many rows of the table match, counted up to the limit.
  func count(_ expression: String, _ table: TextTable, limit: Int) throws(StoreError) -> Int {
    let name = table.rawValue
    return try first(
      "SELECT count(*) FROM (SELECT 1 FROM \(name) WHERE \(name) MATCH ? LIMIT \(limit))",
      [.text(expression)]
    ) { (row) in row.integer(0) } ?? 0
  }

  /// Whether so many of the newest rows match that these are enough to choose from. For the beginning
  /// of a word, all of whose matches FTS5 reads before it hands over the first.
  func isVeryCommon(_ expression: String, _ table: TextTable) throws(StoreError) -> Bool {
    try count(expression, table.newest, limit: Ranker.enough) == Ranker.enough
  }
}
