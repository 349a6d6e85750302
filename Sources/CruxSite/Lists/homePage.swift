import CruxModel

/// The first page: what is argued here, thread by thread.
package func homePage(outline: CorpusOutline) -> [UInt8] {
  let threads = outline.threadOrder.compactMap { outline.threads[$0] }
  let counts = [
    counted(threads.count, "thread", "threads"),
    counted(outline.count(of: .claim), "claim", "claims"),
    counted(outline.count(of: .crux), "crux", "cruxes"),
    counted(outline.count(of: .rebuttal), "rebuttal", "rebuttals"),
  ]
  var html: HTML = """
    <h1>\(outline.title)</h1>
    <p class="counts">\(counts.joined(separator: " · "))</p>
    <section aria-labelledby="page.threads">
    <h2 id="page.threads">Threads</h2>
    <ul class="thread-list">

    """
  for thread in threads { html += item(thread, outline: outline) }
  if threads.isEmpty { html += "<li>There is no thread yet.</li>\n" }
  html += "</ul>\n</section>\n"
  return PageShell(outline: outline, address: .home, title: outline.title, section: .threads)
    .page(html)
}

private func item(_ thread: ThreadEntry, outline: CorpusOutline) -> HTML {
  let target = thread.address.reference(from: .home)
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
