import CruxModel

/// What the filters of a query mean in this index, as conditions on `statements` (s) and `posts`
/// (p).
struct ResolvedFilters {
  var statement = Condition.always
  var post = Condition.always
  var problems: [SearchResult.FilterProblem] = []
}

/// What one filter asks of a statement and of a post.
struct FilterMeaning {
  var statement: Condition
  var post: Condition

  init(_ statement: Condition, _ post: Condition) {
    self.statement = statement
    self.post = post
  }

  static prefix func ! (meaning: FilterMeaning) -> FilterMeaning {
    FilterMeaning(!meaning.statement, !meaning.post)
  }
}

/// Reads filter values against the index: names, ids, paths and dates as people type them.
///
/// Filters of one key are alternatives (`by:Ada by:Bo`), of different keys all hold.
struct FilterResolver {
  let connection: Connection
  /// Computed elsewhere: the index holds no standing.
  var statementsByStanding: [Standing: [StatementID]] = [:]

  func resolve(_ filters: [SearchFilter]) throws(StoreError) -> ResolvedFilters {
    var resolved = ResolvedFilters()
    for key in SearchFilter.Key.allCases {
      let wanted = filters.filter { $0.key == key && !$0.isNegated }
      let unwanted = filters.filter { $0.key == key && $0.isNegated }
      if !wanted.isEmpty {
        let any = try meaning(of: wanted, &resolved.problems)
        resolved.statement = resolved.statement && any.statement
        resolved.post = resolved.post && any.post
      }
      if !unwanted.isEmpty {
        let none = try meaning(of: unwanted, &resolved.problems)
        resolved.statement = resolved.statement && !none.statement
        resolved.post = resolved.post && (key.isAboutStatements ? .always : !none.post)
      }
    }
    return resolved
  }

  private func meaning(
    of filters: [SearchFilter], _ problems: inout [SearchResult.FilterProblem]
  ) throws(StoreError) -> FilterMeaning {
    var statement = Condition.never
    var post = Condition.never
    for filter in filters {
      let one = try conditions(for: filter, &problems)
      statement = statement || one.statement
      post = post || one.post
    }
    return FilterMeaning(statement, post)
  }

  private func conditions(
    for filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) throws(StoreError) -> FilterMeaning {
    switch filter.key {
    case .by: try authors(filter, &problems)
    case .kind: kind(filter, &problems)
    case .thread: try threads(filter, &problems)
    case .topic: try topics(filter, &problems)
    case .crux, .pole, .against, .support: FilterMeaning(try statements(filter, &problems), .never)
    case .standing: standing(filter, &problems)
    case .answered: answered(filter, &problems)
    case .unanswered: !answered(filter, &problems)
    case .since, .until: dates(filter, &problems)
    case .words, .quotes: side(filter)
    }
  }
}

extension SearchFilter.Key {
  /// Whether only statements can pass it, so that its contrary says nothing about posts.
  fileprivate var isAboutStatements: Bool {
    switch self {
    case .crux, .pole, .standing, .against, .support: true
    default: false
    }
  }
}

extension FilterResolver {
  private func authors(
    _ filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) throws(StoreError) -> FilterMeaning {
    let people = PeopleFinder(connection: connection)
    let found = try people.ids(named: filter.value)
    if found.isEmpty {
      let names = try people.allNames()
      problems.append(.init(filter: filter, nearest: nearestName(to: filter.value, among: names)))
    }
    return FilterMeaning(.column("s.holder", in: found), .column("p.author", in: found))
  }

  private func kind(
    _ filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) -> FilterMeaning {
    let value = filter.value.lowercased()
    if value == "post" { return FilterMeaning(.never, .always) }
    if value == "statement" { return FilterMeaning(.always, .never) }
    guard let kind = StatementKind(rawValue: value) else {
      let known = StatementKind.allCases.map(\.rawValue) + ["post", "statement"]
      problems.append(
        .init(filter: filter, nearest: CruxModel.nearest(to: value, among: known)))
      return FilterMeaning(.never, .never)
    }
    return FilterMeaning(.column("s.kind", in: [kind.rawValue]), .never)
  }

  private func threads(
    _ filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) throws(StoreError) -> FilterMeaning {
    let keys = try connection.rows(
      """
      SELECT key FROM threads WHERE id = ?2 OR path = ?1 OR path = ?1 || '.md'
      UNION
      SELECT t.key FROM former_ids AS f JOIN threads AS t ON t.id = f.id
      WHERE f.former = ?2 AND f.kind = 'thread'
      UNION
      SELECT key FROM threads
      WHERE path >= rtrim(?1, '/') || '/' AND path < rtrim(?1, '/') || '0'
      """, [.text(filter.value), .text(ThreadID(filter.value).rawValue)]
    ) { (row) in row.int64(0) }
    if keys.isEmpty {
      let ids = try connection.rows("SELECT id FROM threads ORDER BY id") { (row) in row.text(0) }
      problems.append(.init(filter: filter, nearest: nearestName(to: filter.value, among: ids)))
    }
    var meaning = FilterMeaning(.column("s.thread", in: keys), .column("p.thread", in: keys))
    meaning.statement.keys = try span(of: "statement", keys)
    meaning.post.keys = try span(of: "post", keys)
    return meaning
  }

