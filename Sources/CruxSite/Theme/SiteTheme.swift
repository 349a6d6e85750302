import Assets
import CruxModel

/// What a corpus's `theme/` folder puts into its site. It is the owner's own: nothing of it is escaped
/// or checked, and the content-security policy of the pages holds for it as for everything else.
package struct SiteTheme: Sendable, Equatable {
  /// `custom.css`: loaded after the site's own style; nil where there is none.
  package var style: [UInt8]?
  /// `head.html`: put at the end of every page's `<head>`.
  package var head: [UInt8]
  /// `footer.html`: put at the beginning of every page's foot.
  package var footer: [UInt8]

  package init(style: [UInt8]? = nil, head: [UInt8] = [], footer: [UInt8] = []) {
    self.style = style
    self.head = head
    self.footer = footer
  }
}

/// The files that pages are shown with: style, with the accent colour of the settings, and script.
package func siteAssets(settings: CorpusSettings, theme: SiteTheme) -> [SitePage] {
  var files: [SitePage] = []
  for asset in Asset.all
  where asset.name.hasPrefix("site/") && !asset.name.hasPrefix("site/preview.")
    && !asset.name.hasPrefix("site/search-")
  {
    let bytes =
      switch asset.name {
      case siteStyleName: siteStyle(accent: settings.accent)
      case let name where name.hasSuffix(".js"): compacted(asset.bytes)
      default: asset.bytes
      }
    files.append(
      SitePage(address: PageAddress("assets/" + asset.name.dropFirst(5)), bytes: bytes))
  }
  files.append(SitePage(address: .searchScript, bytes: searchScript))
  if let style = theme.style { files.append(SitePage(address: .customStyle, bytes: style)) }
  return files
}

extension PageAddress {
  static let searchScript = PageAddress("assets/search.js")
  /// The owner's style sheet, where there is one.
  static let customStyle = PageAddress("assets/custom.css")
}

private let siteStyleName = "site/style.css"

/// The style of every page.
///
/// - Parameter accent: a colour as `crux.yml` writes it; the site's own where it is none.
func siteStyle(accent: String?) -> [UInt8] {
  (Asset.named(siteStyleName)?.bytes ?? []) + accentRules(accent)
}

private func accentRules(_ accent: String?) -> [UInt8] {
  accent.flatMap(Colour.init).map { Array(accentStyle($0).utf8) } ?? []
}

/// As much of the style as a page of plain words needs: up to the first mark of a section that it
/// does without.
func plainStyle(accent: String?) -> [UInt8] {
  let style = siteStyle(accent: nil)
  let end = style.firstRange(of: Array("/* ---- Words:".utf8))?.lowerBound ?? style.count
  return style[..<end] + accentRules(accent)
}

/// The accent colour on light and on dark paper, each as near to what was asked for as can be read.
private func accentStyle(_ accent: Colour) -> String {
  let onLight = accent.legible(on: Colour(red: 0xF5, green: 0xF2, blue: 0xEA))
  let onDark = accent.legible(on: Colour(red: 0x21, green: 0x1F, blue: 0x1B))
  return """

    /* ---- The accent colour of crux.yml, made legible where it was not ---- */

    :root { --accent: \(onLight.text); }
    @media (prefers-color-scheme: dark) { :root { --accent: \(onDark.text); } }

    """
}
