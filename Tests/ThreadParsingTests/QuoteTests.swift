import CruxModel
import Testing
import ThreadParsing

@Suite struct QuoteTests {
  @Test(arguments: ["Same words here.", "Same … here."])
  func `of many places in one post the last ones are kept, the nearest first`(quote: String) {
    let post = "## @A · 2025-01-01\n\n" + String(repeating: "Same words here.\n\n", count: 70)
    let thread = parse(post + "## @B · 2025-01-02\n\n> \(quote)\n")
    let places = offsets(of: "Same words here.", in: thread.body.text).prefix(70)
    #expect(thread.quotes[0].passages.map { Int($0.text.lower) } == places.suffix(64).reversed())
  }

  @Test func `beside a statement that repeats words the prose nearest to the quote is kept`() {
    let prose = "Same words here.\n\n"
    let post = "## @A · 2025-01-01\n\n" + prose + prose + "**Claim** `c`: " + prose + prose
    let thread = parse(post + "## @B · 2025-01-02\n\n> Same words here.\n")
    let places = offsets(of: "Same words here.", in: thread.body.text)
    #expect(
      thread.quotes[0].passages.map { Int($0.text.lower) } == [places[2], places[3], places[1]])
  }

  private func offsets(of words: String, in text: [UInt8]) -> [Int] {
    text.indices.filter { text[$0...].starts(with: words.utf8) }
  }
}
