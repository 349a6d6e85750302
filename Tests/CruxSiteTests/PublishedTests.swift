import CruxModel
import Foundation
import FoundationXML
import Testing
import ThreadParsing

@testable import CruxSite

/// What needs the address at which a site is published: feed, sitemap, canonical addresses.
@Suite struct PublishedTests {
  private static let text = """
    ---
    title: Bridges & <roads>
    topics: [bridges]
    ---

    ## @Ada · 2025-11-04 · #p1

    **Claim** `old` (likely): It is old.

    ## @Bo · 2025-11-05T09:30:00+02:00 · #p2

    > It is old.

    It is not, `a < b` & **bold**.

    ## @Cy · #p3

    **Agree** `old`
    """

  private static var settings: CorpusSettings {
    var settings = CorpusSettings()
    settings.title = "Debate \"one\" <b>"
    settings.baseURL = "https://example.org/debate"
    return settings
  }

  @Test func `the feed holds the latest posts, newest first, with dates of the threads`() throws {
    let feed = try #require(pages(Self.settings)["feed.xml"])
    let document = try XMLTree(feed)
    #expect(document.texts("feed/title") == ["Debate \"one\" <b>"])
    #expect(document.texts("feed/updated") == ["2025-11-05T07:30:00Z"])
    #expect(
      document.texts("feed/entry/id") == [
        "https://example.org/debate/threads/a.html#post.p3",
        "https://example.org/debate/threads/a.html#post.p2",
        "https://example.org/debate/threads/a.html#post.p1",
      ])
    #expect(
      document.texts("feed/entry/updated") == [
        "2025-11-05T07:30:00Z", "2025-11-05T07:30:00Z", "2025-11-04T00:00:00Z",
      ])
    #expect(document.texts("feed/entry/author/name") == ["Cy", "Bo", "Ada"])
    #expect(document.texts("feed/entry/title").last == "Ada in: Bridges & <roads>")
    #expect(
      document.texts("feed/entry/content")[1]
        == "<blockquote>\n<p>It is old.</p>\n</blockquote>\n<p>It is not, a &lt; b &amp; bold.</p>\n"
    )
    #expect(feed == pages(Self.settings)["feed.xml"])
  }

  @Test func `the sitemap names every page once by its whole address`() throws {
    let pages = pages(Self.settings)
    let document = try XMLTree(try #require(pages["sitemap.xml"]))
    let found = document.texts("urlset/url/loc")
    let base = "https://example.org/debate/"
    let others = ["404.html", "search.html"]
    let expected = pages.keys.filter { $0.hasSuffix(".html") && !others.contains($0) }.map {
      base + ($0 == "index.html" ? "" : $0)
    }
    #expect(found.sorted() == expected.sorted())
    #expect(document.texts("urlset/url/lastmod").contains("2025-11-05T07:30:00Z"))
  }

  @Test func `a sitemap of more addresses than a file may hold is an index of several`() throws {
    let outline = outline(Self.settings)
    let files = sitemap(outline: outline, pairs: ComparedPairs(), limit: 4)
    let index = try XMLTree(files[0].bytes)
    let names = index.texts("sitemapindex/sitemap/loc")
    #expect(names.first == "https://example.org/debate/sitemap-1.xml")
    #expect(names.count == files.count - 1)
    let counts = try files.dropFirst().map { try XMLTree($0.bytes).texts("urlset/url/loc").count }
    #expect(counts.dropLast().allSatisfy { $0 == 4 })
    #expect(counts.reduce(0, +) == sitemap(outline: outline, pairs: ComparedPairs())[0].locations)
  }

  @Test func `every page names its own address, and no page does where none is known`() throws {
    let published = pages(Self.settings)
    for (name, bytes) in published where name.hasSuffix(".html") && name != "404.html" {
      let page = String(decoding: bytes, as: UTF8.self)
      let address = "https://example.org/debate/" + (name == "index.html" ? "" : name)
      #expect(page.contains("<link rel=\"canonical\" href=\"\(address)\">"), "\(name)")
      #expect(page.contains("<meta property=\"og:url\" content=\"\(address)\">"), "\(name)")
    }
    for base in [nil, "javascript:alert(1)", "no address"] {
      var settings = Self.settings
      settings.baseURL = base
      let pages = pages(settings)
      #expect(pages.keys.allSatisfy { !$0.hasSuffix(".xml") })
      for (name, bytes) in pages where name.hasSuffix(".html") {
        let page = String(decoding: bytes, as: UTF8.self)
        #expect(!page.contains("canonical") && !page.contains("og:"), "\(name)")
      }
    }
  }

  @Test(.enabled(if: sharedFolder != nil, "no folder of real files"))
  func `a feed of hostile posts is well-formed, with the words as they were`() throws {
    let payloads = try HostileTextTests.payloads()
    var text = ""
    for (index, payload) in payloads.prefix(400).enumerated() {
      let line = payload.split(whereSeparator: \.isNewline).joined(separator: " ")
      text += "## @\(line) · 2025-11-04 · #p\(index)\n\n\(payload)\n\n"
    }
    let thread = parseThread(Array(text.utf8), path: "a.md")
    let outline = CorpusOutline(settings: Self.settings)
    outline.add(thread)
    outline.finish()
    let posts = outline.latestPosts(most: 500).compactMap { LatestPost($0, in: thread) }
    #expect(posts.count > 100)
    let feed = try XMLTree(try #require(atomFeed(of: posts, outline: outline)))
    #expect(feed.texts("feed/entry/id").count == posts.count)
    #expect(feed.names.isSubset(of: XMLTree.atom), "\(feed.names.subtracting(XMLTree.atom))")
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
    (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"), (Int64.max, "9999-12-31T23:59:59Z"),
    (Int64.min, "0001-01-01T00:00:00Z"),
  ])
  func `an instant is written as the internet writes it`(_ seconds: Int64, _ text: String) {
    #expect(internetTime(seconds) == text)
  }

  // MARK: Helpers

  private func outline(_ settings: CorpusSettings) -> CorpusOutline {
    let outline = CorpusOutline(settings: settings)
    outline.add(parseThread(Array(Self.text.utf8), path: "a.md", settings: settings))
    outline.finish()
    return outline
  }

  private func pages(_ settings: CorpusSettings) -> [String: [UInt8]] {
    site(of: [("a.md", Self.text)], settings: settings)
  }
}

extension SitePage {
  fileprivate var locations: Int {
    String(decoding: bytes, as: UTF8.self).components(separatedBy: "<loc>").count - 1
  }
}

/// The texts of a parsed document by the path of their elements.
final class XMLTree: NSObject, XMLParserDelegate {
  static let atom: Set<String> = [
    "feed", "title", "id", "updated", "link", "generator", "entry", "published", "author", "name",
    "category", "content",
  ]

  private(set) var names: Set<String> = []
  private var found: [String: [String]] = [:]
  private var path: [String] = []
  private var text: [String] = []

  /// - Throws: where the document is not well-formed.
  init(_ bytes: [UInt8]) throws {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func texts(_ path: String) -> [String] { found[path] ?? [] }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    names.insert(name)
    path.append(name)
    text.append("")
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text[text.count - 1] += string
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    found[path.joined(separator: "/"), default: []].append(text.removeLast())
    path.removeLast()
  }
}
