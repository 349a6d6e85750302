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
    var html = HTML(capacity: content.bytes.count + 3000)
    html += head
    html += banner
    html += "<main id=\"page.content\" tabindex=\"-1\">\n\(content)</main>\n"
    html += foot
    return html.bytes
  }

  private var head: HTML {
    let full = title == outline.title ? title : "\(title) · \(outline.title)"
    var html: HTML = """
      <!DOCTYPE html>
      <html lang="\(outline.settings.language ?? "en")">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(full)</title>

      """
    if !summary.isEmpty { html += "<meta name=\"description\" content=\"\(summary)\">\n" }
    if let movedTo {
      html += "<meta http-equiv=\"refresh\" content=\"0; url=\(movedTo)\">\n"
      html += "<link rel=\"canonical\" href=\"\(movedTo)\">\n"
    }
    html += publishedHead
    html += """
      <link rel="icon" href="\(reference(to: PageAddress("assets/icon.svg")))" type="image/svg+xml">
      \(style)\(mapStyle)<script src="\(reference(to: PageAddress("assets/site.js")))" defer></script>
      \(alternateLink)\(HTML(linkedData: linkedData ?? CruxSite.linkedData(ofPage: title, outline: outline)))\
      \(customStyle)\(HTML(ofOwner: outline.theme.head))\
      </head>
      <body>
      <a class="skip" href="#page.content">Skip to the content</a>

      """
    return html
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

  private var style: HTML {
    if isAtAnyDepth {
      return "<style>\(HTML(ofOwner: plainStyle(accent: outline.settings.accent)))</style>\n"
    }
    return
      "<link rel=\"stylesheet\" href=\"\(reference(to: PageAddress("assets/style.css")))\">\n"
  }

  private var mapStyle: HTML {
    guard hasMap else { return "" }
    return
      "<link rel=\"stylesheet\" href=\"\(reference(to: PageAddress("assets/map.css")))\">\n"
  }

  private var customStyle: HTML {
    guard outline.theme.style != nil else { return "" }
    return "<link rel=\"stylesheet\" href=\"\(reference(to: .customStyle))\">\n"
  }

  private var alternateLink: HTML {
    guard let alternate else { return "" }
    let target = reference(to: PageAddress(alternate))
    return "<link rel=\"alternate\" type=\"application/json\" href=\"\(target)\">\n"
  }

  private func reference(to target: PageAddress) -> String {
    isAtAnyDepth ? outline.absolute(target) : target.reference(from: address)
  }

  private var banner: HTML {
    // The first page has the title as its heading.
    let title: HTML =
      address == .home
      ? "" : "<a class=\"site-title\" href=\"\(reference(to: .home))\">\(outline.title)</a>\n"
    var html: HTML = """
      <header class="banner">
      \(title)<nav aria-label="Site"><ul>

      """
    for section in Section.allCases {
      let current: HTML = section == self.section ? " aria-current=\"page\"" : ""
      html +=
        "<li><a href=\"\(reference(to: section.address))\"\(current)>\(section.word)</a></li>\n"
    }
    html += "</ul></nav>\n\(searchBox)</header>\n"
    return html
  }

  /// Without script it leads to the page that says where the lists are.
  private var searchBox: HTML {
    """
    <form class="search" role="search" action="\(reference(to: .search))">
    <input id="page.search" type="text" name="q" aria-label="Search" placeholder="Search" \
    aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
    </form>

    """
  }

  private var foot: HTML {
    var html: HTML = "<footer class=\"foot\">\n"
    html += HTML(ofOwner: outline.theme.footer)
    if let footer = outline.settings.footer { html += "<p>\(footer)</p>\n" }
    html += "<p>Made with Cruxbook from plain Markdown threads.</p>\n</footer>\n</body>\n</html>\n"
    return html
  }

  /// Nothing but the site's own style, script and pictures; `file:` so that it holds for a folder
  /// opened in a browser, where a page has no origin.
  private var policy: String {
    """
    default-src 'none'; style-src 'self' file:\(styleSource); script-src 'self' file:; \
    img-src 'self' file:; base-uri 'none'; form-action 'self' file:
    """
  }

  private var styleSource: String {
    guard isAtAnyDepth else { return "" }
    return " 'sha256-\(SHA256.base64(of: plainStyle(accent: outline.settings.accent)))'"
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
