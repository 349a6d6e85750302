import CruxModel

/// A statement or a post that is a hit, by key.
struct HitPlace {
  enum Table { case statements, posts }

  var table: Table
  var key: Int64
  var thread: Int64
  /// Position of the post in the thread.
  var post: Int
  var path: String
  var offset: Int
  var time: Int64?
  var rank: RowRank
  /// For a statement, equal for equal words.
  var fingerprint: Int64?
  var id: String?
  /// Keys of other statements that say the same.
  var repeats: [Int64] = []

  /// Best first, then in order of path and place.
  static func isBefore(_ left: HitPlace, _ right: HitPlace) -> Bool {
    if left.rank.score != right.rank.score { return left.rank.score > right.rank.score }
    return left.path == right.path ? left.offset < right.offset : left.path < right.path
  }
}

/// Puts hits of statements and of posts into one list in which nothing is said twice.
///
/// A post is left out where its statements that are hits hold every word the post was found by;
/// statements with the same words, or linked as *same as*, are folded into the best of them.
struct HitMerger {
  let connection: Connection
  let depth: Int
  private var places: [HitPlace] = []
  /// Rows that were looked at one by one.
  private(set) var located = 0

  /// How many hits the rows come to that were looked at one by one.
  var count: Int { places.count }

  init(connection: Connection, depth: Int) {
    self.connection = connection
    self.depth = depth
  }

  mutating func add(statements: [RankedKey], posts: [RankedKey]) throws(StoreError) {
    var statementPlaces = try locate(.statements, best(of: statements))
    let postPlaces = try locate(.posts, best(of: posts))
    located = statementPlaces.count + postPlaces.count
    guard !statementPlaces.isEmpty else {
      places = postPlaces
      return
    }
    var ofPost: [Int64: [Int]] = [:]
    for (index, place) in statementPlaces.enumerated() {
      ofPost[place.postNumber, default: []].append(index)
    }
    for post in postPlaces {
      let inside = ofPost[post.postNumber] ?? []
      let held = inside.reduce(0) { $0 | statementPlaces[$1].rank.held }
      guard post.rank.held & ~held == 0, let best = inside.first else {
        places.append(post)
        continue
      }
      statementPlaces[best].rank.score = max(statementPlaces[best].rank.score, post.rank.score)
    }
    places += statementPlaces
    sort()
  }

  /// About as many as `depth`. Which of those that rank alike come first is known only with their
  /// places: where the last ones rank alike they are left out together if that leaves half, else
  /// taken together.
  private func best(of rows: [RankedKey]) -> [RankedKey] {
    guard rows.count > depth, depth > 0 else { return rows }
    let lowest = rows[depth - 1].rank.score
    let better = rows.prefix { $0.rank.score > lowest }
    return Array(2 * better.count >= depth ? better : rows.prefix { $0.rank.score >= lowest })
  }

  /// Leaves out posts that were found only by what they quote from another hit.
  mutating func foldQuotes() throws(StoreError) {
    let quoting = places.filter { $0.table == .posts && $0.rank.heldOutsideQuotes == 0 }
    guard !quoting.isEmpty else { return }
    let said = Set(
      places.filter { $0.table == .statements || $0.rank.heldOutsideQuotes != 0 }
        .map(\.postNumber))
    var repeats: Set<Int64> = []
    try connection.each(
      """
      SELECT p.key, p.thread, g.post FROM posts AS p JOIN threads AS t ON t.key = p.thread
      JOIN quotes AS q ON q.key >= t.first_quote AND q.key < t.first_quote + t.quote_rows
        AND q.post = p.position
      JOIN quote_passages AS g ON g.quote = q.key
      WHERE p.key IN (SELECT value FROM json_each(?))
      """, [.text(jsonArray(quoting.map(\.key)))]
    ) { (row) in
      if said.contains(postNumber(thread: row.int64(1), position: row.integer(2))) {
        repeats.insert(row.int64(0))
      }
      return true
    }
    places.removeAll { $0.table == .posts && repeats.contains($0.key) }
  }

  /// Puts the statement first whose very id was typed, its present one or a former one.
  mutating func addNamed(_ query: SearchQuery, _ condition: Condition) throws(StoreError) {
    guard query.required.isEmpty, query.typedWords.count == 1, let typed = query.typedWords.first
    else { return }
    let key = try connection.first(
      """
      SELECT s.key FROM statements AS s INDEXED BY statements_by_id
      JOIN threads AS t ON t.key = s.thread
      WHERE s.id = \(Store.presentID(of: "?1")) AND \(condition.sql) ORDER BY t.path, s.position LIMIT 1
      """,
      [.text(StatementID(typed).rawValue)] + condition.values
    ) { (row) in row.int64(0) }
    guard let key else { return }
    let rank = RowRank(score: .greatestFiniteMagnitude, held: 0)
    places.removeAll { $0.table == .statements && $0.key == key }
    places = try locate(.statements, [RankedKey(key: key, rank: rank)]) + places
  }

