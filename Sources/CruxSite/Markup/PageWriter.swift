import CruxModel

/// Writes statements, people and sentences as links from one page.
struct PageWriter {
  let outline: CorpusOutline
  let page: PageAddress
  /// The statement that sentences call *it*.
  var subject: StatementID?

  func reference(to address: PageAddress) -> String { address.reference(from: page) }

  /// The words of a statement, linked to where a reader learns most of it.
  func words(of id: StatementID, limit: Int = 300) -> HTML {
    guard let entry = outline.statement(id) else { return "<span class=\"missing\">\(id)</span>" }
    return link(to: entry, "\(shortened(shownWords(entry, for: id), to: limit))")
  }

  /// A link to where a reader learns most of a statement, which knows where its preview is.
  private func link(to entry: StatementEntry, _ words: HTML) -> HTML {
    "<a class=\"words\" \(entry.link(from: page))>\(words)</a>"
  }

  /// The words of a statement as something that is so or not, linked like its words.
  func claimed(_ id: StatementID, limit: Int = 300) -> HTML {
    guard let entry = outline.statement(id) else { return words(of: id) }
    return link(to: entry, "\(shortened(claimedWords(entry, for: id), to: limit))")
  }

  /// Of a question with yes and no the answer *yes*: only that is true or false.
  private func claimedWords(_ entry: StatementEntry, for id: StatementID) -> String {
    guard entry.kind == .crux, !entry.hasRivalPoles, id.pole == nil else {
      return shownWords(entry, for: id)
    }
    let yes = entry.id.pole("yes")
    guard let answer = outline.statement(yes), answer.id == yes, answer.words != answer.poleName
    else { return "Yes to: \(entry.words)" }
    return answer.words
  }

  /// With the answer where an answer without words of its own is meant.
  func shownWords(_ entry: StatementEntry, for id: StatementID) -> String {
    if let name = entry.poleName { return name == entry.words ? name : "\(name): \(entry.words)" }
    guard let pole = id.pole, entry.id == pole.crux else { return entry.words }
    return "\(pole.key == "no" ? "No" : "Yes") to: \(entry.words)"
  }

  func person(_ id: PersonID) -> HTML {
    "<a class=\"person\" href=\"\(reference(to: .person(id)))\">\(outline.name(of: id))</a>"
  }

  func thread(_ id: ThreadID) -> HTML {
    guard let entry = outline.threads[id] else { return "\(id)" }
    return "<a href=\"\(reference(to: entry.address))\">\(entry.title)</a>"
  }

  /// Shape and word of a kind.
  func kind(_ kind: StatementKind, word: String? = nil) -> HTML {
    """
    <span class="kind"><span class="shape" aria-hidden="true"></span>\(word ?? kind.word)</span>
    """
  }

  /// A sentence of the model's, its statements as links.
  func sentence(_ sentence: Sentence) -> HTML {
    var html = HTML()
    for (index, piece) in sentence.pieces.enumerated() {
      switch piece {
      case .words(let words): html += withBar(words)
      case .statement(let id) where id == subject: html += index == 0 ? "It" : "it"
      case .statement(let id): html += quoted(id)
      case .negation(let id): html += "the contrary of \(id == subject ? "it" : quoted(id))"
      case .person(let id): html += person(id)
      }
    }
    return html
  }

  /// The bar that the model writes for terminals, `[##...]`, as squares that nobody has to hear.
  private func withBar(_ words: String) -> HTML {
    guard let start = words.utf8.firstIndex(of: UInt8(ascii: "[")),
      let end = words.utf8.lastIndex(of: UInt8(ascii: "]")), start < end
    else { return "\(words)" }
    let cells = words[words.utf8.index(after: start)..<end]
    guard cells.utf8.count == 5, cells.utf8.allSatisfy({ "#.".utf8.contains($0) }) else {
      return "\(words)"
    }
    let bar = cells.map { $0 == "#" ? "■" : "□" }.joined()
    return """
      \(words[..<start])<span class="bar" aria-hidden="true">\(bar)</span>\
      \(words[words.utf8.index(after: end)...])
      """
  }

  /// The words inside a sentence: without a full stop of their own.
  private func quoted(_ id: StatementID) -> HTML {
    guard let entry = outline.statement(id) else { return "“\(id)”" }
    var words = shortened(claimedWords(entry, for: id), to: 140)
    if words.hasSuffix(".") { words.removeLast() }
    return "“\(link(to: entry, "\(words)"))”"
  }

