import CruxModel

/// Every statement, under its thread, with its kind and holder.
package func statementsPage(outline: CorpusOutline) -> [UInt8] {
  let page = PageAddress.statements
  var html: HTML = "<h1>Statements</h1>\n"
  for id in outline.threadOrder {
    guard let thread = outline.threads[id], !thread.statements.isEmpty else { continue }
    let target = thread.address.reference(from: page)
    html +=
      "<section class=\"statement-list\">\n<h2><a href=\"\(target)\">\(thread.title)</a></h2>\n<ul>\n"
    for id in thread.statements {
      guard let entry = outline.statements[id], entry.thread == thread.id, entry.form != .pole
      else {
        continue
      }
      html += item(entry, outline: outline)
    }
    html += "</ul>\n</section>\n"
  }
  if outline.statements.isEmpty { html += "<p>No statement is marked yet.</p>\n" }
  return PageShell(
    outline: outline, address: page, title: "Statements", section: .statements
  ).page(html)
}

private func item(_ entry: StatementEntry, outline: CorpusOutline) -> HTML {
  let target = entry.home.reference(from: .statements)
  var html: HTML = """
    <li class="\(entry.kind.rawValue)"><span class="kind"><span class="shape" \
    aria-hidden="true"></span>\(entry.kind.word)</span> <a href="\(target)">\(entry.words)</a>
    """
  if let holder = entry.holder {
    html += " <span class=\"meta\">\(outline.name(of: holder))</span>"
  }
  html += "</li>\n"
  return html
}
