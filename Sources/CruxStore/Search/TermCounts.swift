/// How many posts hold each term of a query: counted as long as they can all be ranked, beyond that
/// estimated from the newest posts.
struct TermCounts {
  /// So many of the newest posts tell how many of all hold a phrase, which takes long to count.
  private static let sample = 20

  let rows: RowCounts
  private let connection: Connection
  private var held: [SearchTerm: Int] = [:]
  /// For the expression of a term, whether all its posts can be ranked, where that was counted.
  private(set) var fits: [String: Bool] = [:]

  init(_ terms: [SearchTerm], _ connection: Connection) throws(StoreError) {
    self.connection = connection
    rows = try RowCounts(connection)
    for term in Set(terms) {
      let phrase = MatchExpression(CountedTerm(term: term, documents: 0), table: .posts)
      let (count, fits) = try count(phrase, of: term)
      held[term] = count
      self.fits[phrase.text] = fits
    }
  }

  subscript(_ term: SearchTerm) -> Int { held[term, default: 0] }

  func isHeld(_ term: SearchTerm) -> Bool { self[term] > 0 }

  func held(_ terms: [SearchTerm]) -> [SearchTerm] { terms.filter(isHeld) }

  /// Exact where all can be ranked, or where the newest posts have no table of their own.
  private func count(_ phrase: MatchExpression, of term: SearchTerm) throws(StoreError)
    -> (Int, fits: Bool?)
  {
    if term.isPrefix, try connection.isVeryCommon(phrase.text, .posts) {
      return (try estimate(phrase), false)
    }
    if term.isPhrase, try connection.holds(TermCounts.sample, phrase.text, .newestPosts) {
      return (try estimate(phrase), nil)
    }
    let count = try connection.count(phrase.text, .posts, limit: Ranker.whole + 1)
    guard count > Ranker.whole else { return (count, true) }
    guard rows[.newestPosts] > 0 else {
      return (try connection.count(phrase.text, .posts, limit: .max), false)
    }
    return (max(Ranker.whole + 1, try estimate(phrase)), false)
  }

  private func estimate(_ phrase: MatchExpression) throws(StoreError) -> Int {
    rows.estimate(
      of: .posts, newest: try connection.count(phrase.text, .newestPosts, limit: .max))
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

  /// Whether at least so many rows of the table match.
  func holds(_ number: Int, _ expression: String, _ table: TextTable) throws(StoreError) -> Bool {
    try count(expression, table, limit: number) == number
  }

  /// Whether so many of the newest rows match that these are enough to choose from. For what FTS5
  /// has to read far more for than it finds.
  func isVeryCommon(_ expression: String, _ table: TextTable) throws(StoreError) -> Bool {
    try holds(Ranker.enough, expression, table.newest)
  }
}
