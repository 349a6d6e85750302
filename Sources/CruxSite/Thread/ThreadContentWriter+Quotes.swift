import CruxModel

extension ThreadContentWriter {
  /// Begins a block quote; one that was looked for in the thread becomes a figure with a foot.
  mutating func beginQuote(_ index: Int) {
    guard let quote = quoteOfNode[index] else {
      return begin("<blockquote>\n", "</blockquote>\n", node: index)
    }
    html += "<figure class=\"quote \(thread.quotes[quote].status.rawValue)\">\n"
    html += standInNotes(at: index)
    begin("<blockquote>\n", "</blockquote>\n", node: index)
  }

  /// Quotes that stand in for a claim nobody named have a note and a place of their own.
  private mutating func standInNotes(at index: Int) -> HTML {
    let notes = NoteWriter(thread: thread, outline: outline, page: page)
    var result = HTML()
    for annotation in annotations where annotation.form == .quote && annotation.node == index {
      guard let statement = annotation.statement.map({ thread.statements[$0] }) else { continue }
      result += notes.note(annotation)
      result += "<span\(idAttribute(elementID(for: statement.id, in: thread.id)))></span>"
    }
    return result
  }

  /// Whom the quote quotes, a link to the words, and how they differ.
  func quoteFoot(_ index: Int) -> HTML {
    let quote = thread.quotes[index]
    guard let passage = quote.passages.first else {
      return "<figcaption>\(quote.status.words)</figcaption>\n</figure>\n"
    }
    let target = page.at(QuotedPassages.elementID(ofQuote: index)).reference(from: page)
    let source: HTML =
      passage.post.map { "\(outline.name(of: thread.posts[$0].author))" } ?? "the introduction"
    var html: HTML = """
      <figcaption>\(quote.status.words) <a href="\(target)">\(source)</a>
      """
    if quote.status == .drifted { html += difference(of: quote, from: passage) }
    html += "</figcaption>\n</figure>\n"
    return html
  }

  private func difference(of quote: Quote, from passage: Quote.Passage) -> HTML {
    let node = thread.body.content[quote.node]
    let words = thread.body.wordBytes(in: quote.node + 1..<Int(node.end))
    let original = Array(thread.body.text[passage.text.range])
    let parts = wordDifference(from: oneLine(original), to: oneLine(words))
    guard !parts.isEmpty else { return "" }
    var html: HTML = "<details open><summary>What was changed</summary><p class=\"difference\">"
    for part in parts {
      switch part {
      case .same(let text): html += "\(text) "
      case .removed(let text): html += "<del>\(text)</del> "
      case .added(let text): html += "<ins>\(text)</ins> "
      }
    }
    html += "</p></details>"
    return html
  }
}
