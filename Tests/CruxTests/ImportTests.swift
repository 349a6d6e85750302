import Foundation
import Testing

@testable import crux

@Suite struct ImportTests {
  static func post(_ number: Int, _ raw: String, _ rest: String = "") -> String {
    """
    {"post_number": \(number), "topic_id": 7, "topic_title": "Own example", "username": "ada", \
    "avatar_template": "/user_avatar/forum.example.org/ada/1/1_2.png", \
    "created_at": "2026-01-02T03:04:05+02:00", "raw": "\(raw)"\(rest)}
    """
  }

  static func topic(_ posts: String...) -> String {
    #"{"id": 7, "title": "Own example", "post_stream": {"posts": [\#(posts.joined(separator: ","))]}}"#
  }

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
  }

  func run(_ command: String) throws -> String { try Transcript.run(command, in: folder.path) }
  func text(_ path: String) throws -> String {
    try String(contentsOfFile: folder.path(of: path), encoding: .utf8)
  }

  @Test func `a topic becomes a thread, and a second import changes nothing`() throws {
    let quote = #"[quote=\"ada, post:1, topic:7\"]\nOne claim.\n[/quote]\nNo."#
    try folder.write(
      Self.topic(Self.post(1, "One claim."), Self.post(2, quote, #", "reply_to_post_number": 1"#)),
      to: "topic.json")
    #expect(
      try run("crux import topic.json --into forum") == """
        wrote forum/own-example.md (discourse): 2 posts, 1 reply, 1 of 1 quote found

        """)
    let written = try text("forum/own-example.md")
    #expect(
      written == """
        ---
        title: Own example
        source: "https://forum.example.org/t/7"
        people:
          ada: {url: "https://forum.example.org/u/ada"}
        imported: [0d5a2aae, d5b8af61]
        ---

        ## [@ada](https://forum.example.org/t/7/1) · 2026-01-02T03:04:05+02:00 · #1

        One claim.

        ### [@ada](https://forum.example.org/t/7/2) · 2026-01-02T03:04:05+02:00 · #2 · re #1

        > One claim.

        No.

        """)
    #expect(
      try run("crux import topic.json") == """
        left forum/own-example.md as it is (discourse): it has all 2 posts

        """)
    #expect(try text("forum/own-example.md") == written)
    #expect(try run("crux check -q") == "")
  }

  @Test func `a later fetch adds posts and keeps what was annotated`() throws {
    try folder.write(Self.topic(Self.post(1, "One claim.")), to: "topic.json")
    _ = try run("crux import topic.json -q")
    let annotated = try text("own-example.md")
      .replacing("One claim.", with: "**Claim** `one`: One claim.")
    try folder.write(annotated, to: "own-example.md")
    try folder.write(
      Self.topic(Self.post(1, "One *claim*."), Self.post(2, "Two.", #", "username": "bo""#)),
      to: "topic.json")
    #expect(try run("crux import topic.json") == "updated own-example.md (discourse): 1 new post\n")
    let updated = try text("own-example.md")
    #expect(updated.contains("**Claim** `one`: One claim."))
    #expect(updated.contains("  bo: {url: \"https://forum.example.org/u/bo\"}"))
    #expect(updated.hasSuffix("#2\n\nTwo.\n"))
  }

  @Test func `words that differ are shown, and nothing is written for that post`() throws {
    try folder.write(Self.topic(Self.post(1, "One claim.")), to: "topic.json")
    _ = try run("crux import topic.json -q")
    let before = try text("own-example.md").replacing("One claim.", with: "One.")
    try folder.write(before, to: "own-example.md")
    try folder.write(Self.topic(Self.post(1, "Another claim.")), to: "topic.json")
    #expect(
      try run("crux import topic.json") == """
        left own-example.md as it is (discourse): nothing new but what differs
        crux: own-example.md:9: post #1 was changed here and there; it is left as it is, so make one of the two by hand
          here:  One.
          there: Another claim.
        [exit 1]

        """)
    #expect(try text("own-example.md") == before)
  }

  @Test func `a damaged file is reported with its place, and the others are imported`() throws {
    try folder.write(Self.topic(Self.post(1, "One.")), to: "good.json")
    try folder.write(String(Self.topic(Self.post(1, "One.")).dropLast(3)), to: "bad.json")
    try folder.write("nothing", to: "x.txt")
    let output = try run("crux import bad.json x.txt good.json")
    #expect(output.contains("wrote own-example.md"))
    #expect(output.contains("crux: cannot import bad.json:1:"))
    #expect(output.contains("crux: cannot import x.txt: no known format"))
    #expect(output.hasSuffix("[exit 2]\n"))
  }

  @Test func `a dry run writes nothing, and names stay apart`() throws {
    let other = Self.topic(Self.post(1, "One.")).replacing("7,", with: "8,")
    try folder.write(Self.topic(Self.post(1, "One.")), to: "a.json")
    try folder.write(other, to: "b.json")
    let said = try run("crux import a.json b.json --dry-run")
    #expect(said.contains("dry run: wrote own-example.md"))
    #expect(said.contains("dry run: wrote own-example-2.md"))
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "own-example.md")))
  }
}
