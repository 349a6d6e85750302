import CruxModel
import Foundation
import Testing
import ThreadParsing

@testable import crux

/// What a second import makes of a thread that somebody annotated, and that was edited there.
@Suite struct LaterFetchTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
  }

  func run(_ command: String) throws -> String { try Transcript.run(command, in: folder.path) }
  func read(_ path: String) throws -> String {
    try String(contentsOfFile: folder.path(of: path), encoding: .utf8)
  }
  var text: String { get throws { try read("own-example.md") } }

  /// Imports a topic of these posts.
  func fetch(_ posts: String...) throws -> String {
    let list = posts.enumerated().map { number, text in
      ImportTests.post(number + 1, text.replacing("\n", with: "\\n").replacing("\"", with: "\\\""))
    }
    let topic =
      #"{"id": 7, "title": "Own example", "post_stream": {"posts": [\#(list.joined(separator: ","))]}}"#
    try folder.write(topic, to: "topic.json")
    return try run("crux import topic.json")
  }

  func annotate(_ words: String, _ annotated: String) throws {
    let before = try text
    #expect(before.contains(words))
    try folder.write(before.replacing(words, with: annotated), to: "own-example.md")
  }

  @Test func `a post left alone here is written as it was edited there`() throws {
    _ = try fetch("One claim.", "Two.")
    #expect(
      try fetch("One better claim.", "Two.")
        == "updated own-example.md (discourse): 1 post edited there\n")
    #expect(try text.contains("\n\nOne better claim.\n\n"))
    let before = try text
    #expect(try fetch("One better claim.", "Two.").hasPrefix("left "))
    #expect(try text == before)
    #expect(try fetch("A third wording.", "Two.").hasPrefix("updated "))
  }

  static let annotations: [(words: String, annotated: String)] = [
    ("Gates hold.", "**Claim** `gates`: Gates hold."),
    ("Doors do not.", "[Doors do not](claim:doors)."),
    ("they *never* did", "[they *never* did](because:never \"to `doors-2`\")"),
    ("One. Two follows.", "One.\n**Claim** `two`: Two follows."),
    ("- an item", "- **Because** `item` to `three`: an item"),
    ("Three ends.", "Three ends.\n\n> Gates hold.\n\n**Claim** `held` quoted"),
    ("Three ends.", "Three ends.\n\n> Gates hold.\n\n**Claim** `h` quoted\n**Agree** (80%)"),
    ("> a quote", "> a quote\n\n**Claim** `quote` quoted by @ada"),
    ("Three ends.", "Three [[own-example|ends]]."),
    ("Gates hold.", "**Disagree** `three-2` (80%)\n\nGates hold."),
  ]

  @Test(arguments: annotations)
  func `an edit beside it leaves an annotation where it was`(
    words: String, annotated: String
  ) throws {
    let post =
      "Gates hold.\n\nDoors do not. And they *never* did.\n\nOne. Two follows.\n\n- an item\n"
      + "- another\n\n> a quote\n\nThree ends."
    let edited = "New first words.\n\n" + post + "\n\nNew last words."
    let other = "**Claim** `three`: x\n**Claim** `three-2`: y\n**Claim** `doors-2`: z\n"
    try folder.write("# Ids\n\n## @bo · 2026-01-01\n\n" + other, to: "ids.md")
    _ = try fetch(post)
    try annotate(words, annotated)
    #expect(try run("crux check").contains("error") == false)
    let before = try text
    #expect(try fetch(post).hasPrefix("left "))
    #expect(try text == before)
    #expect(
      try fetch(edited) == "updated own-example.md (discourse): 1 post edited there\n")
    let after = try text
    #expect(after.contains("New first words.\n\n") && after.hasSuffix("New last words.\n"))
    #expect(after.replacing("New first words.\n\n", with: "").contains(annotated))
    #expect(try fetch(edited).hasPrefix("left "))
    #expect(try text == after)
  }

  @Test func `an edit of annotated words is shown, and nothing is written`() throws {
    _ = try fetch("Gates hold. Doors too.")
    try annotate("Gates hold.", "[Gates hold](claim:gates).")
    let before = try text
    #expect(
      try fetch("Gates never hold. Doors too.") == """
        left own-example.md as it is (discourse): nothing new but what differs
        crux: own-example.md:9: post #1 was edited there where it is annotated here; it is left as it is, so take the edit over by hand
          here:  Gates hold. Doors too.
          there: Gates never hold. Doors too.
        [exit 1]

        """)
    #expect(try text == before)
  }

  @Test func `words changed here are shown, and whether they were changed there too is said`()
    throws
  {
    _ = try fetch("One.")
    try annotate("\n\nOne.", "\n\nOne, I say.")
    #expect(try fetch("One.").contains("post #1 was changed here; it is left"))
    #expect(try fetch("Won.").contains("post #1 was changed here and there; it is left"))
    #expect(try fetch("One, I say.") == "updated own-example.md (discourse): 1 post now the same\n")
    #expect(try fetch("One, I repeat.").hasPrefix("updated "))
    #expect(try text.contains("\n\nOne, I repeat.\n"))
  }

  @Test func `an edit that takes another post's target away is shown`() throws {
    _ = try fetch("Gates hold for a long time.", "No.")
    try annotate("\n\nNo.", "\n\n> Gates hold for a long time.\n\n**Rebuttal** `no` quoted")
    try annotate("**Rebuttal** `no` quoted", "**Rebuttal** `no`: No.")
    let output = try fetch("Nothing of the kind was ever said here.", "No.")
    #expect(output.contains("post #1 was edited there where it is annotated here"))
  }

  @Test func `definitions of links at the end of a post leave no blank lines behind`() throws {
    let post = "See [it][1].\n\n\n[1]: https://example.org/1\n\n[2]: https://example.org/2"
    _ = try fetch(post, "Two.")
    let before = try text
    #expect(try fetch(post, "Two.").hasPrefix("left "))
    #expect(try text == before)
    #expect(!before.contains("\n\n\n"))
  }

  @Test func `a thread without fingerprints gets them, and differences are conflicts`() throws {
    _ = try fetch("One.")
    let whole = try text
    try folder.write(
      whole.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("imported") }.joined(separator: "\n"), to: "own-example.md")
    #expect(try fetch("Won.").contains("post #1 differs; it is left"))
    #expect(try fetch("One.").hasPrefix("updated "))
    #expect(try text == whole)
  }

  @Test func `long texts that differ are shown from where they begin to`() {
    let long = String(repeating: "same words ", count: 200)
    let words = ConflictWords(long + "one" + long, long + "two" + long)
    #expect(words.here.hasPrefix("…") && words.here.hasSuffix("…"))
    #expect(words.here.contains("one") && words.there.contains("two"))
    #expect(words.here.count < 150)
    #expect(ConflictWords("a", "b").here == "a")
    #expect(ConflictWords(long, long + long).there.count < long.count * 2)
  }

  @Test func `two people of one name on two forums stay two, and each keeps their name`() throws {
    _ = try fetch("One.")
    let other = ImportTests.topic(ImportTests.post(1, "Else."))
      .replacing("forum.example.org", with: "other.example.org").replacing("Own", with: "Other")
    try folder.write(other, to: "other.json")
    #expect(try run("crux import other.json").hasPrefix("wrote other-example.md"))
    let thread = parseThread(
      Array(try read("other-example.md").utf8), path: "other-example.md")
    #expect(thread.posts.map(\.author) == ["ada 2"])
    #expect(thread.people.person("ada 2").url == "https://other.example.org/u/ada")
    #expect(try run("crux import other.json").hasPrefix("left "))
    let third = other.replacing("Other", with: "Third").replacing("7,", with: "8,")
    try folder.write(third, to: "third.json")
    _ = try run("crux import third.json")
    #expect(try read("third-example.md").contains("## [@ada 2]("))
  }

  @Test func `two addresses of mail stay two people in a later month`() throws {
    let message = { (address: String, id: String, rest: String) in
      "From \(address)\nFrom: Ada Lind <\(address)>\nDate: Fri, 2 Jan 2026 03:04:05 +0100\n"
        + "Subject: Jumps\nMessage-ID: <\(id)>\n\(rest)\nWords of \(id).\n\n"
    }
    try folder.write(
      message("ada@one.example", "a", "") + message("ada@two.example", "b", "References: <a>\n"),
      to: "january.mbox")
    _ = try run("crux import january.mbox")
    try folder.write(message("ada@two.example", "c", "References: <a> <b>\n"), to: "february.mbox")
    _ = try run("crux import february.mbox")
    let written = try read("jumps.md")
    let names = parseThread(Array(written.utf8), path: "jumps.md").posts.map(\.author)
    #expect(names == ["Ada Lind", "Ada Lind 2", "Ada Lind 2"])
    #expect(!written.contains("ada@"))
  }

  @Test func `a post that does not say its forum goes to the topic of its number and title`() throws
  {
    _ = try fetch("One.")
    let lone = ImportTests.post(2, "Two.")
      .replacing("/user_avatar/forum.example.org", with: "/letter_avatar")
    try folder.write(lone, to: "post.json")
    #expect(try run("crux import post.json") == "updated own-example.md (discourse): 1 new post\n")
    try folder.write(lone.replacing("Own example", with: "Else"), to: "post.json")
    #expect(try run("crux import post.json").hasPrefix("wrote else.md"))
  }
}
