import CruxModel

/// The first page: what is argued here, the cruxes that matter most, what is unanswered, the latest
/// posts, and the threads.
package func homePage(outline: CorpusOutline, computed: Computed = Computed()) -> [UInt8] {
  let page = HomePage(
    writer: PageWriter(outline: outline, page: .home), computed: computed)
  return PageShell(outline: outline, address: .home, title: outline.title, section: .threads)
    .page(page.content)
}

/// A claim that decides a thesis.
package struct NotableCrux: Hashable, Sendable {
  package var thesis: StatementID
  package var crux: CruxScore

  package init(thesis: StatementID, crux: CruxScore) {
    self.thesis = thesis
    self.crux = crux
  }
}

/// What is argued about, and what the recorded points come to.
package struct ArguedThesis: Hashable, Sendable {
  package var thesis: StatementID
  package var verdict: Verdict
  package var strength: Strength
  package var pointsFor: Int
  package var pointsAgainst: Int

  package init(_ explanation: ThesisExplanation) {
    thesis = explanation.thesis
    verdict = explanation.headline.verdict
    strength = explanation.headline.strength
    pointsFor = explanation.pointsFor
    pointsAgainst = explanation.pointsAgainst
  }
}

struct HomePage {
  let writer: PageWriter
  let computed: Computed

  /// Entries of each short list; of what is unanswered, which takes more room, fewer where latest
  /// posts stand below it.
  private static let limit = 5
  private var unansweredLimit: Int { computed.latest.isEmpty ? Self.limit : 3 }
  /// Threads that are listed here; where there are more, the latest of them.
  static let threadLimit = 60

  private var outline: CorpusOutline { writer.outline }

  var content: HTML {
    let threads = outline.threadOrder.compactMap { outline.threads[$0] }
    var html: HTML = """
      <h1>\(outline.title)</h1>
      <p class="counts">\(counts(threads.count).joined(separator: " · "))</p>

      """
    html += topics
    html += "<div class=\"glance\">\n"
    html += writer.section("What is argued here", id: "argued", argued)
    html += writer.section("What would change most", id: "cruxes", cruxes)
    html += writer.section("Still unanswered", id: "unanswered", objections)
    html += writer.section("Latest posts", id: "latest", latest)
    html += "</div>\n"
    html += writer.section(
      threads.count > Self.threadLimit ? "Latest threads" : "Threads", id: "threads",
      list(threads))
    return html
  }

  private func list(_ threads: [ThreadEntry]) -> HTML {
    if threads.isEmpty { return "<p>There is no thread yet.</p>\n" }
    let items = listed(threads).map { threadItem($0, writer: writer) }.joined()
    let list: HTML = "<ul class=\"thread-list\">\n\(items)</ul>\n"
    guard threads.count > Self.threadLimit else { return list }
    return "\(list)\(more(threads.count, "threads", .threads))"
  }

  private func listed(_ threads: [ThreadEntry]) -> [ThreadEntry] {
    guard threads.count > Self.threadLimit else { return threads }
    let latest = threads.sorted {
      let dates = ($0.lastDate?.seconds ?? .min, $1.lastDate?.seconds ?? .min)
      return dates.0 == dates.1 ? $0.id < $1.id : dates.0 > dates.1
    }
    return Array(latest.prefix(Self.threadLimit))
  }

  private func counts(_ threads: Int) -> [HTML] {
    func link(_ count: Int, _ one: String, _ many: String, _ address: PageAddress) -> HTML {
      "<a href=\"\(writer.reference(to: address))\">\(counted(count, one, many))</a>"
    }
    let changes = outline.histories.count { $0.isChangeOfMind }
    return [
      "\(counted(threads, "thread", "threads"))",
      link(outline.count(of: .claim), "claim", "claims", .statements),
      link(outline.count(of: .crux), "crux", "cruxes", .cruxes),
      link(outline.count(of: .rebuttal), "rebuttal", "rebuttals", .statements),
      link(outline.everybody.count, "person", "people", .people),
      link(changes, "change of mind", "changes of mind", .changes),
    ]
  }

