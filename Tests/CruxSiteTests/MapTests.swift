import CruxModel
import Foundation
import Testing
import ThreadParsing

@testable import CruxSite

@Suite struct MapTests {
  private static let text = """
    ## @Ada · #p

    **Claim** `close`: The bridge should be closed.

    - **Because** `unsafe`: It is unsafe.
      - **Because** `rust`: The piers rust.
      - **And** `load`: The load has doubled.
    - **Only if** `detour`: There is another way across.

    **Crux** `sound` of `close`: Are the piers sound?

    - **Yes**: They are.
      - **Because** `looked`: We looked.
    - **No**: They are not.
      - **Because** `rust`

    ## @Bo · #q

    **Rebuttal** `cost` to `close`: A detour costs an hour.

    **Undercut** `old` of `unsafe` for `close`: An unsafe bridge can be mended.
    """

  @Test func `a map unfolds what bears on a statement, each kind of link in its place`() throws {
    #expect(
      try outline(of: "close") == """
        close
          because unsafe
            because rust
            and load
            step denied old
          only if detour
          hangs on sound
            answer sound#yes
              because looked
            answer sound#no
              because rust (again)
          but cost
        """)
  }

  @Test func `what a box has no room for is its name on a page and its title in a file`() throws {
    let long = "It is " + Array(repeating: "very", count: 60).joined(separator: " ") + " old."
    let outline = CorpusOutline()
    outline.add(
      parseThread(
        Array("## @A · #p\n\n**Claim** `a`: One.\n\n- **Because** `b`: \(long)\n".utf8),
        path: "t.md"))
    outline.finish()
    let writer = PageWriter(outline: outline, page: .home, subject: "a")
    let map = outline.focusMap(of: try #require(outline.statement("a")))
    let page = String(decoding: writer.focusMapFigure(map).bytes, as: UTF8.self)
    #expect(page.contains(" aria-label=\"because · A: \(long)\">"))
    #expect(page.split(separator: "<title").count == 3, "one of each picture")
    let file = String(
      decoding: mapSVG(of: map, levels: 3, entry: writer.mapEntry), as: UTF8.self)
    #expect(file.contains("<title>because · A: \(long)</title><a"))
    #expect(file.split(separator: "<title").count == 3, "of the picture and of one box")
  }

  @Test func `a pruned map counts what it leaves out where it was left out`() throws {
    let tree = try corpus().focusMap(of: #require(corpus().statement("close"))).reasons
    let pruned = tree.pruned(levels: 1, most: 100)
    #expect(pruned.nodes.map(\.id) == ["close", "unsafe", "detour", "sound", "cost"])
    #expect(pruned.nodes.map(\.hidden) == [0, 3, 0, 4, 0])
    let small = tree.pruned(levels: 5, most: 3)
    #expect(small.nodes.map(\.hidden) == [6, 3, 0])
    #expect(small.hidden + small.nodes.count == tree.nodes.count)
  }

  @Test func `the picture and the outline beside it say the same`() throws {
    for page in ["claims/close.html", "claims/unsafe.html", "claims/rust.html"] {
      let html = String(
        decoding: try #require(site(of: [("a.md", Self.text)])[page]), as: UTF8.self)
      let picture = try #require(html.between("class=\"map wide\"", "</svg>"))
      let drawn = picture.matches(of: /<a href="([^"]*)"[^>]*>.*?class="heading"[^>]*>([^<]*)</).map
      {
        "\($0.2.split(separator: " · ")[0]) \($0.1)"
      }
      let outline = html.between("<ul class=\"reasons\">", "</section>") ?? ""
      let said = outline.matches(
        of: /<span class="relation [a-z]*">([^<]*)<\/span> <a[^>]*href="([^"]*)"/
      )
      .map { "\($0.1) \($0.2)" }
      let bears = (html.between("<ul class=\"bears\">", "</ul>") ?? "")
        .matches(of: /class="words" href="([^"]*)"/).map { String($0.1) }
      #expect(!drawn.isEmpty)
      // A map has three columns; what lies deeper stands in the outline only.
      let near = drawn.filter { !$0.hasPrefix("it ") && !$0.hasPrefix("hangs on it") }
      #expect(Set(near).isSubset(of: Set(said)), "\(page): \(near) \(said)")
      let targets = drawn.filter { $0.hasPrefix("it ") }.map {
        String($0.split(separator: " ").last ?? "")
      }
      #expect(targets.allSatisfy(bears.contains), "\(page): \(targets) \(bears)")
    }
  }

  @Test func `a map that is not pruned shows every entry of the outline`() throws {
    let text = """
      ## @Ada · #p

      **Claim** `a`: A.

      - **Because** `b`: B.
        - **Because** `c`: C.

      **Rebuttal** `d` to `a`: D.
      """
    let html = String(
      decoding: try #require(site(of: [("a.md", text)])["claims/a.html"]), as: UTF8.self)
    let picture = try #require(html.between("class=\"map wide\"", "</svg>"))
    let outline = try #require(html.between("<ul class=\"reasons\">", "</section>"))
    func entries(_ part: String) -> Set<String> {
      Set(part.matches(of: /claims\/([a-z])\.html/).map { String($0.1) })
    }
    #expect(entries(picture) == ["b", "c", "d"])
    #expect(entries(picture) == entries(outline))
    #expect(outline.contains("<summary>1 reason</summary>"))
    #expect(html.components(separatedBy: "left out").count == 3, "only the picture for phones")
  }

  @Test func `no circle of reasons and no long chain is too much`() throws {
    var text = "## @A · #p\n\n**Claim** `c0`: C.\n\n"
    for index in 1...3000 {
      text += "**Claim** `c\(index)`: C.\n\n**Because** `c\(index)` for `c\(index - 1)`\n\n"
    }
    text += "**Because** `c0` for `c10`\n"
    let outline = outline(from: text)
    let map = outline.focusMap(of: try #require(outline.statement("c0")))
    #expect(map.reasons.nodes.count == 1000)
    #expect(map.reasons.isCut)
    #expect(map.reasons.nodes.contains { $0.isRepeat && $0.id == "c0" })
    let picture = String(
      decoding: mapSVG(of: map, levels: 999) { _ in
        MapEntry(kind: .claim, words: "C", holder: nil, reference: nil)
      }, as: UTF8.self)
    #expect(picture.contains("more than 600 more below left out"))
  }

  @Test func `words are wrapped to their box, long ones broken and the rest marked as left out`() {
    #expect(wrapped("one two three", width: 4, limit: 5) == ["one two", "three"])
    #expect(wrapped("", width: 4, limit: 1) == [])
    #expect(wrapped(String(repeating: "x", count: 20), width: 5, limit: 9).count == 3)
    for line in wrapped(String(repeating: "wide words ", count: 40), width: 12, limit: 4) {
      #expect(breadth(of: line) <= 12)
    }
    #expect(wrapped("a b c d e f", width: 1.5, limit: 2).last?.hasSuffix("…") == true)
  }

  /// Advance widths in em of DejaVu Sans 2.37.
  @Test(arguments: [
    ("W", 0.989), ("M", 0.863), ("m", 0.974), ("@", 1), ("%", 0.95), ("#", 0.838), ("&", 0.78),
    ("O", 0.787), ("G", 0.775), ("D", 0.77), ("H", 0.752), ("U", 0.732), ("C", 0.698), ("A", 0.684),
    ("0", 0.636), ("(", 0.39),
  ])
  func `a row of one letter stays in its box where the font is a wide one`(
    letter: String, breadth: Double
  ) {
    for line in wrapped(String(repeating: letter, count: 64), width: 17, limit: 9) {
      #expect(Double(line.count) * breadth <= 17, "\(line)")
    }
  }

  // MARK: Helpers

  private func outline(from text: String) -> CorpusOutline {
    let outline = CorpusOutline()
    outline.add(parseThread(Array(text.utf8), path: "a.md"))
    outline.finish()
    return outline
  }

  private func corpus() -> CorpusOutline { outline(from: Self.text) }

  private func outline(of id: StatementID) throws -> String {
    let outline = corpus()
    let tree = outline.focusMap(of: try #require(outline.statement(id))).reasons
    return tree.outlineOrder.map { index in
      let node = tree.nodes[index]
      let word = node.isJoint ? "and" : node.relation?.word
      return String(repeating: "  ", count: node.depth) + (word.map { $0 + " " } ?? "")
        + node.id.rawValue + (node.isRepeat ? " (again)" : "")
    }.joined(separator: "\n")
  }
}

extension String {
  /// What stands between the first `start` and the next `end`; nil where either is missing.
  func between(_ start: String, _ end: String) -> String? {
    guard let from = range(of: start), let to = self[from.upperBound...].range(of: end) else {
      return nil
    }
    return String(self[from.upperBound..<to.lowerBound])
  }
}
