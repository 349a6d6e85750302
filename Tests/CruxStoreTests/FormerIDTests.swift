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

    **Disagree** `new` because of `whether#right`
    """,
  ]

  /// An answer whose own code span leads to *yes*, and an id that something else bears now.
  private static let answers = [
    "main.md": """
    ## @Ada · 2025-11-04

    **Crux** `q` was `p`: Is it so?

    - **Yes** `own`: It is.
    - **No**: It is not.

    **Claim** `mine` was `taken`: Mine.

    **Claim** `taken`: Taken.
    """,
    "other.md": """
    ## @Bo · 2025-11-05

    **Because** `r1` for `q#yes`: One.

    **Because** `r2` for `q#own`: Two.

    **Because** `r3` for `p#yes`: Three.

    **Because** `other` for `taken`: Other.
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
    #expect(changes.map(\.after.causes) == [["which#right"]])
  }

  /// What bears an id now, what only its former id is said of, and what does something under one.
  private static let replies = [
    "main.md": """
    ## @Ada · 2025-11-04

    **Claim** `new` was `old`: It holds.

    **Crux** `which` was `whether`: Which?

    - **Left**: This.
    - **Right**: That.

    **Claim** `wording` same as `old`: So it is.

    **Claim** `quiet`: Nobody answers.

    **Rebuttal** `late` was `early` to `quiet`: No.
    """,
    "other.md": """
    ## @Bo · 2025-11-05

    **Rebuttal** `no` to `old`: It does not.

    **Agree** `whether#left`

    **Undercut** `beside` of `early`: That is beside the point.

    **Granted** `early` to `old`
    """,
  ]

  @Test func `what was answered under a former id is answered`() throws {
    let index = try SampleIndex(Self.replies)
    let answered = try index.found("answered: kind:statement")
    #expect(Set(answered) == ["new", "wording", "which", "late", "quiet"])
    #expect(try Set(index.open().unanswered().map(\.id)) == ["no", "beside"])
  }

  @Test func `a hit names what it answers by its present id`() throws {
    let hit = try #require(try SampleIndex(Self.replies).search("does kind:rebuttal").hits.first)
    #expect(hit.answers.map(\.id) == ["new"])
    #expect(hit.answers.map(\.text) == ["It holds."])
    #expect(hit.answers.map(\.author) == ["Ada"])
    let other = try #require(try SampleIndex(Self.replies).search("late").hits.first)
    #expect(other.answers.map(\.id) == ["quiet", "new"])
  }

  @Test(arguments: ["for:new", "for:old", "for:which#right", "crux:whether kind:claim -pole:left"])
  func `a search finds what was linked to the former id`(query: String) throws {
    #expect(try SampleIndex(Self.threads).found(query).contains("reason"))
  }

  @Test(arguments: [
    ("old", "new"), ("whether", "which"), ("whether#right", "which#right"), ("new", "new"),
    ("old kind:claim", "new"),
  ])
  func `a former id typed alone puts what bears the id now first`(
    query: String, expected: String
  ) throws {
    #expect(try SampleIndex(Self.threads).found(query).first == expected)
  }

  @Test func `an id that something else bears now is that statement's`() throws {
    #expect(try SampleIndex(Self.answers).found("taken").first == "taken")
  }

  @Test func `an answer is shown with what was recorded under the former id of its crux`() throws {
    let details = try details(of: "which#right")
    #expect(details.formerIDs == ["whether#right"])
    #expect(details.sources.map(\.id) == ["reason"])
  }

  @Test(arguments: ["for:q", "for:q#yes", "for:q#own", "for:p", "for:p#yes", "against:q#no"])
  func `whichever id of an answer is asked for, all its reasons are found`(query: String) throws {
    let found = try SampleIndex(Self.answers).found(query)
    #expect(Set(found) == ["r1", "r2", "r3"], "\(query)")
  }

  @Test func `an answer is called by the id that it bears now`() throws {
    let store = try SampleIndex(Self.answers).open()
    #expect(try store.statement(named: "q#own") == "q#yes")
    #expect(try store.details(of: "q")?.sources.map(\.pole) == ["q#yes", "q#yes", "q#yes"])
    #expect(try store.details(of: "q#yes")?.sources.map(\.id) == ["r1", "r2", "r3"])
  }

  @Test(arguments: [["a.md", "main.md", "z.md"], ["z.md", "main.md", "a.md"]])
  func `links stand in the order of the threads, however the index came about`(order: [String])
    throws
  {
    let threads = [
      "a.md": "## @Bo · 2025-11-06\n\n**Because** `first` for `old`: One.\n",
      "main.md": Self.threads["main.md"] ?? "",
      "z.md": """
      ## @Bo · 2025-11-05

      **Because** `second` for `new`: Two.

      - **And** `third`: Three.

      **Rebuttal** `fourth` to `old`: Four.
      """,
    ]
    let index = try SampleIndex()
    let fresh = try FreshIndex(path: index.path)
    for path in order { try fresh.add(prepared(threads[path] ?? "", path: path)) }
    try fresh.finish()
    let sources = try index.open().details(of: "new")?.sources
    #expect(sources?.map(\.id) == ["first", "which#left", "second", "third", "fourth"])
  }

  @Test func `what bears an id now keeps what is recorded under it`() throws {
    let index = try SampleIndex(Self.answers)
    #expect(try index.open().details(of: "mine")?.sources.isEmpty == true)
    #expect(try index.open().details(of: "mine")?.formerIDs == [])
    #expect(try index.found("for:mine") == [])
    #expect(try index.found("for:taken") == ["other"])
  }
}
