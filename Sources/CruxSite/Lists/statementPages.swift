import CruxModel

/// A list of statements under their threads, on as many pages as it takes.
struct StatementList: Sendable {
  let outline: CorpusOutline
  /// The first page; the others have its name and a number.
  let address: PageAddress
  let title: String
  let section: PageShell.Section
  let introduction: HTML
  let includes: @Sendable (StatementEntry) -> Bool
  /// Statements after which a page ends with its thread.
  var length = 500

  /// At least one page.
  func pages() -> [PageJob] {
    let parts = parts()
    return parts.indices.map { number in { [page(number, parts)] } }
  }

  private typealias Part = [ThreadID]

  private func parts() -> [Part] {
    var parts: [Part] = [[]]
    var count = 0
    for thread in outline.threadOrder {
      let found = statements(of: thread).count
      guard found > 0 else { continue }
      if count >= length {
        parts.append([])
        count = 0
      }
      parts[parts.count - 1].append(thread)
      count += found
    }
    return parts
  }

  private func statements(of thread: ThreadID) -> [StatementEntry] {
    (outline.threads[thread]?.statements ?? []).compactMap { outline.statements[$0] }
      .filter { $0.thread == thread && includes($0) }
  }

  private func page(_ number: Int, _ parts: [Part]) -> SitePage {
    let page = address.numbered(number + 1)
    let writer = PageWriter(outline: outline, page: page)
    var html: HTML = "<h1>\(title)</h1>\n\(introduction)"
    for thread in parts[number] {
      html += """
        <section class="statement-list">
        <h2>\(writer.thread(thread))</h2>
        \(writer.items(statements(of: thread)))</section>

        """
    }
    if parts[number].isEmpty { html += "<p>Nothing is marked yet.</p>\n" }
    html += pageNumbers(of: address, current: number + 1, count: parts.count, writer: writer)
    let shell = PageShell(outline: outline, address: page, title: title, section: section)
    return SitePage(address: page, bytes: shell.page(html))
  }
}

extension StatementList {
  /// Every statement but answers, which stand with their crux.
  static func all(_ outline: CorpusOutline) -> StatementList {
    StatementList(
      outline: outline, address: .statements, title: "Statements", section: .statements,
      introduction: "", includes: { $0.form != .pole })
  }

  static func cruxes(_ outline: CorpusOutline) -> StatementList {
    StatementList(
      outline: outline, address: .cruxes, title: "Cruxes", section: .cruxes,
      introduction: "<p>Questions on which something hangs.</p>\n",
      includes: { $0.kind == .crux })
  }
}

/// Links to all pages of a list; nothing where there is one.
func pageNumbers(
  of address: PageAddress, current: Int, count: Int, writer: PageWriter
) -> HTML {
  guard count > 1 else { return "" }
  let links = (1...count).map { number -> HTML in
    let isHere: HTML = number == current ? " aria-current=\"page\"" : ""
    return
      "<li><a href=\"\(writer.reference(to: address.numbered(number)))\"\(isHere)>\(number)</a></li>"
  }
  return """
    <nav aria-label="Pages"><ul class="pages">
    \(links.joined(separator: "\n"))
    </ul></nav>

    """
}

/// All threads, on as many pages as it takes; none where the first page of the site lists them all.
func threadPages(outline: CorpusOutline) -> [PageJob] {
  let length = 200
  let threads = outline.threadOrder
  guard threads.count > HomePage.threadLimit else { return [] }
  let count = (threads.count + length - 1) / length
  return (0..<count).map { number in
    let part = threads[number * length..<min(threads.count, (number + 1) * length)]
    return { [threadPage(number, of: count, listing: part, outline: outline)] }
  }
}

private func threadPage(
  _ number: Int, of count: Int, listing threads: ArraySlice<ThreadID>, outline: CorpusOutline
) -> SitePage {
  let page = PageAddress.threads.numbered(number + 1)
  let writer = PageWriter(outline: outline, page: page)
  let items = threads.compactMap { outline.threads[$0] }
    .map { threadItem($0, writer: writer) }.joined()
  let html: HTML = """
    <h1>Threads</h1>
    <ul class="thread-list">
    \(items)</ul>
    \(pageNumbers(of: .threads, current: number + 1, count: count, writer: writer))
    """
  let shell = PageShell(outline: outline, address: page, title: "Threads", section: .threads)
  return SitePage(address: page, bytes: shell.page(html))
}

extension PageAddress {
  /// The page of this list with that number, from 1.
  func numbered(_ number: Int) -> PageAddress {
    number == 1 ? self : PageAddress("\(path.dropLast(5))-\(number).html")
  }
}
