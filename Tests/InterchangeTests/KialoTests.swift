import Interchange
import Testing
import ThreadParsing

@testable import crux

@Suite struct KialoTests {
  static func read(_ text: String) throws -> Imported {
    let input = ImportInput(name: "own-example-7.txt", bytes: Array(text.utf8))
    let importer = try #require(Importer.recognising(input))
    #expect(importer.name == "kialo")
    return try importer.read(input)
  }

  static func outline(_ text: String) throws -> [String] {
    let posts = try #require(try read(text).threads.first).posts
    return claimList(posts[0].claims, prefix: "own").split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["\n", "\r\n"])
  func `an older export becomes claims with their relations`(end: String) throws {
    let text = """
      Discussion Title: Will models deceive?

      1. Large models will deceive by default.
      1.1. Pro: Training rewards looking good \\(not being good\\).
      1.1.1. Con: Reward models catch [some](https://example.org/a_\\(b\\)) of it.
      goes on, *here*
      2. not an entry
      1.2. Con: Deception needs\\nlong goals.
      1.2.1. Pro: -> See 1.1.1.
      """
    #expect(
      try Self.outline(text.replacing("\n", with: end)) == [
        "- **Claim** `own-1`: Large models will deceive by default.",
        "  - **Because** `own-1-1`: Training rewards looking good (not being good).",
        "    - **Rebuttal** `own-1-1-1`: Reward models catch [some](https://example.org/a\\_\\(b\\)) of it. "
          + "goes on, \\*here\\* 2. not an entry",
        "  - **Rebuttal** `own-1-2`: Deception needs long goals.",
        "    - **Because** `own-1-1-1`",
      ])
    let thread = try #require(try Self.read(text).threads.first)
    #expect(thread.title == "Will models deceive?")
    #expect(thread.source == "https://www.kialo.com/own-example-7")
  }

  @Test func `a newer export has several theses and sources`() throws {
    let text = """
      Discussion Name:
      Will models deceive?

      1. Thesis:
      They will [2].

        1.1. Con:
        It needs goals (p. 5 [1]).

      2. Thesis:
      They will not.

      Sources:
      [1] https://example.org/goals
      "Models without goals,

      [9] the authors argue, do not."
      [2] https://example.org/b
      """
    #expect(
      try Self.outline(text) == [
        "- **Claim** `own-1`: They will [\\[2\\]](https://example.org/b).",
        "  - **Rebuttal** `own-1-1`: It needs goals (p. 5 [\\[1\\]](https://example.org/goals)).",
        "- **Claim** `own-2`: They will not.",
      ])
    let sources = try #require(try Self.read(text).threads.first?.posts.last)
    #expect(
      sources.body
        == "\\[1\\] <https://example.org/goals>\\\n\"Models without goals,\\\n\\[9\\] the authors argue, "
        + "do not.\"\n\n\\[2\\] <https://example.org/b>")
  }

  @Test func `theses under a question are the claims at the top`() throws {
    let text =
      "Discussion Name:\nT\n\n1. Question:\nWhich?\n\n  1.1. Thesis:\n  A.\n\n  1.2. Thesis:\n  B.\n"
    #expect(try Self.outline(text) == ["- **Claim** `own-1-1`: A.", "- **Claim** `own-1-2`: B."])
  }

  @Test(arguments: [
    ("Discussion Title: T\n\nwords\n", 3), ("Discussion Title: T\n\n1. A\n1.2.1. Pro: x\n", 4),
    ("Discussion Title: T\n\n1. A\n1.1. Pro: x\n1.1. Con: y\n", 5), ("Discussion Title:\n", 1),
    ("Discussion Name:\nT\n\nwords\n", 4),
  ])
  func `a damaged export is refused with its line`(text: String, line: Int) throws {
    do {
      _ = try Self.read(text)
      Issue.record("it was read")
    } catch let error as ImportError {
      #expect(error.place == .line(line))
    }
  }

  @Test func `a claim that points to itself, its parent or nothing is left out`() throws {
    let text =
      "Discussion Title: T\n\n1. A\n1.1. Pro: -> See 1.\n1.2. Pro: -> See 9.\n1.3. Pro: -> See 1.3."
    #expect(try Self.outline(text) == ["- **Claim** `own-1`: A"])
    #expect(try Self.read(text).losses[.annotation] == 3)
  }

  @Test func `the outline reads as statements with their links in a thread`() throws {
    let text = """
      Discussion Title: T

      1. A [[x]] **b**: c
      1.1. Pro: B
      1.1.1. Con: C
      1.2. Con: -> See 1.1.1.
      """
    let thread = try #require(try Self.read(text).threads.first)
    let read = parseThread(ThreadDraft(thread, stem: "own").bytes, path: "own.md")
    #expect(read.notices.isEmpty)
    #expect(read.statements.map(\.id.rawValue) == ["own-1", "own-1-1", "own-1-1-1"])
    #expect(read.links.count == 3)
  }
}
