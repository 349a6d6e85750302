import CruxModel

/// The page of two people: over what they part, what lies behind that, where they agree, and on what
/// no answer was given.
package func pairPage(_ pair: ComparedPair, outline: CorpusOutline) -> [UInt8] {
  let page = PairPage(pair: pair, writer: PageWriter(outline: outline, page: pair.address))
  let names = "\(outline.name(of: pair.first)) and \(outline.name(of: pair.second))"
  return PageShell(
    outline: outline, address: pair.address, title: names, summary: "Where \(names) part, and why.",
    section: .people
  ).page(page.content)
}

private struct PairPage {
  let pair: ComparedPair
  let writer: PageWriter

  /// Claims of a list; of more it is said how many there are.
  private static let limit = 30

  var content: HTML {
    let outline = writer.outline
    var html: HTML =
      "<h1>\(outline.name(of: pair.first)) and \(outline.name(of: pair.second))</h1>\n"
    html += writer.section("Over what they part", id: "cruxes", pair.chains.map(chain).joined())
    html += writer.section("They agree on", id: "agreed", claims(pair.agreed))
    html += writer.section("They part on", id: "parted", claims(pair.parted))
    html += writer.section("What was not computed", id: "refusals", refusals)
    html += writer.section("What this rests on", id: "ground", ground)
    return html
  }

  /// One thesis: where each stands, the crux between them, and what lies behind it step by step.
  private func chain(_ chain: DrillDown) -> HTML {
    guard let report = chain.reports.first else { return "" }
    var html: HTML = """
      <section class="pair-chain">
      <h3>On: \(writer.words(of: report.thesis))</h3>
      <div class="sides">
      \(side(report.first))\(side(report.second))</div>
      <ol class="chain">

      """
    for sentence in chain.sentences { html += "<li>\(writer.sentence(sentence))</li>\n" }
    html += "</ol>\n"
    let others = report.cruxes.dropFirst().map { report.sentence($0) }
    if !others.isEmpty { html += "<p class=\"meta\">Besides:</p>\n\(writer.list(others))" }
    html += "</section>\n"
    return html
  }

  private func side(_ position: Position) -> HTML {
    var lines: [HTML] = []
    if let verdict = position.impliedVerdict {
      lines.append("By the recorded reasons it \(verdict.words).")
    }
    if let declared = position.declaredVerdict { lines.append("Declared: it \(declared.words).") }
    return """
      <div><strong>\(writer.person(position.person))</strong>
      \(lines.map { "<p>\($0)</p>\n" as HTML }.joined())</div>

      """
  }

  private func claims(_ ids: [StatementID]) -> HTML {
    let list = writer.items(ids.prefix(Self.limit).compactMap { writer.outline.statement($0) })
    guard ids.count > Self.limit else { return list }
    return "\(list)<p class=\"meta\">and \(ids.count - Self.limit) more</p>\n"
  }

  private var refusals: HTML {
    let shown = pair.refused.prefix(Self.limit)
    return writer.list(shown.map(\.sentence))
  }

  private var ground: HTML {
    let never: HTML =
      pair.neverMet == 0
      ? "They have views of the same claims."
      : "On \(counted(pair.neverMet, "claim", "claims")) only one of them has a recorded view."
    return """
      <p>\(never) All of this is computed from what is marked in the threads; another drawing of the
      same debate can give another answer.</p>

      """
  }
}

extension PageWriter {
  /// Pairs as a list of links, each with the crux between them.
  ///
  /// - Parameter person: on whose page it stands; nil where it is nobody's.
  func pairItems(_ pairs: [ComparedPair], of person: PersonID? = nil) -> HTML {
    let items = pairs.compactMap { pair -> HTML? in
      guard let (thesis, crux) = pair.best else { return nil }
      let names: HTML =
        person.map { "with \(outline.name(of: pair.other(than: $0)))" }
        ?? "\(outline.name(of: pair.first)) and \(outline.name(of: pair.second))"
      return """
        <li><a href="\(reference(to: pair.address))">\(names)</a>: a \(crux.kind.word) over \
        \(words(of: crux.claim, limit: 160)) <span class="meta">on \
        \(words(of: thesis, limit: 120))</span></li>

        """
    }
    return items.isEmpty ? "" : "<ul class=\"pairs\">\n\(items.joined())</ul>\n"
  }

  /// Pairs for whom the statement, or an answer of it, is a crux.
  func pairItems(_ pairs: ComparedPairs, over entry: StatementEntry) -> HTML {
    let ids = [entry.id] + entry.poles + [entry.id.pole("yes"), entry.id.pole("no")]
    return pairItems(pairs.over(ids))
  }
}
