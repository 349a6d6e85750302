import CruxModel
import Foundation
import Testing
import ThreadParsing

@testable import CruxSite

@Suite struct JSONTests {
  @Test(arguments: [
    "plain", "\"quoted\" \\ back", "</script><!--", "a&b", "\u{0}\u{1}\u{1F}\u{7F}", "\n\r\t",
    "\u{2028}\u{2029}", "\u{E2}\u{80}\u{A8}", "ä€😀", "eight or more\\ and a \" and > and\u{2028}",
  ])
  func `any text comes back as it was, and holds nothing that ends a script`(_ text: String) throws
  {
    var json = JSONText()
    json.object { $0.member("text", text) }
    let decoded = try JSONDecoder().decode([String: String].self, from: Data(json.bytes))
    #expect(decoded["text"] == text)
    let written = String(decoding: json.bytes, as: UTF8.self)
    #expect(!written.contains { "<>&\u{2028}\u{2029}".contains($0) })
  }

  @Test func `a thread says what its page shows`() throws {
    let text = """
      ---
      title: Bridges
      ---

      ## @Ada · 2025-11-04 · #p1

      **Claim** `old` (likely): It is old.

      ### @Bo · re #p1

      > It is old.

      **Rebuttal** `sound`: It is sound.
      """
    let thread = parseThread(Array(text.utf8), path: "a/b.md")
    let outline = CorpusOutline()
    outline.add(thread)
    outline.finish()
    let written = String(decoding: threadJSON(thread, outline: outline), as: UTF8.self)
    #expect(
      written == """
        {"id":"a/b","title":"Bridges","page":"threads/a.b.html","path":"a/b.md","date":"2025-11-04",\
        "posts":[{"anchor":"p1","author":"Ada","date":"2025-11-04","words":"It is old."},\
        {"anchor":"2","author":"Bo","answers":"p1","words":"It is old. It is sound."}],\
        "statements":[{"id":"old","kind":"claim","form":"written","label":"Claim","holder":"Ada",\
        "post":"p1","line":7,"words":"It is old."},{"id":"sound","kind":"rebuttal","form":"written",\
        "label":"Rebuttal","holder":"Bo","post":"2","line":13,"words":"It is sound."}],\
        "links":[{"kind":"rebuts","premises":["sound"],"target":"old","recorder":"Bo","post":"2",\
        "line":13}],"stances":[{"person":"Ada","statement":"old","attitude":"credence",\
        "credence":0.80,"words":"likely","post":"p1","line":7},{"person":"Bo","statement":"sound",\
        "attitude":"implied","credence":0.80,"post":"2","line":13}],"quotes":[{"status":"exact",\
        "post":"2","line":11,"words":"It is old.","quotes":"p1"}]}

        """)
  }
}
