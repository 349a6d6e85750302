import CruxModel
import CruxSite
import Foundation
import Reasoning
import Testing

@testable import crux

/// The pages of two people, through the index and the whole build.
struct ComparedPairsTests {
  /// Ana and Ben part over whether the bridge is unsafe; Cy has a view of nothing behind.
  private static let bridge = """
    ## @Ana · 2025-11-04 · #p1

    **Claim** `close`: The bridge should be closed.

    - **Only if** `unsafe` (very likely): The bridge is unsafe.

    ## @Ben · 2025-11-05 · #p2

    **Disagree** `close`

    **Disagree** `unsafe` (very likely)

    ## @Cy · 2025-11-06 · #p3

    **Agree** `close`
    """

  @Test func `a pair with a double crux has a page that says so and where each stands`() throws {
    let pages = try build(Self.bridge)
    let name = try #require(pages.keys.first { $0.hasPrefix("pairs/") })
    #expect(name == "pairs/~ana_00~ben.html")
    #expect(pages.keys.filter { $0.hasPrefix("pairs/") }.count == 1)
    let page = try #require(pages[name])
    #expect(page.contains("<h1>Ana and Ben</h1>"))
    #expect(page.contains("if either took the other&#39;s view of it"))
    #expect(page.contains("Declared: it falls."))
    #expect(page.contains("They have views of the same claims."))
    for other in ["people/~ana.html", "people/~ben.html", "claims/unsafe.html"] {
      #expect(pages[other]?.contains("../\(name)") == true, "\(other)")
    }
    #expect(pages["people/~cy.html"]?.contains("../pairs/") == false)
  }

  @Test func `everybody's ten most telling pairs are shown and the others counted`() throws {
    var text = "## @Ana · #p\n\n**Claim** `close`: Close it.\n\n- **Only if** `unsafe`: Unsafe.\n\n"
    // Those who deny it differ with Ana and with her friends.
    for number in 1...12 {
      text += "## @Pro\(number) · #f\(number)\n\n**Agree** `close`\n\n**Agree** `unsafe`\n\n"
      text += "## @Con\(number) · #c\(number)\n\n**Disagree** `close`\n\n**Disagree** `unsafe`\n\n"
    }
    let folder = try corpus(text)
    var debate = try CorpusDebate(ReadingOptions.parse(["-C", folder.path]))
    let pairs = comparedPairs(of: debate.recorded, with: &debate.reasoner)
    #expect(pairs.all.count < 12 * 12)
    var counts: [PersonID: Int] = [:]
    for pair in pairs.all {
      for person in [pair.first, pair.second] { counts[person, default: 0] += 1 }
    }
    let people = (1...12).flatMap { ["Pro\($0)", "Con\($0)"] }
    for person in people.map({ PersonID($0) }) {
      #expect(counts[person, default: 0] >= 10, "\(person)")
      #expect(counts[person, default: 0] + pairs.leftOut[person, default: 0] == 12)
    }
    #expect(pairs.leftOut.values.contains { $0 > 0 })
  }

  private func corpus(_ text: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("title: Bridges\n", to: "crux.yml")
    try folder.write(text, to: "bridge.md")
    return folder
  }

  /// Pages by name.
  private func build(_ text: String) throws -> [String: String] {
    let folder = try corpus(text)
    _ = try Transcript.run("crux site -q", in: folder.path)
    let site = URL(filePath: folder.path(of: "_site"))
    var pages: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: site.path) ?? .init()
    where name.hasSuffix(".html") {
      pages[name] = try String(contentsOf: site.appending(path: name), encoding: .utf8)
    }
    return pages
  }
}
