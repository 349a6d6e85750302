import CruxModel

/// What pages of one folder have in common around what is their own: made once, since every page has it.
struct PageFrame: Sendable {
  /// Up to the title.
  let beginning: HTML
  /// Behind the description, up to the script.
  let style: HTML
  /// The style of maps, for pages that have one.
  let mapStyle: HTML
  let script: HTML
  /// The owner's style and head, and the beginning of the body.
  let headEnd: HTML
  /// The site's title as a link, up to the links of the navigation; those of the first page have no title.
  private let banner: HTML
  private let homeBanner: HTML
  /// Behind the navigation's links.
  private let bannerEnd: HTML
  private let sections: [(address: HTML, word: HTML)]
  let foot: HTML

  /// - Parameters:
  ///   - ownStyle: what stands in the page itself in place of the site's style.
  ///   - reference: how a page of the folder refers to another.
  init(
    settings: CorpusSettings, theme: SiteTheme, ownStyle: [UInt8]? = nil,
    reference: (PageAddress) -> String
  ) {
    beginning = """
      <!DOCTYPE html>
      <html lang="\(settings.language ?? "en")">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy(ownStyle: ownStyle))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>
      """
    style = """
      <link rel="icon" href="\(reference(PageAddress("assets/icon.svg")))" type="image/svg+xml">
      \(ownStyle.map(Self.inPage) ?? Self.sheet(reference(PageAddress("assets/style.css"))))
      """
    mapStyle = Self.sheet(reference(PageAddress("assets/map.css")))
    script = """
      <script src="\(reference(PageAddress("assets/site.js")))" defer></script>

      """
    headEnd = """
      \(theme.style == nil ? "" : Self.sheet(reference(.customStyle)))\(HTML(ofOwner: theme.head))\
      </head>
      <body>
      <a class="skip" href="#page.content">Skip to the content</a>

      """
    let home = reference(.home)
    let title = settings.siteTitle
    homeBanner = "<header class=\"banner\">\n\(Self.navigation)"
    banner = """
      <header class="banner">
      <a class="site-title" href="\(home)">\(title)</a>
      \(Self.navigation)
      """
    sections = PageShell.Section.allCases.map {
      ("\(reference($0.address))", "\($0.word)")
    }
    bannerEnd = "</ul></nav>\n\(Self.searchBox(reference(.search)))</header>\n"
    foot = Self.foot(settings, theme)
  }

  private static func sheet(_ address: String) -> HTML {
    "<link rel=\"stylesheet\" href=\"\(address)\">\n"
  }

  private static func inPage(_ style: [UInt8]) -> HTML {
    "<style>\(HTML(ofOwner: style))</style>\n"
  }

  private static let navigation: HTML = "<nav aria-label=\"Site\"><ul>\n"

  /// The head of the visible page, the section it belongs to marked.
  func banner(of page: PageAddress, in section: PageShell.Section?) -> HTML {
    // The first page has the title as its heading.
    var html = page == .home ? homeBanner : banner
    for (this, link) in zip(PageShell.Section.allCases, sections) {
      let current: HTML = this == section ? " aria-current=\"page\"" : ""
      html += "<li><a href=\"\(link.address)\"\(current)>\(link.word)</a></li>\n"
    }
    html += bannerEnd
    return html
  }

  /// Without script it leads to the page that says where the lists are.
  private static func searchBox(_ address: String) -> HTML {
    """
    <form class="search" role="search" action="\(address)">
    <input id="page.search" type="text" name="q" aria-label="Search" placeholder="Search" \
    aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
    </form>

    """
  }

  private static func foot(_ settings: CorpusSettings, _ theme: SiteTheme) -> HTML {
    var html: HTML = "<footer class=\"foot\">\n"
    html += HTML(ofOwner: theme.footer)
    if let footer = settings.footer { html += "<p>\(footer)</p>\n" }
    html += "<p>Made with Cruxbook from plain Markdown threads.</p>\n</footer>\n</body>\n</html>\n"
    return html
  }

  /// Nothing but the site's own style, script and pictures; `file:` so that it holds for a folder
  /// opened in a browser, where a page has no origin.
  private static func policy(ownStyle: [UInt8]?) -> String {
    let ownSource = ownStyle.map { " 'sha256-\(SHA256.base64(of: $0))'" } ?? ""
    return """
      default-src 'none'; style-src 'self' file:\(ownSource); script-src 'self' file:; \
      img-src 'self' file:; base-uri 'none'; form-action 'self' file:
      """
  }
}

/// The frames of all pages.
final class PageFrames: Sendable {
  private let settings: CorpusSettings
  private let theme: SiteTheme
  private let root: PageFrame
  private let folder: PageFrame

  init(settings: CorpusSettings, theme: SiteTheme) {
    self.settings = settings
    self.theme = theme
    let home = PageAddress.home
    let inFolder = PageAddress("threads/")
    root = PageFrame(settings: settings, theme: theme) { $0.reference(from: home) }
    folder = PageFrame(settings: settings, theme: theme) { $0.reference(from: inFolder) }
  }

  /// For a page that is served in place of others, so that its addresses must not be relative and its
  /// style stands in it.
  var anywhere: PageFrame {
    PageFrame(
      settings: settings, theme: theme, ownStyle: plainStyle(accent: settings.accent)
    ) { settings.absolute($0) }
  }

  func frame(of page: PageAddress) -> PageFrame { page.wayToRoot.isEmpty ? root : folder }
}

extension CorpusSettings {
  /// The address from the root of the host where `base-url` says it, for a page that is served in
  /// place of others at any depth; else relative.
  func absolute(_ address: PageAddress) -> String {
    let relative = address.reference(from: .notFound)
    guard let base = baseURL, WebAddress(base)?.isRelative == false else { return relative }
    return base + "/" + relative
  }

  /// What the site is called.
  var siteTitle: String { title ?? "Discussions" }
}