  private var topics: HTML {
    let links = outline.topics.map { topic -> HTML in
      "<li><a href=\"\(writer.reference(to: .topic(topic)))\">\(topic)</a></li>"
    }
    guard !links.isEmpty else { return "" }
    return
      "<nav aria-label=\"Topics\"><ul class=\"topics\">\n\(links.joined(separator: "\n"))\n</ul></nav>\n"
  }

  // MARK: At a glance

  private var argued: HTML {
    let lines = computed.argued.prefix(Self.limit).map { argued -> HTML in
      let strength = argued.strength
      let balance: HTML =
        strength.isSettled ? ", \(strength.word)" : ", unsettled by a loop of arguments"
      let points =
        argued.pointsFor == 0 ? "no points" : counted(argued.pointsFor, "point", "points")
      return """
        <li>\(writer.claimed(argued.thesis, limit: 160))
        <p class="meta">It \(argued.verdict.words)\(balance): \(points) for, \
        \(argued.pointsAgainst == 0 ? "none" : "\(argued.pointsAgainst)") against.</p></li>

        """
    }
    return lines.isEmpty ? "" : "<ul class=\"statements\">\n\(lines.joined())</ul>\n"
  }

  private var cruxes: HTML {
    let lines = computed.notable.prefix(Self.limit).map { notable -> HTML in
      let crux = notable.crux
      let effect: Sentence =
        "If true, \(notable.thesis) \(crux.verdictIfTrue.words); if false, it \(crux.verdictIfFalse.words)."
      return """
        <li class="crux">\(writer.kind(.crux)) \(writer.claimed(crux.claim, limit: 160))
        <p class="meta">\(writer.sentence(effect))</p></li>

        """
    }
    return lines.isEmpty ? "" : "<ul class=\"statements\">\n\(lines.joined())</ul>\n"
  }

  private var objections: HTML {
    let unanswered = computed.unanswered.filter { !$0.objections.isEmpty }
    guard !unanswered.isEmpty else { return "" }
    let lines = unanswered.prefix(unansweredLimit).map { $0.item(writer) }.joined()
    let list: HTML = "<ul class=\"unanswered\">\n\(lines)</ul>\n"
    guard unanswered.count > unansweredLimit else { return list }
    return "\(list)\(more(unanswered.count, "with an unanswered objection", .unanswered))"
  }

  private var latest: HTML {
    let lines = computed.latest.prefix(Self.limit).map { post -> HTML in
      let title = outline.threads[post.place.thread]?.title ?? post.place.thread.rawValue
      return """
        <li><a href="\(writer.reference(to: post.address))">\(outline.name(of: post.author)) in \
        \(title)</a> <time class="meta" \
        datetime="\(post.place.date.text)">\(post.place.date.day)</time>
        <p>\(post.opening)</p></li>

        """
    }
    return lines.isEmpty ? "" : "<ul class=\"latest\">\n\(lines.joined())</ul>\n"
  }

  private func more(_ count: Int, _ what: String, _ address: PageAddress) -> HTML {
    "<p class=\"more\"><a href=\"\(writer.reference(to: address))\">All \(count) \(what)</a></p>\n"
  }
}

/// A thread in a list: title, how it begins, when and who.
func threadItem(_ thread: ThreadEntry, writer: PageWriter) -> HTML {
  let outline = writer.outline
  let target = writer.reference(to: thread.address)
  var facts: [HTML] = []
  if let date = thread.date { facts.append("<time datetime=\"\(date.text)\">\(date.day)</time>") }
  let names = thread.people.prefix(4).map { outline.name(of: $0) }
  if !names.isEmpty {
    let more = thread.people.count > 4 ? " and \(thread.people.count - 4) more" : ""
    facts.append("\(names.joined(separator: ", "))\(more)")
  }
  if !thread.statements.isEmpty {
    facts.append("\(counted(thread.statements.count, "statement", "statements"))")
  }
  return """
    <li><a href="\(target)">\(thread.title)</a>
    <p>\(thread.opening)</p>
    <p class="meta">\(facts.joined(separator: " · "))</p></li>

    """
}

extension CorpusOutline {
  /// How many statements of the kind there are, answers of cruxes apart.
  func count(of kind: StatementKind) -> Int {
    statements.values.count { $0.kind == kind && $0.form != .pole }
  }
}
