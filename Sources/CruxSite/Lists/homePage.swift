import CruxModel

/// The first page: what is argued here, what matters most, what is unanswered.
///
/// - Parameter notable: the cruxes that were computed to move most, best first.
package func homePage(
  outline: CorpusOutline, notable: [NotableCrux] = [], unanswered: [Unanswered] = []
) -> [UInt8] {
  let page = HomePage(
    writer: PageWriter(outline: outline, page: .home), notable: notable, unanswered: unanswered)
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

struct HomePage {
  let writer: PageWriter
  let notable: [NotableCrux]
  let unanswered: [Unanswered]

  /// Entries of each short list.
  private static let limit = 5
  /// Threads that are listed here; where there are more, the latest of them.
  static let threadLimit = 60

  var content: HTML {
    let outline = writer.outline
    let threads = outline.threadOrder.compactMap { outline.threads[$0] }
    let items = listed(threads).map { threadItem($0, writer: writer) }.joined()
    let hasMore = threads.count > Self.threadLimit
    let all = writer.reference(to: .threads)
    let more: HTML = hasMore ? "<p><a href=\"\(all)\">All \(threads.count) threads</a></p>\n" : ""
    var html: HTML = """
      <h1>\(outline.title)</h1>
      <p class="counts">\(counts(threads.count).joined(separator: " · "))</p>

      """
    html += topics
    html += writer.section(
      hasMore ? "Latest threads" : "Threads", id: "threads",
      threads.isEmpty
        ? "<p>There is no thread yet.</p>\n" : "<ul class=\"thread-list\">\n\(items)</ul>\n\(more)")
    html += writer.section("What would change most", id: "cruxes", cruxes)
    html += writer.section("Still unanswered", id: "unanswered", objections)
    return html
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
    let outline = writer.outline
    func link(_ count: Int, _ one: String, _ many: String, _ address: PageAddress) -> HTML {
      "<a href=\"\(writer.reference(to: address))\">\(counted(count, one, many))</a>"
    }
    return [
      "\(counted(threads, "thread", "threads"))",
      link(outline.count(of: .claim), "claim", "claims", .statements),
      link(outline.count(of: .crux), "crux", "cruxes", .cruxes),
      link(outline.count(of: .rebuttal), "rebuttal", "rebuttals", .statements),
      link(outline.everybody.count, "person", "people", .people),
    ]
  }

  private var topics: HTML {
    let links = writer.outline.topics.map { topic -> HTML in
      "<li><a href=\"\(writer.reference(to: .topic(topic)))\">\(topic)</a></li>"
    }
    guard !links.isEmpty else { return "" }
    return
      "<nav aria-label=\"Topics\"><ul class=\"topics\">\n\(links.joined(separator: "\n"))\n</ul></nav>\n"
  }

  private var cruxes: HTML {
    let lines = notable.prefix(Self.limit).map { notable -> HTML in
      let crux = notable.crux
      return """
        <li class="crux">\(writer.kind(.crux)) \(writer.words(of: crux.claim))
        <p class="meta">If true, \(writer.words(of: notable.thesis, limit: 120)) \
        \(crux.verdictIfTrue.words); if false, it \(crux.verdictIfFalse.words).</p></li>

        """
    }
    return lines.isEmpty ? "" : "<ul class=\"statements\">\n\(lines.joined())</ul>\n"
  }

  private var objections: HTML {
    let unanswered = unanswered.filter { !$0.objections.isEmpty }
    guard !unanswered.isEmpty else { return "" }
    let lines = unanswered.prefix(Self.limit).map { $0.item(writer) }.joined()
    let all = writer.reference(to: .unanswered)
    let more: HTML =
      unanswered.count > Self.limit
      ? "<p><a href=\"\(all)\">All \(unanswered.count)</a></p>\n" : ""
    return "<ul class=\"unanswered\">\n\(lines)</ul>\n\(more)"
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
