/// How many posts hold each term of a query: counted as long as they can all be ranked, beyond that
/// estimated from the newest posts.
struct TermCounts {
  /// How many posts there are; 0 where no term is held.
  let posts: Int
  private let held: [SearchTerm: Int]
  /// For the expression of each term, whether all its posts can be ranked.
  private(set) var fits: [String: Bool] = [:]

  init(_ terms: [SearchTerm], _ connection: Connection) throws(StoreError) {
    var held: [SearchTerm: Int] = [:]
    var posts = 0
    for term in Set(terms) {
      let phrase = MatchExpression(CountedTerm(term: term, documents: 0), table: .posts)
      let count = try connection.count(phrase.text, .posts, limit: Ranker.whole + 1)
      held[term] = count
      fits[phrase.text] = count <= Ranker.whole
      guard count > 0 else { continue }
      if posts == 0 { posts = try RowCounts(.posts, connection, phrase)?.all ?? 0 }
      guard count > Ranker.whole else { continue }
      held[term] = try TermCounts.estimate(phrase, posts, connection)
    }
    self.held = held
    self.posts = posts
  }

  subscript(_ term: SearchTerm) -> Int { held[term, default: 0] }

  func isHeld(_ term: SearchTerm) -> Bool { self[term] > 0 }

  func held(_ terms: [SearchTerm]) -> [SearchTerm] { terms.filter(isHeld) }

  /// Exact where the newest posts have no table of their own.
  private static func estimate(
    _ phrase: MatchExpression, _ posts: Int, _ connection: Connection
  ) throws(StoreError) -> Int {
    guard let newest = try RowCounts(.newestPosts, connection, phrase) else {
      return try connection.count(phrase.text, .posts, limit: .max)
    }
    let found = try connection.count(phrase.text, .newestPosts, limit: .max)
    return max(Ranker.whole, newest.share(of: posts, found))
  }
}

/// How many rows a full-text table has.
struct RowCounts {
  let all: Int

  /// FTS5 knows the number, but tells only a function called on a row that matches; nil where there
  /// is none.
  init?(_ table: TextTable, _ connection: Connection, _ expression: MatchExpression)
    throws(StoreError)
  {
    let name = table.rawValue
    let all = try connection.first(
      "SELECT crux_rows(\(name)) FROM \(name) WHERE \(name) MATCH ? LIMIT 1",
      [.text(expression.text)]
    ) { (row) in row.integer(0) }
    guard let all, all > 0 else { return nil }
    self.all = all
  }

  /// Of so many rows elsewhere, as many as `found` are of these.
  func share(of rows: Int, _ found: Int) -> Int { rows * found / all }
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
}
