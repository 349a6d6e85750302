/// How many posts hold each term of a query: counted as long as they can all be ranked, beyond that
/// estimated from the newest posts.
struct TermCounts {
  /// So many of the newest posts tell how many of all hold a phrase, which takes long to count.
  private static let sample = 20

  let rows: RowCounts
  private let connection: Connection
  /// Each once: a query has at most 64.
  private var counted: [Counted] = []

  private struct Counted {
    var term: SearchTerm
    /// What finds its posts.
    var expression: String
    var documents: Int
    /// Whether all its posts can be ranked; nil where they were not counted.
    var fits: Bool?
  }

  init(_ terms: [SearchTerm], _ connection: Connection) throws(StoreError) {
    self.connection = connection
    rows = try RowCounts(connection)
    for term in terms where !counted.contains(where: { $0.term == term }) {
      let phrase = MatchExpression(CountedTerm(term: term, documents: 0), table: .posts)
      let (documents, fits) = try count(phrase, of: term)
      counted.append(
        Counted(term: term, expression: phrase.text, documents: documents, fits: fits))
    }
  }

  subscript(_ term: SearchTerm) -> Int { counted.first { $0.term == term }?.documents ?? 0 }

  func isHeld(_ term: SearchTerm) -> Bool { self[term] > 0 }

  func held(_ terms: [SearchTerm]) -> [SearchTerm] { terms.filter(isHeld) }

  /// Whether all posts that hold one of the terms can be ranked, as far as that is known.
  var allFit: Bool {
    counted.allSatisfy { $0.fits == true }
      && counted.reduce(0) { $0 + $1.documents } <= Ranker.whole
  }

  /// Whether all posts can be ranked that the expression of one term finds, where they were counted.
  func fits(_ expression: String) -> Bool? {
    counted.first { $0.expression == expression }?.fits
  }

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
  private var counts: [(table: TextTable, rows: Int)] = []

  init(_ connection: Connection) throws(StoreError) {
    counts = try connection.rows("SELECT name, value FROM facts") { (row) in
      TextTable(rawValue: row.text(0)).map { ($0, row.integer(1)) }
    }.compactMap { $0 }
  }

  subscript(_ table: TextTable) -> Int { counts.first { $0.table == table }?.rows ?? 0 }

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
