import CruxModel

/// The addresses of all pages for search engines (sitemaps.org), as one file or, where there are more
/// than a file may hold, as several and an index of them; empty where `crux.yml` does not say where
/// the site is published.
///
/// Later pages of long lists are left out: everything on them has a page of its own.
package func sitemap(
  outline: CorpusOutline, pairs: ComparedPairs, limit: Int = 50_000
) -> [SitePage] {
  guard outline.published(.home) != nil else { return [] }
  let lines = sitemapLines(outline: outline, pairs: pairs)
  guard lines.count > limit else { return [urlset(lines[...], at: .sitemap)] }
  let starts = Array(stride(from: 0, to: lines.count, by: limit))
  let parts = starts.enumerated().map { number, start in
    urlset(
      lines[start..<min(lines.count, start + limit)],
      at: PageAddress("sitemap-\(number + 1).xml"))
  }
  let entries = parts.map { part -> HTML in
    "<sitemap><loc>\(outline.published(part.address) ?? "")</loc></sitemap>\n"
  }
  let index: HTML = """
    <?xml version="1.0" encoding="UTF-8"?>
    <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    \(entries.joined())</sitemapindex>

    """
  return [SitePage(address: .sitemap, bytes: index.bytes)] + parts
}

private func urlset(_ lines: ArraySlice<HTML>, at address: PageAddress) -> SitePage {
  let xml: HTML = """
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    \(lines.joined())</urlset>

    """
  return SitePage(address: address, bytes: xml.bytes)
}

private func sitemapLines(outline: CorpusOutline, pairs: ComparedPairs) -> [HTML] {
  func line(_ address: PageAddress, _ date: Timestamp? = nil) -> HTML {
    let changed: HTML =
      date.map { "<lastmod>\(internetTime($0.seconds))</lastmod>" } ?? ""
    return "<url><loc>\(outline.published(address) ?? "")</loc>\(changed)</url>\n"
  }
  let lists: [PageAddress] = [
    .home, .cruxes, .statements, .people, .unanswered, .changes, .about,
  ]
  var lines = lists.map { line($0) }
  for id in outline.threadOrder {
    guard let thread = outline.threads[id] else { continue }
    lines.append(line(thread.address, thread.lastDate))
    for statement in thread.statements.compactMap({ outline.statements[$0] })
    where statement.thread == id {
      if let page = statement.ownPage { lines.append(line(page, thread.lastDate)) }
    }
  }
  lines += outline.topics.map { line(.topic($0)) }
  lines += outline.everybody.map { line(.person($0)) }
  return lines + pairs.all.map { line($0.address) }
}
