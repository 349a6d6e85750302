import Foundation
import Testing

@testable import crux

/// `crux suggest`, as it is run.
struct SuggestTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    try folder.write(Self.raw, to: "raw.md")
  }

  static let raw = """
    ---
    title: Should the library open on Sundays?
    ---

    ## @Ada · 2026-01-05

    In my view it is right that the *library* opens on Sundays. They know &amp; wait\\.

    The main reason is that it's the only quiet place in town.\r

    ### @Bo · 2026-01-06

    > it's the only quiet place in town

    I don't think that's true. See [the hall](https://example.org/hall).

    I think the [town hall](https://example.org) should be open to all of us on Sundays instead.

    """

  private func run(_ command: String) throws -> String {
    try Transcript.run(command, in: folder.path)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try readFile(folder.path(of: path)).bytes, as: UTF8.self)
  }

  /// The text without `[` and `](label:…)`.
  private func withoutMarks(_ text: String) -> String {
    text.replacing(/\[([^\]]*(?:\n[^\]]*)*)\]\((?:claim|rebuttal|crux|granted):[^)]*\)/) { $0.1 }
  }

  @Test func `nothing is written unless it is asked for`() throws {
    let printed = try run("crux suggest raw")
    #expect(printed.contains("raw.md:7:1 Claim view-right-library-opens (Ada, "))
    #expect(
      printed.contains("answers the quote above: main-reason-only-quiet: it's the only quiet"))
    #expect(printed.contains("'i don't think' (opinion)") || printed.contains("(judgement)"))
    #expect(try text("raw.md") == Self.raw)
  }

  @Test func `with the marks taken out the file is what it was`() throws {
    let printed = try run("crux suggest raw --write")
    #expect(printed.contains("raw.md:15: Rebuttal 'dont-think-thats-true'"))
    #expect(printed.contains("1 of them cannot be marked"))
    let now = try text("raw.md")
    #expect(now.contains("[In my view it is right that the *library* opens on Sundays.](claim:"))
    #expect(now.contains("(rebuttal:dont-think-thats-true \"to main-reason-only-quiet\")"))
    #expect(withoutMarks(now) == Self.raw)
    #expect(now != Self.raw)
    #expect(try run("crux check -q") == "")
  }

  @Test func `what is marked is not proposed again, and answers find it`() throws {
    _ = try run("crux suggest raw --write --only main-reason-only-quiet")
    let printed = try run("crux suggest raw")
    #expect(!printed.contains("Claim main-reason-only-quiet"))
    #expect(printed.contains("answers the quote above: main-reason-only-quiet"))
    _ = try run("crux suggest raw --write")
    #expect(try text("raw.md").contains("\"to main-reason-only-quiet\")"))
  }

  @Test func `a rebuttal that cannot say what it answers is written as a claim`() throws {
    try folder.write(
      "## @Ada\n\nHi.\n\n## @Ada · 2026-01-01\n\nHello.\n\n### @Bo · 2026-01-02\n\n"
        + "Rain. Snow.\n\nThe main point is that it is a good one, not a bad one. Hail. Fog.\n",
      to: "b.md")
    let proposed = try run("crux suggest b --format '{kind} {target}.\\n'")
    #expect(proposed.contains("rebuttal ."))
    #expect(!(try run("crux suggest b --write")).contains("[missing-target]"))
    #expect(try text("b.md").contains("](claim:"))
  }

  @Test(arguments: [
    ("nope", "there is no thread 'nope'"),
    ("raw --only view-right-library-open", "did you mean 'view-right-library-opens'?"),
    ("raw --write --least low", "--write takes proposals of medium or high confidence"),
    ("notes", "'notes.md' has no posts; put a heading such as '## @Name"),
    ("dull", "no sentence stands out; '--least low' shows how each was weighed"),
  ])
  func `what cannot be done says what to do`(arguments: String, said: String) throws {
    try folder.write("Some words.\n", to: "notes.md")
    try folder.write("## @Ada · 2026-01-01\n\nOnce.\n", to: "dull.md")
    let printed = try run("crux suggest \(arguments)")
    #expect(printed.contains(said), "\(printed)")
    #expect(printed.contains("[exit "))
  }

  @Test func `every field of the JSON is in the manual`() throws {
    let manual = try String(contentsOfFile: Transcript.root + "/docs/json.md", encoding: .utf8)
    let section = try #require(manual.components(separatedBy: "\n## suggestions\n").last)
    let printed = try run("crux suggest raw --json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any])
    let item = try #require((object["items"] as? [[String: Any]])?.first)
    for field in item.keys { #expect(section.contains("`\(field)`"), "\(field)") }
  }

  @Test func `phrases of crux.yml count`() throws {
    try folder.write("cues: {see the hall: crux, in my view it is: none}\n", to: "crux.yml")
    let printed = try run("crux suggest raw")
    #expect(printed.contains("Crux see-hall (Bo, medium)"))
    #expect(!printed.contains("view-right"))
    try folder.write("cues: {see the hall: crumb}\n", to: "crux.yml")
    #expect(try run("crux check").contains("claim, rebuttal, crux or none"))
  }
}