  mutating func foldRepeats() throws(StoreError) {
    guard places.count(where: { $0.table == .statements }) > 1 else { return }
    let partners = try sameAs()
    var kept: [HitPlace] = []
    var ofWords: [Int64: Int] = [:]
    var ofID: [String: Int] = [:]
    for place in places {
      guard let words = place.fingerprint, let id = place.id else {
        kept.append(place)
        continue
      }
      let twin = ofWords[words] ?? partners[id]?.compactMap({ ofID[$0] }).first
      if let twin {
        kept[twin].repeats.append(place.key)
      } else {
        kept.append(place)
      }
      let index = twin ?? kept.count - 1
      ofWords[words] = ofWords[words] ?? index
      ofID[id] = ofID[id] ?? index
    }
    places = kept
  }

  /// The hits asked for, in the order asked for.
  func page(_ request: SearchRequest) -> [HitPlace] {
    var places = places
    switch request.order {
    case .best: break
    case .newest:
      places.sort { ($1.time ?? .min, $0.path, $0.offset) < ($0.time ?? .min, $1.path, $1.offset) }
    case .oldest:
      places.sort { ($0.time ?? .max, $0.path, $0.offset) < ($1.time ?? .max, $1.path, $1.offset) }
    case .place: places.sort { ($0.path, $0.offset) < ($1.path, $1.offset) }
    }
    return Array(places.dropFirst(request.offset).prefix(request.limit))
  }

  private mutating func sort() {
    places.sort(by: HitPlace.isBefore)
  }

  /// For each id among the hits, those it is linked with as *same as*.
  private func sameAs() throws(StoreError) -> [String: [String]] {
    let ids = places.compactMap(\.id).map { StatementID($0) }
    guard ids.count > 1 else { return [:] }
    // Of a pair of hits one is the target, so that the other need not be looked up.
    let pairs = try connection.rows(
      """
      SELECT p.statement, l.target
      FROM json_each(?) AS hit CROSS JOIN links AS l INDEXED BY links_of_sameness
      ON l.kind = 'same as' AND l.target = hit.value
      CROSS JOIN link_premises AS p ON p.link = l.key ORDER BY 1, 2
      """, [.text(jsonArray(ids))]
    ) { (row) in (row.text(0), row.text(1)) }
    var partners: [String: [String]] = [:]
    for (left, right) in pairs {
      partners[left, default: []].append(right)
      partners[right, default: []].append(left)
    }
    return partners
  }

  /// Best first.
  private func locate(_ table: HitPlace.Table, _ ranked: [RankedKey]) throws(StoreError)
    -> [HitPlace]
  {
    guard !ranked.isEmpty else { return [] }
    let places = try connection.rows(
      """
      SELECT hit.key, \(table.columns) FROM json_each(?) AS hit CROSS JOIN \(table.rows)
      WHERE \(table.key) = hit.value
      """, [.text(jsonArray(ranked.map(\.key)))]
    ) { (row) in HitPlace(table, row, rank: ranked[row.integer(0)].rank) }
    return Array(places.sorted(by: HitPlace.isBefore).prefix(max(depth, 1)))
  }
}

/// The same for all that stands in one post, and for nothing else.
private func postNumber(thread: Int64, position: Int) -> Int64 { thread << 32 | Int64(position) }

extension HitPlace {
  fileprivate var postNumber: Int64 { CruxStore.postNumber(thread: thread, position: post) }
}

extension HitPlace.Table {
  var key: String { self == .statements ? "s.key" : "p.key" }

  var rows: String {
    switch self {
    case .statements: "statements AS s JOIN threads AS t ON t.key = s.thread"
    case .posts: "posts AS p JOIN threads AS t ON t.key = p.thread"
    }
  }

  /// What `HitPlace` reads, behind a first column.
  var columns: String {
    switch self {
    case .statements:
      "s.key, s.thread, s.post, t.path, s.offset, s.time, s.fingerprint, s.id"
    case .posts: "p.key, p.thread, p.position, t.path, p.offset, p.time"
    }
  }
}

extension HitPlace {
  init(_ table: Table, _ row: Row, rank: RowRank) {
    self.table = table
    self.rank = rank
    key = row.int64(1)
    thread = row.int64(2)
    post = row.integer(3)
    path = row.text(4)
    offset = row.integer(5)
    time = row.optionalInt64(6)
    fingerprint = table == .statements ? row.int64(7) : nil
    id = table == .statements ? row.text(8) : nil
  }
}
