import CruxModel

extension StatementReader {
  /// What the nearest quote above stands for.
  enum QuotedStatement {
    case one(StatementID)
    case several([StatementID])
    case none
  }

  /// Rule 3: the only statement that shares words with the passage that the quote above was found
  /// in; a stand-in where none does.
  mutating func statementQuotedAbove() -> QuotedStatement {
    guard let quote = quoteAbove else { return .none }
    keptQuote.insert(entries.count - 1)
    let taken = statementsOfQuote[quote] ?? []
    if let own = entries[entries.count - 1].statement, taken.contains(own) { return .none }
    if let first = taken.first {
      return taken.count == 1
        ? .one(statements[first].id) : .several(taken.map { statements[$0].id })
    }
    guard let passage = passage(of: quote) else { return .none }
    let sharing = statementsSharing(passage)
    let named = sharing.filter { statements[$0].form != .standIn }
    if named.count > 1 { return .several(named.map { statements[$0].id }) }
    if let one = named.first ?? standIn(among: sharing, for: passage) {
      return .one(statements[one].id)
    }
    return .one(addStandIn(for: quote, passage))
  }

  /// The only stand-in, or of several the one for these very words.
  private func standIn(among sharing: [Int], for passage: Quote.Passage) -> Int? {
    if sharing.count == 1 { return sharing[0] }
    return sharing.first { quoteOfStatement[$0].flatMap { self.passage(of: $0) } == passage }
  }

  /// Where a quote was found; the place taken where there are several.
  private func passage(of quote: Int) -> Quote.Passage? {
    let found = quotes[quote]
    return found.status == .exact || found.status == .ambiguous ? found.passages.first : nil
  }

  private func statementsSharing(_ passage: Quote.Passage) -> [Int] {
    statementsInPost.statements(of: passage.post).filter { statement in
      spans(of: statement).contains { $0.overlaps(passage.text) }
    }
  }

  /// Adds a statement, found from now on by the quote it took as its text and by the posts that its
  /// words stand in.
  mutating func append(_ statement: consuming Statement, quote: Int? = nil) {
    let index = statements.count
    let post = statement.post
    statements.append(statement)
    statementsInPost.add(index, to: post)
    guard let quote else { return }
    quoteOfStatement[index] = quote
    statementsOfQuote[quote, default: []].append(index)
    if let found = passage(of: quote), found.post != post {
      statementsInPost.add(index, to: found.post)
    }
  }

  /// The words of a statement: its own, and for a quoted one the passage that was quoted.
  private func spans(of statement: Int) -> [ByteRange] {
    let nodes = statements[statement].content
    var spans: [ByteRange] = []
    if let first = nodes.first, let last = nodes.last {
      spans.append(
        ByteRange(
          Int(document.content[first].text.lower), Int(document.content[last].text.upper)))
    }
    if let quote = quoteOfStatement[statement], let passage = passage(of: quote) {
      spans.append(passage.text)
    }
    return spans
  }

  private mutating func addStandIn(for quote: Int, _ passage: Quote.Passage) -> StatementID {
    let node = quotes[quote].node
    let content = node + 1..<Int(document.content[node].end)
    let id = StatementID.temporary(in: context.id, number: statements.count + 1)
    let author = context.posts[post].author
    append(
      Statement(
        id: id, kind: .claim, label: nil, form: .standIn,
        holder: passage.post.map { context.posts[$0].author }, annotator: author, post: post,
        place: quotes[quote].place, header: node..<node, content: content,
        detail: content.upperBound..<content.upperBound, fingerprint: fingerprint(of: content)),
      quote: quote)
    notice(.unnamedTarget(standIn: id), at: node)
    return id
  }

  /// Where words that a stand-in was made for are named further below, the named statement is meant.
  mutating func replaceStandIns() {
    var named: [StatementID: StatementID] = [:]
    for index in statements.indices where statements[index].form == .standIn {
      guard let quote = quoteOfStatement[index], let passage = passage(of: quote) else { continue }
      let others = statementsSharing(passage).filter { statements[$0].form != .standIn }
      if others.count == 1 { named[statements[index].id] = statements[others[0]].id }
    }
    guard !named.isEmpty else { return }
    statements.removeAll { named[$0.id] != nil && $0.form == .standIn }
    for index in links.indices { links[index].replaceEnds(named) }
    for index in stances.indices { stances[index].replaceStatement(named) }
    for index in uncountedStances.indices { uncountedStances[index].replaceStatement(named) }
    notices.removeAll {
      if case .unnamedTarget(let id) = $0.kind { named[id] != nil } else { false }
    }
  }
}

extension Stance {
  fileprivate mutating func replaceStatement(_ ids: [StatementID: StatementID]) {
    statement = ids[statement] ?? statement
  }
}

extension Link {
  fileprivate mutating func replaceEnds(_ ids: [StatementID: StatementID]) {
    premises = premises.map { ids[$0] ?? $0 }
    switch target {
    case .statement(let id): target = .statement(ids[id] ?? id)
    case .step(let from, let to): target = .step(from: ids[from] ?? from, to: ids[to] ?? to)
    case .onlyStep(let from): target = .onlyStep(from: ids[from] ?? from)
    case .link: break
    }
  }
}
