import CruxModel

/// Everybody, with how much they said.
func peoplePage(outline: CorpusOutline) -> [UInt8] {
  let writer = PageWriter(outline: outline, page: .people)
  let items = outline.everybody.map { id -> HTML in
    let count = outline.statements(by: id).count
    let said: HTML =
      count == 0 ? "" : " <span class=\"meta\">\(counted(count, "statement", "statements"))</span>"
    return "<li>\(writer.person(id))\(said)</li>\n"
  }
  let list: HTML =
    items.isEmpty ? "<p>Nobody has written yet.</p>\n" : "<ul>\n\(items.joined())</ul>\n"
  return PageShell(outline: outline, address: .people, title: "People", section: .people)
    .page("<h1>People</h1>\n\(list)")
}

/// Statements with an unanswered objection and claims whose ground is missing, on as many pages as it takes; on
/// the last one the cruxes on which nobody took a side.
func unansweredPages(outline: CorpusOutline, unanswered: [Unanswered]) -> [PageJob] {
  let length = 300
  let sorted =
    unanswered.filter { !$0.objections.isEmpty } + unanswered.filter { $0.objections.isEmpty }
  let count = max(1, (sorted.count + length - 1) / length)
  return (0..<count).map { number in
    {
      let page = PageAddress.unanswered.numbered(number + 1)
      let writer = PageWriter(outline: outline, page: page)
      var html: HTML = "<h1>Unanswered</h1>\n"
      html += unansweredSections(
        sorted[number * length..<min(sorted.count, (number + 1) * length)], writer: writer)
      if number == count - 1 { html += untakenCruxes(writer, limit: length) }
      if sorted.isEmpty { html += "<p>Every recorded objection is answered.</p>\n" }
      html += pageNumbers(of: .unanswered, current: number + 1, count: count, writer: writer)
      let shell = PageShell(
        outline: outline, address: page, title: "Unanswered", section: .unanswered)
      return [SitePage(address: page, bytes: shell.page(html))]
    }
  }
}

private func unansweredSections(_ part: ArraySlice<Unanswered>, writer: PageWriter) -> HTML {
  let groups: [(HTML, StaticString, (Unanswered) -> Bool)] = [
    ("Objected to, without an answer yet", "objections", { !$0.objections.isEmpty }),
    ("Claims whose ground is missing", "needs", { $0.objections.isEmpty }),
  ]
  return groups.map { heading, id, isWanted in
    let list = part.filter(isWanted).map { $0.item(writer) }
    return writer.section(
      heading, id: id,
      list.isEmpty ? "" : "<ul class=\"unanswered\">\n\(list.joined())</ul>\n")
  }.joined()
}

private func untakenCruxes(_ writer: PageWriter, limit: Int) -> HTML {
  let cruxes = writer.outline.cruxesNobodyTook
  let all = writer.reference(to: .cruxes)
  let more: HTML =
    cruxes.count > limit
    ? "<p>and \(cruxes.count - limit) more among <a href=\"\(all)\">all cruxes</a></p>\n" : ""
  return writer.section(
    "Cruxes on which nobody took a side", id: "cruxes",
    cruxes.isEmpty ? "" : "\(writer.items(Array(cruxes.prefix(limit))))\(more)")
}

/// The threads on a topic and the questions they ask.
func topicPage(_ topic: String, outline: CorpusOutline) -> [UInt8] {
  let address = PageAddress.topic(topic)
  let writer = PageWriter(outline: outline, page: address)
  let threads = outline.threads(on: topic)
  let cruxes = threads.flatMap(\.statements).compactMap { outline.statements[$0] }
    .filter { $0.kind == .crux }
  var html: HTML = "<p class=\"eyebrow\">Topic</p>\n<h1>\(topic)</h1>\n"
  let items = threads.map { threadItem($0, writer: writer) }.joined()
  html += writer.section("Threads", id: "threads", "<ul class=\"thread-list\">\n\(items)</ul>\n")
  html += writer.section("Cruxes", id: "cruxes", writer.items(cruxes))
  return PageShell(outline: outline, address: address, title: topic).page(html)
}

/// What the site is and how to read it.
func aboutPage(outline: CorpusOutline) -> [UInt8] {
  let writer = PageWriter(outline: outline, page: .about)
  let html: HTML = """
    <h1>About this site</h1>
    <p>It is made from plain Markdown threads: what people wrote stands as they wrote it, and what
    is marked in it stands in the margin.</p>
    <h2>The marks</h2>
    <ul class="statements">
    <li class="claim">\(writer.kind(.claim)) Something somebody says is so.</li>
    <li class="crux">\(writer.kind(.crux)) A question on which something hangs, with its answers.</li>
    <li class="rebuttal">\(writer.kind(.rebuttal)) An objection: to a claim itself, or, as an undercut,
    to the step from one claim to another.</li>
    <li class="stance">\(writer.kind(.claim, word: "Agrees, disagrees")) What somebody thinks of a
    statement, and how surely, in their own words.</li>
    </ul>
    <p>Words with a <span class="quoted">dotted line</span> under them are quoted in a later post. Point at
    a note, or reach it with the keyboard, and what it leads to lights up.</p>
    <h2>The maps</h2>
    <p>On the page of a statement a map shows what bears on it and what it bears on. The word in a box,
    and the line and its end, say how: <em>because</em>, a solid line with an arrow; <em>only if</em>, a
    thick line with a diamond; <em>hangs on</em>, a thick line with a circle, for a question;
    <em>but</em>, a dashed line with a bar, for an objection; <em>step denied</em>, a dotted line with a
    cross. The outline below it says the same.</p>
    <h2>What is computed</h2>
    <p>A claim <em>stands</em> as far as the recorded objections to it are answered, and its strength
    says how the recorded points balance. Neither is a probability, and neither knows anything that
    nobody wrote down. Where the record carries no answer, the page says why.</p>

    """
  return PageShell(outline: outline, address: .about, title: "About this site", section: .about)
    .page(html)
}

/// For addresses that lead nowhere.
func notFoundPage(outline: CorpusOutline) -> [UInt8] {
  let html: HTML = """
    <h1>There is no such page</h1>
    <p>It may have been renamed, or the address may be misspelt. Try the
    <a href="\(outline.absolute(.home))">list of threads</a> or
    <a href="\(outline.absolute(.statements))">all statements</a>.</p>

    """
  return PageShell(
    outline: outline, address: .notFound, title: "There is no such page", isAtAnyDepth: true
  ).page(html)
}

extension CorpusOutline {
  /// See `CorpusSettings.absolute(_:)`.
  func absolute(_ address: PageAddress) -> String { settings.absolute(address) }

  /// Cruxes without a stance on them or on any of their answers, and without a reason for one.
  var cruxesNobodyTook: [StatementEntry] {
    threadOrder.flatMap { threads[$0]?.statements ?? [] }.compactMap { statements[$0] }.filter {
      crux in
      crux.kind == .crux
        && Set([crux.id, crux.id.pole("yes"), crux.id.pole("no")] + crux.poles).allSatisfy {
          histories(on: $0).isEmpty && !links(to: $0).contains(where: \.kind.takesASide)
        }
    }
  }
}

extension LinkKind {
  /// Whether who links to an answer thereby says what they think of the crux.
  fileprivate var takesASide: Bool { self == .supports || self == .needs || self == .rebuts }
}
