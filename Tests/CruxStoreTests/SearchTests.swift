import CruxModel
import CruxStore
import Testing

@Suite struct SearchTests {
  private let index: SampleIndex

  init() throws { index = try SampleIndex(sampleThreads) }

  @Test(arguments: [
    ("rockets", ["#p1", "#p1"]),
    ("teaches", ["launch-early"]),
    ("teaching most", ["launch-early"]),
    ("\"cannot be undone\"", ["cannot-undo"]),
    ("\"be cannot undone\"", []),
    ("undone rolled", ["cannot-undo", "reversible#yes"]),
    ("\"cannot be undone\" OR \"rolled back\"", ["cannot-undo", "reversible#yes"]),
    ("harm -reputations", ["reversible#no", "not-the-point"]),
    ("deploy*", ["feedback", "#p1"]),
    ("naive cafe", ["#p3"]),
    ("launch by:bo", ["cannot-undo", "same-again", "reversible"]),
    ("launch by:Bo kind:claim", ["same-again"]),
    ("launch by:ada-l", ["launch-early"]),
    ("kind:crux", ["reversible"]),
    ("kind:rebuttal in:launch", ["cannot-undo", "not-the-point"]),
    ("kind:rebuttal in:notes", []),
    ("topic:Deployment kind:crux", ["reversible"]),
    ("against:launch-early", ["cannot-undo", "not-the-point"]),
    ("for:launch-early", ["feedback"]),
    ("pole:reversible#no", ["reversible#no", "no-harm"]),
    ("pole:no harm", ["no-harm", "reversible#no"]),
    ("crux:reversible", ["no-harm", "reversible", "reversible#yes", "reversible#no"]),
    ("unanswered: kind:rebuttal", ["not-the-point", "cannot-undo"]),
    ("answered: kind:claim -kind:rebuttal", ["feedback", "launch-early", "same-again"]),
    ("since:2025-12", ["same-again", "no-harm"]),
    ("until:2025-11-01", ["launch-early", "feedback"]),
    ("teaches quotes:", ["#p2"]),
    ("quotes:teaches", ["#p2"]),
    ("words:teaches", ["launch-early"]),
    ("reversible", ["reversible"]),
  ])
  func `a query finds what it asks for`(query: String, expected: [String]) throws {
    let found = try index.found(query)
    #expect(Set(found) == Set(expected), "\(query): \(found)")
    #expect(found.count == expected.count, "\(query): \(found)")
  }

  @Test func `the passage shows the words with their matches marked`() throws {
    let hit = try #require(try index.search("undone").hits.first)
    #expect(hit.passage.runs.filter(\.isMarked).map(\.text) == ["undone"])
    #expect(hit.passage.text == "A launch cannot be undone.")
    #expect(hit.author == "Bo")
    #expect(hit.date == "2025-11-02")
    #expect(hit.answers.map(\.id) == ["launch-early"])
    #expect(hit.threadTitle == "When to launch")
  }

  @Test func `the same point is shown once, with the other places`() throws {
    let result = try index.search("teaches teacher launching launch kind:claim")
    let first = try #require(result.hits.first)
    #expect(Set(first.repeats.map(\.id.rawValue) + [first.id]) == ["launch-early", "same-again"])
  }

  @Test func `without words the newest come first`() throws {
    let found = try index.found("")
    #expect(found.prefix(2) == ["same-again", "no-harm"])
    let oldest = try index.open().search(SearchRequest(parseQuery(""), order: .oldest))
    #expect(oldest.hits.first?.id == "launch-early")
  }

  @Test func `a misspelt word is answered with the nearest of the index`() throws {
    let result = try index.search("reputatoins")
    #expect(result.hits.isEmpty)
    #expect(result.unknownWords.first?.nearest == ["reputations"])
    // Words that begin otherwise are looked for in statements.
    #expect(try index.search("teputations").unknownWords.first?.nearest == ["reputations"])
  }

  @Test func `the filter that leaves nothing is named`() throws {
    let result = try index.search("rolled by:Cy")
    #expect(result.hits.isEmpty)
    #expect(result.emptyingFilters.map(\.filter.description) == ["by:Cy"])
    #expect(result.emptyingFilters.first?.matchedWithout == 1)
  }

  @Test func `a filter that means nothing here is said, with one that does`() throws {
    let result = try index.search("launch by:Adda")
    #expect(result.problems.first?.nearest == "Ada")
    #expect(try index.search("kind:calim").problems.first?.nearest == "claim")
  }

  @Test func `an id is found however its accents are typed`() throws {
    let text = """
      ---
      id: thé
      was: [maté]
      ---

      ## @Ada · 2025-11-04

      **Claim** `café` was `bistró`: Coffee is best.

      **Rebuttal** `tea` to `café`: Tea is.
      """
    let index = try SampleIndex(["a.md": text])
    let store = try index.open()
    #expect(try store.statement(named: "cafe\u{301}") == "café")
    #expect(try store.statement(named: "bistro\u{301}") == "café")
    #expect(try store.thread(named: "the\u{301}")?.id == "thé")
    #expect(try store.thread(named: "mate\u{301}")?.id == "thé")
    #expect(try index.found("against:cafe\u{301}") == ["tea"])
    #expect(try index.found("in:the\u{301} kind:rebuttal") == ["tea"])
    #expect(try index.found("cafe\u{301}").first == "café")
  }

  @Test func `an undercut of the step that a statement adds is found from both ends`() throws {
    let text = """
      ## @Ada · 2025-11-04

      **Claim** `t`: Thesis.

      - **Because** `s`: Reason.
        - **Undercut** `u`: It does not follow.
          - **Undercut** `v`: It does.
      - **Because** `a`: One reason.
      - **And** `b`: And another.
        - **Undercut** `w`: Not even both.
      """
    let index = try SampleIndex(["a.md": text])
    let ends = [
      ("t", ["u", "w"]), ("s", ["u"]), ("u", ["v"]), ("a", ["w"]), ("b", ["w"]), ("v", []),
    ]
    for (id, undercuts) in ends {
      #expect(try Set(index.found("against:\(id)")) == Set(undercuts), "\(id)")
      let sources = try #require(try index.open().details(of: StatementID(id))).sources
      #expect(sources.filter { $0.kind == .undercuts }.map(\.id.rawValue) == undercuts, "\(id)")
    }
  }

  @Test func `a phrase of a post finds that post first`() throws {
    #expect(try index.found("rockets are expensive").first == "#p1")
    #expect(try index.search("rockets are expensive").hits.first?.path == "launch.md")
  }
}

extension SearchHit {
  fileprivate var id: String {
    if case .statement(let id, _) = subject { id.rawValue } else { "" }
  }
}