  /// A list of sentences; nothing where there is none.
  func list(_ sentences: [Sentence]) -> HTML {
    guard !sentences.isEmpty else { return "" }
    let items = sentences.map { "<li>\(sentence($0))</li>" as HTML }
    return "<ul class=\"sentences\">\n\(items.joined(separator: "\n"))\n</ul>\n"
  }

  /// A section with a heading; nothing where it has no content.
  func section(_ heading: HTML, id: StaticString, _ content: HTML) -> HTML {
    guard !content.isEmpty else { return "" }
    let id = HTML(stringLiteral: id)
    return """
      <section aria-labelledby="page.\(id)">
      <h2 id="page.\(id)">\(heading)</h2>
      \(content)</section>

      """
  }

  /// A section of a page: what it is called, its element's id and what it holds.
  typealias Section = (heading: HTML, id: StaticString, content: HTML)

  /// The sections that hold something, and where there are several links to them before.
  func sections(_ all: [Section]) -> HTML {
    let shown = all.filter { !$0.content.isEmpty }
    var html = HTML()
    if shown.count > 2 {
      let links = shown.map {
        "<li><a href=\"#page.\(HTML(stringLiteral: $0.id))\">\($0.heading)</a></li>\n" as HTML
      }
      html +=
        "<nav aria-label=\"On this page\"><ul class=\"topics\">\n\(links.joined())</ul></nav>\n"
    }
    for part in shown { html += section(part.heading, id: part.id, part.content) }
    return html
  }

  /// One statement of a list, with its holder.
  func item(_ entry: StatementEntry, holder: Bool = true) -> HTML {
    var html: HTML =
      "<li class=\"\(entry.kind.rawValue)\">\(kind(entry.kind)) \(words(of: entry.id))"
    if holder, let person = entry.holder {
      html += " <span class=\"meta\">\(self.person(person))</span>"
    }
    let answers = entry.poles.compactMap { outline.statements[$0]?.poleName }
    if entry.hasRivalPoles, !answers.isEmpty {
      html += " <p class=\"meta\">\(answers.joined(separator: " | "))</p>"
    }
    html += "</li>\n"
    return html
  }

  func items(_ entries: [StatementEntry], showsHolder: Bool = true) -> HTML {
    guard !entries.isEmpty else { return "" }
    return
      "<ul class=\"statements\">\n\(entries.map { item($0, holder: showsHolder) }.joined())</ul>\n"
  }

  // MARK: Stances

  /// Who stands where, one line a person: what they said last, where, and what they said before.
  func stances(on id: StatementID) -> HTML {
    let current = outline.histories(on: id).compactMap { history in
      history.current.map { (history, $0) }
    }
    let lines = ["for", "open", "against"].flatMap { wanted in
      current.filter { side($0.1.credence.value) == wanted }.map { line($0.0, $0.1) }
    }
    guard !lines.isEmpty else { return "" }
    return "<ul class=\"stances\">\n\(lines.joined())</ul>\n"
  }

  private func line(_ history: StanceHistory, _ entry: StanceHistory.Entry) -> HTML {
    let stance = entry.recorded.stance
    let target = reference(
      to: outline.address(ofPost: stance.post, in: entry.recorded.moment.thread))
    let isNegated = abs(entry.credence.value - stance.credence.value) > 1e-9
    let words = stance.attitude == .implied ? "holds it, in so many words" : stance.words
    var html: HTML = """
      <li class="\(side(entry.credence.value))"><span class="side">\(side(entry.credence.value))</span> \
      \(person(history.key.person)) <a class="where" href="\(target)">\(words)\
      \(isNegated ? " the answer no" : "")</a>
      """
    if history.isChangeOfMind { html += " <span class=\"meta\">changed their mind</span>" }
    html += "</li>\n"
    return html
  }

  private func side(_ value: Double) -> String {
    value > 0.55 ? "for" : value < 0.45 ? "against" : "open"
  }

  // MARK: Backlinks

  func mentions(of entry: StatementEntry) -> HTML {
    let found = outline.mentions(of: entry.id.rawValue)
    guard !found.isEmpty else { return "" }
    let items = found.map { mention -> HTML in
      let place = mention.anchor.map { PageAddress.post($0, of: mention.thread) }
      let title = outline.threads[mention.thread]?.title ?? mention.thread.rawValue
      return """
        <li><a href="\(reference(to: place ?? .thread(mention.thread)))">\(title)</a> \
        <span class="context">\(mention.words)</span></li>
        """
    }
    return "<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
  }
}

extension StanceHistory {
  /// Whether two written views of the person differ in side or number.
  var isChangeOfMind: Bool {
    let written = entries.filter { !$0.recorded.stance.isImplied }
    guard let first = written.first, let last = written.last else { return false }
    return first.credence.value != last.credence.value
  }
}
