import Foundation
import Testing

@testable import crux

/// `crux label` and `crux rename`, as they are run.
struct EditingTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    try folder.write(Self.raw, to: "raw.md")
  }

  static let raw = """
    ## @Ada · 2026-01-01

    I think that *cats* plan ahead. They wait
    at doors for hours, at doors.

    - Dogs do not.

    ### @Bo · 2026-01-02

    > They wait at doors for hours

    That is habit.

    """

  private func run(_ command: String) throws -> String {
    try Transcript.run(command, in: folder.path)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try readFile(folder.path(of: path)).bytes, as: UTF8.self)
  }

  // MARK: Labels

  @Test(arguments: [
    ("3 claim", "I think", "**Claim** `think-cats-plan-ahead`: I think"),
    ("3 claim --id a --by Cy", "I think", "**Claim** `a` by @Cy: I think"),
    (
      "3 claim --words 'that *cats* plan'", "that *cats* plan",
      "[that *cats* plan](claim:cats-plan)"
    ),
    (
      "3 crux --id a --words 'They wait at doors'", "They wait\nat doors",
      "[They wait\nat doors](crux:a)"
    ),
    ("4 granted --id a --words 'hours'", "hours, at", "[hours](granted:a), at"),
    ("6 claim", "Dogs do", "**Claim** `dogs-not`: Dogs do"),
    ("12 Rebuttal --id a", "That is", "**Rebuttal** `a`: That is"),
  ])
  func `a label is put in and nothing else touched`(
    arguments: String, old: String, new: String
  ) throws {
    let printed = try run("crux label raw.md:\(arguments)")
    #expect(printed.hasPrefix("raw.md:") || printed.contains("[unnamed-target]"), "\(printed)")
    var expected = Self.raw
    let range = try #require(
      expected.range(of: old, options: arguments.hasPrefix("12") ? .backwards : []))
    expected.replaceSubrange(range, with: new)
    #expect(try text("raw.md") == expected)
  }

  @Test func `targets and stances are written as the format has them`() throws {
    _ = try run("crux label raw:3 claim --id plan --words 'that *cats* plan ahead'")
    _ = try run("crux label raw:3 because --id wait --to plan --words 'They wait at doors'")
    _ = try run("crux label raw:6 disagree --to plan")
    #expect(try text("raw.md").contains("[They wait\nat doors](because:wait \"to plan\")"))
    #expect(try text("raw.md").contains("- **Disagree** `plan`: Dogs do not."))
    #expect(try run("crux check") == "no findings in 1 thread\n")
  }

  @Test(arguments: [
    ("crux --to a --if no", "**Crux** `new` of `a` if no: "),
    ("crux --to a --if q#gold", "**Crux** `new` of `a` if `q#gold`: "),
    ("undercut --to b --for a", "**Undercut** `new` of `b` for `a`: "),
    ("undercut --to b", "**Undercut** `new` of `b`: "),
    ("rebuttal --to q", "**Rebuttal** `new` to `q`: "),
    (
      "rebuttal --to q#gold --to a --credence likely",
      "**Rebuttal** `new` to `q#gold` and `a` (likely): "
    ),
    ("claim --against a --by Cy --credence 70%", "**Claim** `new` against `a` by @Cy (70%): "),
    ("only-if --for a", "**Only if** `new` for `a`: "),
    ("unsure --to q#gold --credence 'leaning against'", "**Unsure** `q#gold` (leaning against): "),
  ])
  func `every form of a header can be written, and as a mark`(
    arguments: String, header: String
  ) throws {
    let head = """
      ## @Di · 2026-01-01

      **Claim** `a`: A.

      - **Because** `b`: B.

      **Crux** `q` of `a` if `gold`: Which?

      - **Gold**: G.
      - **Tin**: T.

      """
    try folder.write(head + "\nSome words.\n", to: "forms.md")
    let id = header.contains("`new`") ? " --id new" : ""
    _ = try run("crux label forms.md:12 \(arguments)\(id)")
    #expect(try text("forms.md") == head + "\n\(header)Some words.\n")
    #expect(try run("crux check -q forms.md") == "")
    guard !id.isEmpty else { return }
    try folder.write(head + "\nSome words.\n", to: "forms.md")
    _ = try run("crux label forms.md:12 \(arguments)\(id) --words 'Some words.'")
    #expect(try text("forms.md").contains("[Some words.](\(arguments.prefix { $0 != " " }):new \""))
    #expect(try run("crux check -q forms.md") == "")
  }

  @Test(arguments: [
    ("raw.md:3 crux --if no", "--if needs '--to'"),
    ("raw.md:3 claim --to a --if no", "--if goes with a crux only"),
    ("raw.md:3 undercut --for a", "--for needs '--to'"),
    ("raw.md:3 claim --for A", "'A' cannot be an id"),
    ("raw.md:3 claim --credence 170%", "[invalid-credence]"),
    ("raw.md:3 clam", "did you mean 'claim'?"), ("raw.md claim", "names no line"),
    ("raw.md:2 claim", "no words of a post"), ("raw.md:10 claim", "no words of a post"),
    ("raw.md:99 claim", "no words of a post"), ("raw.md:3 agree --words cats", "cannot mark words"),
    ("raw.md:3 claim --words dogs", "do not stand"),
    ("raw.md:3 claim --words 'at doors'", "stand there 2 times"),
    ("raw.md:3 claim --words 'cats* plan'", "make something else of the rest"),
    ("raw.md:3 claim --id Plan", "cannot be an id"),
    ("raw.md:3 because --id a --to nothing", "no statement has the id 'nothing'"),
  ])
  func `what cannot be labelled is said, and nothing written`(
    arguments: String, said: String
  ) throws {
    let printed = try run("crux label \(arguments)")
    #expect(printed.contains(said), "\(printed)")
    #expect(printed.contains("[exit "))
    #expect(try text("raw.md") == Self.raw)
  }

  @Test func `a line is labelled once`() throws {
    _ = try run("crux label raw.md:3 claim")
    #expect(try run("crux label raw.md:3 claim").contains("there is a label already"))
  }

  // MARK: Renaming

  private static let defining = """
    ## @Ada · 2026-01-01

    **Crux** `old` of `x`: Is it old, `old` or older?

    - **New**: It is new.
    - **Ripe** `old-ripe`: It is ripe.

    **Claim** `x` (likely): X.

    """

  private static let naming = """
    ## @Bo · 2026-01-02

    See [[old]], [[old|the old]], [[old#new]] and `old`, \\[[old]], oldest.

    **Agree** `old#new` because of `old-ripe`
    **Claim** `older` for `old#old-ripe` by @old: Old.
    **Crux** `x2` of `x` if `old#new`: New?

    [So old](rebuttal:o "to old#new and `old-ripe` by @old") [so](claim:p 'for old#new').

    """

  private func writeRenamable() throws {
    try folder.write(Self.defining.replacing("of `x`", with: "of `x` if `new`"), to: "a.md")
    try folder.write(
      Self.naming.replacing(" and `old-ripe`", with: "")
        .replacing(" because of `old-ripe`", with: ""), to: "b/c.md")
  }

  @Test func `an id is renamed wherever it is meant, and nowhere else`() throws {
    try writeRenamable()
    let before = try run("crux check")
    #expect(try run("crux rename old fresh") == "'old' is 'fresh' now, in 9 places of 2 files\n")
    #expect(
      try text("a.md").contains(
        "**Crux** `fresh` was `old` of `x` if `new`: Is it old, `old` or older?"))
    #expect(try text("a.md").contains("**Ripe** `old-ripe`: It is ripe."))
    let expected = """
      See [[fresh]], [[fresh|the old]], [[fresh#new]] and `old`, \\[[old]], oldest.

      **Agree** `fresh#new`
      **Claim** `older` for `fresh#old-ripe` by @old: Old.
      **Crux** `x2` of `x` if `fresh#new`: New?

      [So old](rebuttal:o "to fresh#new by @old") [so](claim:p 'for fresh#new').

      """
    #expect(try text("b/c.md").hasSuffix(expected))
    #expect(try run("crux check") == before)
    #expect(try run("crux rename old x").contains("is called 'fresh' now"))
  }

  @Test(arguments: ["fresh", "old#fresh"])
  func `an answer is renamed by itself wherever it is meant`(new: String) throws {
    try writeRenamable()
    try folder.write(
      "## @Di · 2026-01-03\n\n[Why](crux:old2 \"of x if old#new\") or [so](because:s 'to old#new').\n",
      to: "d.md")
    #expect(
      try run("crux rename old#new \(new)")
        == "'old#new' is 'old#fresh' now, in 9 places of 3 files\n")
    #expect(
      try text("a.md").contains("**Crux** `old` of `x` if `fresh`: Is it old, `old` or older?"))
    #expect(try text("a.md").contains("- **New** `fresh`: It is new.\n- **Ripe** `old-ripe`: It"))
    #expect(try text("b/c.md").contains("See [[old]], [[old|the old]], [[old#fresh]] and `old`"))
    #expect(try text("b/c.md").contains("**Agree** `old#fresh`\n"))
    #expect(try text("b/c.md").contains("of `x` if `old#fresh`: New?"))
    #expect(
      try text("b/c.md").contains(
        "(rebuttal:o \"to old#fresh by @old\") [so](claim:p 'for old#fresh')"))
    #expect(
      try text("d.md").contains(
        "(crux:old2 \"of x if old#fresh\") or [so](because:s 'to old#fresh')"))
    #expect(
      try run("crux rename old#old-ripe sour")
        == "'old#old-ripe' is 'old#sour' now, in 2 places of 2 files\n")
    #expect(try text("a.md").contains("**Ripe** `sour`: It is ripe."))
  }

  @Test func `a mark that is a crux names its answers alone, too`() throws {
    let text =
      "## @Ada · 2026-01-01\n\n[Which](crux:q \"of x if `gold`\")\n\n- **Gold:** G.\n- **Tin**: T.\n"
    try folder.write(text + "\n**Claim** `x`: X.\n", to: "a.md")
    _ = try run("crux rename q#gold silver")
    #expect(
      try self.text("a.md").hasPrefix(
        text.replacing("`gold`", with: "`silver`").replacing(
          "**Gold:**", with: "**Gold** `silver`:")))
  }

  @Test(arguments: [
    ("was older-id", "**Claim** `new` was `old` was `older-id` (likely): X."),
    ("plain", "**Claim** `new` was `old`: X."),
    ("mark", "So [X](claim:new \"was old\")."),
    ("titled", "So [X](claim:new 'was old by @Cy')."),
    ("quoted", "> X\n\n**Claim** `new` was `old` quoted"),
  ])
  func `the definition keeps the former id`(form: String, expected: String) throws {
    let forms = [
      "was older-id": "**Claim** `old` was `older-id` (likely): X.", "plain": "**Claim** `old`: X.",
      "mark": "So [X](claim:old).", "titled": "So [X](claim:old 'by @Cy').",
      "quoted": "> X\n\n**Claim** `old` quoted",
    ]
    try folder.write("## @Ada · 2026-01-01\n\n\(forms[form] ?? "")\n", to: "a.md")
    _ = try run("crux rename old new")
    #expect(try text("a.md") == "## @Ada · 2026-01-01\n\n\(expected)\n")
  }

  @Test(arguments: [
    ("nothing x", "there is no statement 'nothing'"), ("old x", "'x' is taken, in a.md:8"),
    ("old raw", "'raw' is taken, in raw.md"),
    ("old old", "is the id that it has"), ("old#new yes", "rename 'old'"),
    ("old New", "cannot be an id"),
    ("old#new old-ripe", "'old#old-ripe' is taken, in a.md:6"), ("old#new a#b", "cannot be an id"),
    ("old#none x", "there is no statement 'old#none'"),
  ])
  func `what cannot be renamed is said, and nothing written`(
    arguments: String, said: String
  ) throws {
    try writeRenamable()
    let before = try text("a.md") + text("b/c.md")
    #expect(try run("crux rename \(arguments)").contains(said))
    #expect(try text("a.md") + text("b/c.md") == before)
  }

  @Test(arguments: [
    ("which newone", "`newone` was `which`", "- **Left**\n"),
    ("which#left lefty", "`which`", "- **Left** `lefty`\n"),
  ])
  func `a crux is renamed though an answer has no text`(
    ids: String, crux: String, answer: String
  ) throws {
    try folder.write(
      "## @Ada · 2026-01-01\n\n**Crux** `which`: Which?\n\n- **Left**\n- **Right**: That.\n",
      to: "a.md")
    #expect(try run("crux rename \(ids)").hasPrefix("'\(ids.prefix { $0 != " " })' is '"))
    let text = try text("a.md")
    #expect(text.contains(crux) && text.contains(answer), "\(text)")
  }

  @Test func `what is no credence is said`() throws {
    try folder.write("## @Ada · 2026-01-01\n\nOne more word.\n", to: "a.md")
    #expect(
      try run("crux label a.md:3 claim --credence surely").contains("'surely' is no credence"))
    #expect(try text("a.md") == "## @Ada · 2026-01-01\n\nOne more word.\n")
  }

  @Test func `an id is renamed however its accents are composed`() throws {
    for spelling in ["caf\u{E9}", "cafe\u{301}"] {
      try folder.write("## @Ada · 2026-01-01\n\n**Claim** `\(spelling)`: Tea.\n", to: "a.md")
      for typed in ["caf\u{E9}", "cafe\u{301}"] {
        #expect(try run("crux rename \(typed) tea").contains("in 1 place of 1 file"))
        #expect(try text("a.md").contains("`tea` was"))
        try folder.write("## @Ada · 2026-01-01\n\n**Claim** `\(spelling)`: Tea.\n", to: "a.md")
      }
    }
  }

  @Test func `a file that cannot be changed leaves all as they were`() throws {
    try writeRenamable()
    // A reference-style mark, whose address stands elsewhere.
    try folder.write("## @Cy · 2026-01-03\n\n[so][r]\n\n[r]: claim:q \"to old#new\"\n", to: "z.md")
    let before = try text("a.md")
    #expect(try run("crux rename old fresh").contains("rest of 'z.md'"))
    #expect(try text("a.md") == before)
  }

  @Test(arguments: [
    ("", "---\nid: fresh\nwas: raw\n---\n\n"),
    ("---\ntitle: T\n---\n\n", "---\nid: fresh\nwas: raw\ntitle: T\n---\n\n"),
    (
      "---\nid: raw # mine\nwas: a-b\ntopics: [x]\n---\n",
      "---\nid: fresh # mine\nwas: [raw, a-b]\ntopics: [x]\n---\n"
    ),
    ("---\nwas: [a-b, c]\n---\n", "---\nid: fresh\nwas: [raw, a-b, c]\n---\n"),
    ("---\nwas:\n- a-b\nid: raw\n---\n", "---\nwas:\n- raw\n- a-b\nid: fresh\n---\n"),
  ])
  func `a thread is renamed in its front matter and wherever it is named`(
    head: String, expected: String
  ) throws {
    try folder.write(head + Self.raw, to: "raw.md")
    try folder.write("## @Cy · 2026-01-03\n\nSee [[raw]], [[raw#1|it]] and raw.\n", to: "z.md")
    #expect(try run("crux rename raw fresh").contains("of 2 files\n"))
    #expect(try text("raw.md") == expected + Self.raw)
    #expect(try text("z.md").contains("See [[fresh]], [[fresh#1|it]] and raw."))
    #expect(try run("crux check -q; crux reply raw --text x").contains("wrote raw.md:"))
  }
}
