import CruxModel

extension Store {
  /// What answers the query, best first; without words what the filters leave, newest first.
  package func search(_ request: SearchRequest) throws(StoreError) -> SearchResult {
    let connection = connection
    return try connection.snapshot { () throws(StoreError) in
      let searcher = Searcher(connection: connection, request: request)
      var result = try searcher.search()
      if result.hits.isEmpty, request.offset == 0 { try searcher.explainNothing(&result) }
      return result
    }
  }
}

/// One search, step by step.
struct Searcher {
  let connection: Connection
  let request: SearchRequest

  func search() throws(StoreError) -> SearchResult {
    guard !request.query.isWordless else { return SearchResult() }
    var filters = try FilterResolver(
      connection: connection, statementsByStanding: request.statements
    ).resolve(request.query.filters)
    if request.query.positiveTerms.contains(where: { $0.side == .quotes }) {
      filters.statement = filters.statement && Condition.isQuotedStatement
    }
    var result =
      request.query.isListing ? try list(filters) : try rank(filters)
    result.problems = filters.problems
    return result
  }

  private func rank(_ filters: ResolvedFilters) throws(StoreError) -> SearchResult {
    let ranker = try Ranker(connection: connection, request: request)
    let statements = try ranker.best(.statements, where: filters.statement)
    let posts = try ranker.best(.posts, where: filters.post)
    var result = SearchResult()
    result.ranked = filters.post.isNever ? statements.ranked : posts.ranked
    result.unknownWords = ranker.unknownTerms.map { .init(word: $0.text, nearest: []) }
    var merger = HitMerger(connection: connection, depth: depth)
    try merger.add(statements: statements.rows, posts: posts.rows)
    try merger.foldQuotes()
    try merger.addNamed(request.query, filters.statement)
    try merger.foldRepeats()
    let rows = statements.matched + posts.matched
    let areAllRanked = statements.ranked == nil && posts.ranked == nil
    result.precision = areAllRanked && rows <= merger.located ? .exact : .estimate
    // What the best rows came to as hits, of each row that matches.
    result.matched =
      result.precision == .exact
      ? merger.count : max(merger.count, rows * merger.count / max(1, merger.located))
    let marker = TextMarker(ranker.heldTerms, try connection.wordTokenizer())
    let reader = HitReader(connection: connection, marker: marker)
    for place in merger.page(request) { result.hits.append(try reader.hit(place)) }
    return result
  }

  /// How many of the best are looked at one by one.
  private var depth: Int { max(100, 3 * (request.offset + request.limit)) }

  private func list(_ filters: ResolvedFilters) throws(StoreError) -> SearchResult {
    let listing = Listing(connection: connection, request: request)
    var result = SearchResult()
    var places: [HitPlace] = []
    (places, result.matched) = try listing.statements(filters.statement)
    if result.matched == 0 { (places, result.matched) = try listing.posts(filters.post) }
    if result.matched > Listing.countLimit {
      result.matched = Listing.countLimit
      result.precision = .moreThan
    }
    let reader = HitReader(connection: connection, marker: nil)
    for place in places { result.hits.append(try reader.hit(place)) }
    return result
  }
}
