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
    tookQuote = entries.count - 1
    let taken = statements.indices.filter { quoteOfStatement[$0] == quote }
    if let first = taken.first {
      return taken.count == 1
        ? .one(statements[first].id) : .several(taken.map { statements[$0].id })
    }
    let found = quotes[quote]
    guard found.status == .exact || found.status == .ambiguous, let passage = found.passages.first
    else { return .none }
    let sharing = statements.indices.filter { spans(of: $0).contains { $0.overlaps(passage.text) } }
    switch sharing.count {
    case 0: return .one(standIn(for: quote, passage))
    case 1: return .one(statements[sharing[0]].id)
    default: return .several(sharing.map { statements[$0].id })
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
    if let quote = quoteOfStatement[statement], quotes[quote].status == .exact,
      let passage = quotes[quote].passages.first
    {
      spans.append(passage.text)
    }
    return spans
  }

  private mutating func standIn(for quote: Int, _ passage: Quote.Passage) -> StatementID {
    let node = quotes[quote].node
    let content = node + 1..<Int(document.content[node].end)
    let id = StatementID.temporary(in: context.id, number: statements.count + 1)
    let author = context.posts[post].author
    statements.append(
      Statement(
        id: id, kind: .claim, label: nil, form: .standIn,
        holder: passage.post.map { context.posts[$0].author }, annotator: author, post: post,
        place: quotes[quote].place, header: node..<node, content: content,
        detail: content.upperBound..<content.upperBound, fingerprint: fingerprint(of: content)))
    quoteOfStatement[statements.count - 1] = quote
    notice(.unnamedTarget(standIn: id), at: node)
    return id
  }
}
