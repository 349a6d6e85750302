import CruxModel
import Testing
import ThreadParsing

@testable import CruxSite

/// What a page says would change its statement.
@Suite struct ChangeSectionTests {
  private static let text = """
    ## @Ada · #p

    **Claim** `a`: One.

    **Claim** `b`: Two.

    **Claim** `c`: Three.

    **Crux** `q`: Is it so?

    - **Yes**: It is so.
    - **No**: It is not.

    **Crux** `r`: Would it help?
    """

  private var writer: PageWriter {
    let outline = CorpusOutline()
    outline.add(parseThread(Array(Self.text.utf8), path: "t.md"))
    outline.finish()
    return PageWriter(outline: outline, page: .home, subject: "a")
  }

  private func words(_ html: HTML) -> String {
    String(decoding: html.bytes, as: UTF8.self).replacing(/<[^>]*>/, with: "")
      .replacing(/\s+/, with: " ")
  }

  private func explanation(cruxes: [CruxScore] = [], flips: [[StatementID]]) -> ThesisExplanation {
    ThesisExplanation(
      thesis: "a", standing: .answered, objections: [], reasons: [], pointsFor: 1,
      pointsAgainst: 0,
      readings: [
        .init(semantics: .dfQuad, strength: Strength(low: 0.8, high: 0.8), verdict: .stands)
      ],
      otherDefaults: [], cruxes: cruxes,
      flips: FlipReport(
        flips: flips, isPossible: true, coverage: .complete(size: 3)), positions: [], camps: nil,
      refusals: [])
  }

  @Test func `one claim is said outright, several that count together are unfolded`() {
    let html = writer.rejections(explanation(flips: [["b"], ["b", "c"]]))
    let text = words(html)
    #expect(text.hasPrefix(" Rejecting “Two” would leave it open. 1 set of claims that would"))
    #expect(
      text.contains("Rejecting these together would leave it open; neither alone does: Two. Three.")
    )
    let folded = String(decoding: html.bytes, as: UTF8.self).split(separator: "<details").last
    #expect(folded?.contains("Every set of up to 3 claims was tried.") == true)
    let single = String(
      decoding: writer.rejections(explanation(flips: [["b"]])).bytes, as: UTF8.self)
    #expect(!single.contains("<details"))
  }

  @Test func `a question is true or false as its answer yes`() {
    let scores: [CruxScore] = ["q", "r"].map { (id: StatementID) in
      CruxScore(
        claim: id, ifTrue: Strength(low: 0.9, high: 0.9), ifFalse: Strength(low: 0.1, high: 0.1),
        verdictIfTrue: .stands, verdictIfFalse: .falls, openness: 1)
    }
    let text = words(writer.decidingClaims(explanation(cruxes: scores, flips: [])))
    #expect(text.contains("Crux It is so. If true, it stands; if false, it falls. Nobody has said"))
    #expect(text.contains("Crux Yes to: Would it help?"))
    let question: StatementID = "q"
    #expect(words(writer.sentence("Rejecting \(question) helps.")) == "Rejecting “It is so” helps.")
  }

  @Test func `a person's claims stand under their threads, and what they part over comes first`() {
    let pages = site(of: [
      ("t.md", "## @Ada · #p\n\n**Claim** `a`: One.\n\n**Granted** `g` to `a`: Some.\n"),
      (
        "u.md",
        "# Second\n\n## @Ada · #p\n\n**Claim** `b`: Two.\n\n## @Bo · #q\n\n**Disagree** `b`\n\n**Claim** `d`: Three.\n"
      ),
    ])
    func headings(_ path: String) -> [String] {
      String(decoding: pages[path] ?? [], as: UTF8.self)
        .matches(of: /<h[123][^>]*>(.*?)<\/h[123]>/).map {
          String($0.1).replacing(/<[^>]*>/, with: "")
        }
    }
    #expect(headings("people/~ada.html") == ["Ada", "Grants", "Claims", "t", "Second", "Threads"])
    #expect(headings("people/~bo.html") == ["Bo", "Denies", "Claims", "Threads"])
  }
}
