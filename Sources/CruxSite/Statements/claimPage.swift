import CruxModel

/// The page of a claim or rebuttal: who holds it, what bears on it, how it stands and why.
///
/// - Parameter explanation: what was computed; nil where the map does not hold it.
package func claimPage(
  _ entry: StatementEntry, outline: CorpusOutline, explanation: ThesisExplanation?,
  pairs: ComparedPairs = ComparedPairs()
) -> [UInt8] {
  let address = PageAddress.claim(entry.id)
  let page = ClaimPage(
    entry: entry, writer: PageWriter(outline: outline, page: address, subject: entry.id),
    explanation: explanation,
    pairs: pairs)
  return PageShell(
    outline: outline, address: address, title: shortened(entry.words, to: 90),
    summary: shortened(entry.words, to: 260), linkedData: entry.linkedData(outline: outline),
    hasMap: true
  ).page(page.content)
}

private struct ClaimPage {
  let entry: StatementEntry
  let writer: PageWriter
  let explanation: ThesisExplanation?
  let pairs: ComparedPairs

  var content: HTML {
    var html = HTML(capacity: 1 << 14)
    html += "<div class=\"statement-page \(entry.kind.rawValue)\">\n"
    html += statementHead(entry, writer: writer)
    html += writer.section("How it stands", id: "standing", standing)
    html += writer.section("Who stands where", id: "people", writer.stances(on: entry.id))
    html += writer.section("What would change it", id: "change", change)
    html += writer.section("Reasons and objections", id: "reasons", reasons)
    html += writer.section("What it bears on", id: "bears", bears)
    html += writer.section("The same in other words", id: "same", wordings)
    html += writer.section(
      "Who parts over it", id: "pairs", writer.pairItems(pairs, over: entry))
    html += writer.section("Mentioned in", id: "mentions", writer.mentions(of: entry))
    html += writer.section("What was not computed", id: "refusals", refusals)
    html += "</div>\n"
    return html
  }

  // MARK: Computed

  private var standing: HTML {
    guard let explanation else { return "" }
    var sentences = [explanation.headlineSentence]
    if !explanation.refusals.contains(.nothingBearsOnIt) {
      sentences.append(explanation.standingSentence)
      if let opinion = explanation.secondOpinion { sentences.append(opinion) }
    }
    return sentences.map { "<p>\(writer.sentence($0))</p>\n" as HTML }.joined()
  }

  private var change: HTML {
    guard let explanation, !explanation.refusals.contains(.nothingBearsOnIt) else { return "" }
    return writer.decidingClaims(explanation) + writer.rejections(explanation)
  }

  private var refusals: HTML {
    guard let explanation else {
      return """
        <p>Nothing is computed of this statement by itself: it is read as the contrary of another one,
        or the map of the debate does not hold it.</p>

        """
    }
    return writer.list(explanation.refusalSentences)
  }

  // MARK: Recorded

  private var reasons: HTML {
    let map = writer.outline.focusMap(of: entry)
    let recorded = ReasonOutline(writer: writer, tree: map.reasons).markup()
    let figure = writer.focusMapFigure(map)
    if !recorded.isEmpty { return "\(figure)\(recorded)" }
    return "\(figure)<p>Nobody has given a reason for it or an objection to it.</p>\n"
  }

  private var bears: HTML {
    let lines = writer.outline.links(from: entry.id).filter { $0.kind != .sameAs }.map { link in
      bearing(link)
    }
    guard !lines.isEmpty else { return "" }
    return "<ul class=\"bears\">\n\(lines.joined())</ul>\n"
  }

  private func bearing(_ link: LinkEntry) -> HTML {
    var words: HTML = "<span class=\"relation \(link.kind.token)\">\(link.kind.verb)</span> "
    if link.kind == .undercuts {
      words += "the step from \(writer.words(of: link.target, limit: 120))"
      if let target = link.stepTarget { words += " to \(writer.words(of: target, limit: 120))" }
    } else {
      words += writer.words(of: link.target)
    }
    let others = link.premises.filter { $0 != entry.id }
    if !others.isEmpty {
      words += ", together with "
      words += others.map { writer.words(of: $0, limit: 120) }.joined(separator: ", ")
    }
    return "<li>\(words)</li>\n"
  }

  /// Statements that say the same, however many steps away.
  private var wordings: HTML {
    let outline = writer.outline
    var found: [StatementID] = [entry.id]
    var seen: Set<StatementID> = [entry.id]
    var next = 0
    while next < found.count {
      let id = found[next]
      next += 1
      let same =
        outline.links(from: id).filter { $0.kind == .sameAs }.map(\.target)
        + outline.links(to: id).filter { $0.kind == .sameAs }.flatMap(\.premises)
      for other in same.map({ outline.statement($0)?.id ?? $0 })
      where seen.insert(other).inserted && found.count <= 100 {
        found.append(other)
      }
    }
    return writer.items(found.dropFirst().compactMap { outline.statement($0) })
  }
}

/// The head that pages of claims and of cruxes share.
func statementHead(_ entry: StatementEntry, writer: PageWriter) -> HTML {
  var facts: [HTML] = []
  if let holder = entry.holder {
    facts.append(entry.kind == .crux ? "asked by \(writer.person(holder))" : writer.person(holder))
  }
  facts.append(
    "in <a href=\"\(writer.reference(to: entry.address))\">\(threadTitle(entry, writer))</a>")
  facts.append("<code>\(entry.id)</code>")
  let size: HTML = entry.words.utf8.count > 140 ? " class=\"long\"" : ""
  return """
    <header class="statement-head \(entry.kind.rawValue)">
    \(writer.kind(entry.kind))
    <h1\(size)>\(entry.words)</h1>
    <p class="meta">\(facts.joined(separator: " · "))</p>
    </header>

    """
}

private func threadTitle(_ entry: StatementEntry, _ writer: PageWriter) -> String {
  writer.outline.threads[entry.thread]?.title ?? entry.thread.rawValue
}
