import CruxModel

/// What every page has around its content: head, banner, navigation and foot.
///
/// No inline style or script, so that the content-security policy can forbid both; but for the page
/// that is served in place of others, whose style the policy names by its hash.
struct PageShell {
  let outline: CorpusOutline
  let address: PageAddress
  let title: String
  /// For search engines and link previews: at most a sentence or two.
  var summary = ""
  /// Which of the navigation's pages this is.
  var section: Section?

  /// Whether the page is served in place of others, so that its addresses must not be relative and
  /// its style stands in it.
  var isAtAnyDepth = false
  /// Where a browser is sent at once, as written in a link on this page.
  var movedTo: String?
  /// What the page says to machines; a plain page where nothing is given.
  var linkedData: JSONText?
  /// The same page for machines, from the root of the site.
  var alternate: String?

  /// Whether it holds a map, whose style is a file of its own.
  var hasMap = false

  enum Section: String, CaseIterable {
    case threads, cruxes, statements, people, unanswered, about
  }

  func page(_ content: HTML) -> [UInt8] {
    let frame = isAtAnyDepth ? outline.frames.anywhere : outline.frames.frame(of: address)
    var html = HTML(capacity: content.bytes.count + 4000)
    addHead(in: frame, to: &html)
    html += frame.banner(of: address, in: section)
    html += "<main id=\"page.content\" tabindex=\"-1\">\n"
    html += content
    html += "</main>\n"
    html += frame.foot
    return html.bytes
  }

  private func addHead(in frame: PageFrame, to html: inout HTML) {
    html += frame.beginning
    html += title == outline.title ? "\(title)" : "\(title) · \(outline.title)"
    html += "</title>\n"
    if !summary.isEmpty { html += "<meta name=\"description\" content=\"\(summary)\">\n" }
    if let movedTo {
      html += "<meta http-equiv=\"refresh\" content=\"0; url=\(movedTo)\">\n"
      html += "<link rel=\"canonical\" href=\"\(movedTo)\">\n"
    }
    html += publishedHead
    html += frame.style
    if hasMap { html += frame.mapStyle }
    html += frame.script
    html += alternateLink
    html += HTML(linkedData: linkedData ?? CruxSite.linkedData(ofPage: title, outline: outline))
    html += frame.headEnd
  }

  /// Addresses that hold anywhere, for search engines, previews of links and readers of feeds: only
  /// where it is known where the site is published.
  private var publishedHead: HTML {
    guard !isAtAnyDepth, let here = outline.published(address), let feed = outline.published(.feed)
    else { return "" }
    var html: HTML = """
      <link rel="alternate" type="application/atom+xml" title="\(outline.title)" href="\(feed)">

      """
    if movedTo != nil { return html }
    html += """
      <link rel="canonical" href="\(here)">
      <meta property="og:type" content="\(address == .home ? "website" : "article")">
      <meta property="og:title" content="\(title)">
      <meta property="og:site_name" content="\(outline.title)">
      <meta property="og:url" content="\(here)">

      """
    if !summary.isEmpty { html += "<meta property=\"og:description\" content=\"\(summary)\">\n" }
    return html
  }

  private var alternateLink: HTML {
    guard let alternate else { return "" }
    let target = reference(to: PageAddress(alternate))
    return "<link rel=\"alternate\" type=\"application/json\" href=\"\(target)\">\n"
  }

  private func reference(to target: PageAddress) -> String {
    isAtAnyDepth ? outline.absolute(target) : target.reference(from: address)
  }
}

extension PageShell.Section {
  var word: String {
    switch self {
    case .threads: "Threads"
    case .cruxes: "Cruxes"
    case .statements: "Statements"
    case .people: "People"
    case .unanswered: "Unanswered"
    case .about: "About"
    }
  }

  var address: PageAddress {
    switch self {
    case .threads: .home
    case .cruxes: .cruxes
    case .statements: .statements
    case .people: .people
    case .unanswered: .unanswered
    case .about: .about
    }
  }
}
