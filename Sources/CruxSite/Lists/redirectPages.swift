import CruxModel

/// A page at each former address of a statement or thread that leads to where it is now, unless
/// something else has taken the address.
func redirectPages(outline: CorpusOutline) -> [SitePage] {
  var pages: [SitePage] = []
  for (was, now) in outline.formerIDs {
    // An answer has no page of its own under any name.
    guard was.pole == nil, outline.statements[was] == nil, let entry = outline.statements[now]
    else { continue }
    let address: PageAddress = entry.kind == .crux ? .crux(was) : .claim(was)
    pages.append(redirect(from: address, to: entry.home, named: entry.words, outline: outline))
  }
  var taken: Set<ThreadID> = Set(outline.threads.keys)
  for thread in outline.threadOrder.compactMap({ outline.threads[$0] }) {
    for was in thread.formerIDs where taken.insert(was).inserted {
      pages.append(
        redirect(from: .thread(was), to: thread.address, named: thread.title, outline: outline))
    }
  }
  return pages
}

private func redirect(
  from address: PageAddress, to target: PageAddress, named name: String, outline: CorpusOutline
) -> SitePage {
  let reference = target.reference(from: address)
  let html: HTML = """
    <h1>This page has moved</h1>
    <p>It is now at <a href="\(reference)">\(shortened(name, to: 300))</a>.</p>

    """
  let shell = PageShell(
    outline: outline, address: address, title: "This page has moved", movedTo: reference)
  return SitePage(address: address, bytes: shell.page(html))
}