  /// From the first to the last key of the threads' rows.
  private func span(of row: String, _ threads: [Int64]) throws(StoreError) -> ClosedRange<Int64>? {
    try connection.first(
      """
      SELECT min(first_\(row)), max(first_\(row) + \(row)_rows) FROM threads
      WHERE key IN (SELECT value FROM json_each(?))
      """, [.text(jsonArray(threads))]
    ) { (row) in row.isNull(0) ? nil : row.int64(0)...row.int64(1) } ?? nil
  }

  private func topics(
    _ filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) throws(StoreError) -> FilterMeaning {
    // From one topic to the next: most threads have those of others.
    let topics = try connection.rows(
      """
      WITH RECURSIVE named (topic) AS (
        SELECT min(topic) FROM thread_topics
        UNION ALL
        SELECT (SELECT min(topic) FROM thread_topics AS t WHERE t.topic > n.topic)
        FROM named AS n WHERE n.topic IS NOT NULL
      )
      SELECT topic FROM named WHERE topic IS NOT NULL ORDER BY topic
      """
    ) { (row) in row.text(0) }
    let found = topics.filter { $0.lowercased() == filter.value.lowercased() }
    if found.isEmpty {
      problems.append(.init(filter: filter, nearest: nearestName(to: filter.value, among: topics)))
      return FilterMeaning(.never, .never)
    }
    let choice = Condition.column("topic", in: found)
    func condition(_ column: String) -> Condition {
      Condition(
        sql: "\(column) IN (SELECT thread FROM thread_topics WHERE \(choice.sql))",
        values: choice.values)
    }
    return FilterMeaning(condition("s.thread"), condition("p.thread"))
  }

  private func statements(
    _ filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) throws(StoreError) -> Condition {
    let finder = StatementFinder(connection: connection)
    let found =
      filter.key == .pole
      ? try finder.poles(named: filter.value) : try finder.statements(named: filter.value)
    if found.isEmpty {
      let nearest = try finder.nearest(to: filter.value)
      problems.append(.init(filter: filter, nearest: nearest))
      return .never
    }
    var condition = Condition.never
    for id in found { condition = try condition || finder.condition(filter.key, id) }
    return condition
  }

  private func standing(
    _ filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) -> FilterMeaning {
    let value = filter.value.lowercased()
    guard let standing = Standing(rawValue: value) else {
      let known = Standing.allCases.map(\.rawValue)
      let nearest = CruxModel.nearest(to: value, among: known) ?? known.joined(separator: ", ")
      problems.append(.init(filter: filter, nearest: nearest))
      return FilterMeaning(.never, .never)
    }
    let ids = statementsByStanding[standing] ?? []
    return FilterMeaning(
      Condition(
        sql: "s.id IN (SELECT value FROM json_each(?))",
        values: [.text(jsonArray(ids))]),
      .never)
  }

  private func answered(
    _ filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) -> FilterMeaning {
    let isAnswered = Condition(
      sql: "EXISTS (SELECT 1 FROM answered_statements AS a WHERE a.statement = s.id)")
    let hasReply = Condition(sql: "p.replies > 0")
    switch filter.value.lowercased() {
    case "", "yes": return FilterMeaning(isAnswered, hasReply)
    case "no": return FilterMeaning(!isAnswered, !hasReply)
    default:
      problems.append(.init(filter: filter, nearest: "yes"))
      return FilterMeaning(.never, .never)
    }
  }

  private func dates(
    _ filter: SearchFilter, _ problems: inout [SearchResult.FilterProblem]
  ) -> FilterMeaning {
    guard let span = DateSpan(filter.value) else {
      problems.append(.init(filter: filter, nearest: "2025-11-06"))
      return FilterMeaning(.never, .never)
    }
    let comparison = filter.key == .since ? ">= ?" : "< ?"
    let bound = filter.key == .since ? span.start : span.end
    func condition(_ column: String) -> Condition {
      Condition(sql: "\(column) \(comparison)", values: [.integer(bound)])
    }
    return FilterMeaning(condition("s.time"), condition("p.time"))
  }

  private func side(_ filter: SearchFilter) -> FilterMeaning {
    let isQuoted = Condition.isQuotedStatement
    return filter.key == .quotes
      ? FilterMeaning(isQuoted, Condition(sql: "p.quoted <> ''"))
      : FilterMeaning(!isQuoted, Condition(sql: "p.words <> ''"))
  }

  private func nearestName(to text: String, among names: [String]) -> String? {
    let wanted = text.lowercased()
    return names.first { $0.lowercased().hasPrefix(wanted) }
      ?? CruxModel.nearest(to: text, among: names)
      ?? names.first { name in
        name.lowercased().split(separator: " ").contains {
          editDistance(wanted, String($0), limit: 1) != nil
        }
      }
  }
}

extension Condition {
  /// The statement (s) takes its words from a quote.
  static let isQuotedStatement = Condition(sql: "s.form IN ('quoted', 'standIn')")
}
