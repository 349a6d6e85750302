import CruxModel
import Testing

@testable import CruxSite

@Suite struct ThemeTests {
  private static let light = Colour(red: 0xF5, green: 0xF2, blue: 0xEA)
  private static let dark = Colour(red: 0x21, green: 0x1F, blue: 0x1B)

  @Test(arguments: ["#000000", "#ffffff", "#ff0", "#0b6b4f", "#7A4B00", "#808080", "#00ffff"])
  func `an accent can be read on light and on dark paper`(text: String) throws {
    let accent = try #require(Colour(text))
    for paper in [Self.light, Self.dark] {
      #expect(accent.legible(on: paper).contrast(with: paper) >= 4.5)
    }
  }

  @Test func `an accent that can be read stays as it is`() throws {
    let accent = try #require(Colour("#0b6b4f"))
    #expect(accent.legible(on: Self.light) == accent)
    #expect(accent.text == "#0b6b4f")
  }

  @Test func `contrast is that of the guidelines`() {
    let (black, white) = (
      Colour(red: 0, green: 0, blue: 0), Colour(red: 255, green: 255, blue: 255)
    )
    #expect(abs(black.contrast(with: white) - 21) < 0.001)
    #expect(abs(white.contrast(with: white) - 1) < 0.001)
  }

  @Test func `the accent stands at the end of the style, in no page that links to that`() throws {
    var settings = CorpusSettings()
    settings.accent = "#0b6b4f"
    let files = siteAssets(settings: settings, theme: SiteTheme())
    let style = try #require(files.first { $0.address.path == "assets/style.css" })
    #expect(String(decoding: style.bytes, as: UTF8.self).contains("--accent: #0b6b4f; }"))
    let pages = site(of: [("a.md", "## @Ada\n\nHello.\n")], settings: settings)
    for (name, bytes) in pages where name != "404.html" {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("0b6b4f"), "\(name)")
    }
  }

  @Test func `what only a preview shows is no part of a site`() {
    let names = siteAssets(settings: CorpusSettings(), theme: SiteTheme()).map(\.address.path)
    #expect(names.contains("assets/site.js"))
    #expect(!names.contains { $0.contains("preview") || $0.contains("custom") })
  }
}
