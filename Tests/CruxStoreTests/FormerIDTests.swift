import CruxModel
import CruxStore
import Testing

/// What was recorded under a former id belongs to what bears the id now (FORMAT §3).
@Suite struct FormerIDTests {
  private static let threads = [
    "main.md": """
    ## @Ada · 2025-11-04

    **Claim** `new` was `old`: It holds.

    **Crux** `which` was `whether` of `new` if `left`: Which?

    - **Left**: This.
    - **Right**: That.
    """,
    "other.md": """
    ## @Bo · 2025-11-05

    **Because** `reason` for `old` and `whether#right`: As [[old]] says.

    **Agree** `old`
    **Agree** `whether#left`

    ## @Bo · 2025-11-06

    **Disagree** `new`
    """,
  ]

  private func details(of id: StatementID) throws -> StatementDetails {
    try #require(try SampleIndex(Self.threads).open().details(of: id))
  }

  @Test func `links, views and references under a former id are shown`() throws {
    let details = try details(of: "new")
    #expect(details.sources.map(\.id) == ["which#left", "reason"])
    #expect(details.views.map { "\($0.person) \($0.attitude)" } == ["Bo agree", "Bo disagree"])
    #expect(details.references.map(\.path) == ["other.md"])
  }

  @Test func `the answers of a crux follow it`() throws {
    let details = try details(of: "which")
    #expect(details.sources.map(\.pole) == ["which#right"])
    #expect(details.views.map(\.statement) == ["which#left"])
  }

  @Test func `the other end of a link is named by its present id`() throws {
    let targets = try details(of: "reason").targets
    #expect(targets.map(\.id) == ["new", "which#right"])
    #expect(targets.map(\.text) == ["It holds.", "That."])
  }

  @Test func `a change of mind is found across both ids`() throws {
    let changes = try SampleIndex(Self.threads).open().changesOfMind()
    #expect(changes.map(\.after.statement) == ["new"])
  }

  @Test(arguments: ["for:new", "for:old", "for:which#right", "crux:whether kind:claim -pole:left"])
  func `a search finds what was linked to the former id`(query: String) throws {
    #expect(try SampleIndex(Self.threads).found(query).contains("reason"))
  }
}
