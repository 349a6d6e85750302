import Foundation
import Testing

@testable import ThreadParsing
@testable import crux

/// `crux new` and `crux reply`, as they are run.
struct WritingTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
  }

  private func run(_ command: String) throws -> String {
    try Transcript.run(command, in: folder.path)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try readFile(folder.path(of: path)).bytes, as: UTF8.self)
  }

  /// The drafts that were kept.
  private func drafts() throws -> [String] {
    try run("cat .crux/drafts/*.md 2>/dev/null; true").split(separator: "\n").map(String.init)
  }

  private static let opening = """
    ## @Ada · 2026-01-05

    **Claim** `early`: It can *end* early, and 2 * 3 is six.

    ### @Bo · 2026-01-06

    No. It can go on, and on.

    """

  @Test func `a new thread has a title, a byline and a name of its own`() throws {
    #expect(try run("crux new 'Why: \"now\"?' --text Because.") == "wrote why-now.md:5\n")
    #expect(
      try text("why-now.md")
        == "---\ntitle: \"Why: \\\"now\\\"?\"\n---\n\n## @Ada · 2026-01-20 · #1\n\nBecause.\n")
    #expect(try run("crux check --dump why-now.md").hasPrefix("thread why-now \"Why: \"now\"?\"\n"))
    #expect(try run("crux new 'Why now' --text x").contains("'why-now.md' exists already"))
    #expect(try run("crux new '???' --text x").contains("give one with '--file'"))
    #expect(try run("crux new '???' --file deep/x --text x 2>&-") == "wrote deep/x.md:5\n")
    #expect(try run("crux new A --file ../x --text x").contains("cannot be a thread"))
  }

  @Test func `who writes comes from the option, then from crux.yml, then from git`() throws {
    _ = try run("crux new A --text x --by @Bo")
    #expect(try text("a.md").contains("## @Bo · "))
    try folder.write("author: Cy\n", to: "crux.yml")
    _ = try run("crux new B --text x")
    #expect(try text("b.md").contains("## @Cy · "))
    #expect(try run("crux new C --text x --by 'A · B'").contains("does not work as a name"))
    try folder.write("", to: "crux.yml")
    #expect(try run("GIT_CONFIG_COUNT=0 crux new C --text x").contains("nothing says who writes"))
  }

  @Test(arguments: [
    ("", "#### @Ada · 2026-01-20\n\nx\n"),
    ("--to 1", "### @Ada · 2026-01-20\n\nx\n"),
    ("--to '#2' --date 2026-02-01", "#### @Ada · 2026-02-01\n\nx\n"),
    ("--quote 'it can END early'", "### @Ada · 2026-01-20\n\n> it can END early\n\nx\n"),
    ("--quote 'and 2 * 3 is'", "### @Ada · 2026-01-20\n\n> and 2 * 3 is\n\nx\n"),
  ])
  func `a reply goes under the post it answers`(options: String, added: String) throws {
    try folder.write(Self.opening, to: "a.md")
    #expect(try run("crux reply a --text x \(options)").hasPrefix("wrote a.md:9, in answer to @"))
    #expect(try text("a.md") == Self.opening + "\n" + added)
  }

  @Test func `re names the post where the level does not`() throws {
    try folder.write(Self.opening + "\n## @Cy · 2026-01-07 · #cy\n\nAside.\n", to: "a.md")
    _ = try run("crux reply a --to 2 --text x")
    #expect(try text("a.md").hasSuffix("\n#### @Ada · 2026-01-20 · #4 · re #2\n\nx\n"))
    let thread = parseThread(Array(try text("a.md").utf8), path: "a.md")
    #expect(thread.posts.last?.parent == 1)
  }

  @Test func `line ends and a missing last line end stay as they are`() throws {
    let start = String(Self.opening.dropLast()).replacing("\n", with: "\r\n")
    try folder.write(start, to: "a.md")
    _ = try run("crux reply a --text 'x\ny'")
    #expect(
      try text("a.md") == start + "\r\n\r\n#### @Ada · 2026-01-20\r\n\r\nx\r\ny\r\n")
  }

  @Test(arguments: [
    ("it can END late", "does not stand in the thread"), ("it can", "more than once (#2, #1)"),
    ("It can last early, and 2 * 3 is six", "is not what post #1 says"),
  ])
  func `a quote that is not exact is refused`(words: String, said: String) throws {
    try folder.write(Self.opening, to: "a.md")
    let printed = try run("crux reply a --quote '\(words)' --text x")
    #expect(printed.hasSuffix("[exit 2]\n"))
    #expect(printed.contains(said), "\(printed)")
    #expect(try text("a.md") == Self.opening)
  }

  @Test func `errors are shown and keep the post out, with a draft that can be taken up`() throws {
    try folder.write(Self.opening, to: "a.md")
    let printed = try run("crux reply a --text '**Rebuttal** `no` to `earl`: No.'")
    #expect(printed.contains("did you mean 'early'?"))
    #expect(printed.contains("what you wrote is kept in '"))
    #expect(printed.hasSuffix("[exit 1]\n"))
    #expect(try text("a.md") == Self.opening)
    #expect(try drafts().last == "**Rebuttal** `no` to `earl`: No.")
    let again = try run("sed s/earl/early/ .crux/drafts/*.md | crux reply a")
    #expect(again.contains("a draft from before is in"))
    #expect(
      try text("a.md").hasSuffix("\n#### @Ada · 2026-01-20\n\n**Rebuttal** `no` to `early`: No.\n"))
  }

  @Test func `warnings do not keep the post out`() throws {
    try folder.write(Self.opening, to: "a.md")
    let printed = try run("crux reply a --text '**Rebuttal** to `early`: No.'")
    #expect(printed.contains("[missing-id]"))
    #expect(printed.contains("\nwrote a.md:9"))
    #expect(try drafts() == [])
  }

  @Test func `a label without backquotes is told, and the post saved`() throws {
    try folder.write(Self.opening, to: "a.md")
    let printed = try run(
      "crux reply a --text '**Rebuttal** no to early: No.\n\n**But** so: it is.'")
    #expect(printed.contains("crux: '**Rebuttal**' in your post is read as words, not as a label"))
    #expect(printed.components(separatedBy: "is read as words").count == 2)
    #expect(printed.hasSuffix("\nwrote a.md:9, in answer to @Bo (#2)\n"))
    let fine = try run("crux reply a --text '**Rebuttal** `no` to `early`: No: no.'")
    #expect(!fine.contains("is read as words"))
  }

  @Test func `drafts from before take one line`() throws {
    try folder.write(Self.opening, to: "a.md")
    for _ in 1...3 { _ = try run("crux reply a --to 9 --text x") }
    let printed = try run("crux reply a --text y")
    #expect(printed.components(separatedBy: "a draft from before").count == 2)
    #expect(printed.contains("and 2 more beside it; give one of them as standard input"))
  }

  @Test(arguments: [
    ("sugest", "unknown command 'sugest'; did you mean 'suggest'?"),
    ("frobnicate", "'crux --help' lists the commands"),
    ("reply openin --text x", "there is no thread 'openin'; did you mean 'opening-a'?"),
    ("reply zzz --text x", "'crux list threads' names them"),
  ])
  func `a wrong name is told with what to do`(arguments: String, said: String) throws {
    try folder.write(Self.opening, to: "opening-a.md")
    let printed = try run("crux \(arguments)")
    #expect(printed.contains(said), "\(printed)")
    #expect(printed.contains("[exit "))
  }

  @Test(arguments: [
    ("--to 1", "'--to'"), ("--by Bo", "'--by'"), ("--quote 'It can end early'", "'--quote'"),
  ])
  func `options that the text's own byline gainsays are refused`(option: String, said: String)
    throws
  {
    try folder.write(Self.opening, to: "a.md")
    let printed = try run("crux reply a \(option) --text '## @Zed · 2026-02-01\n\nMine'")
    #expect(printed.contains("says something else than \(said)"), "\(printed)")
    #expect(try text("a.md") == Self.opening)
    let plain = try run("crux reply a --text '## @Zed · 2026-02-01\n\nMine'")
    #expect(plain.hasSuffix("wrote a.md:9\n"), "\(plain)")
  }

  @Test func `nothing is written while crux.yml cannot be read`() throws {
    try folder.write(Self.opening, to: "a.md")
    try folder.write("author: Ada\ntitle: [\n", to: "crux.yml")
    for command in ["reply a --text x", "new 'A thread' --text x"] {
      #expect(try run("crux \(command)").contains("crux.yml cannot be read"))
    }
    #expect(try text("a.md") == Self.opening)
    #expect(try run("crux list threads").hasPrefix("crux: crux.yml cannot be read"))
  }

  @Test func `nothing is appended where it would not be read as a post`() throws {
    try folder.write(Self.opening + "\n```\ncode\n", to: "a.md")
    #expect(try run("crux reply a --text x").contains("close what is open there"))
    try folder.write(Self.opening, to: "b.md")
    #expect(try run("crux reply b --text '```'").contains("close what is open in it"))
    #expect(try text("b.md") == Self.opening)
  }

  @Test func `a raw thread can be answered`() throws {
    try folder.write("# Notes\n\nSome words.\n", to: "notes.md")
    #expect(
      try run("crux reply notes.md --quote 'Some words' --text x").contains("wrote notes.md:5"))
    #expect(try text("notes.md").hasSuffix("\n## @Ada · 2026-01-20\n\n> Some words\n\nx\n"))
  }

  @Test func `a thread is found by path, id and former id, and a near miss is named`() throws {
    try folder.write("---\nid: new-name\nwas: old-name\n---\n" + Self.opening, to: "deep/a.md")
    for name in ["deep/a.md", "deep/a", "new-name", "old-name"] {
      #expect(try run("crux reply \(name) --text x").contains("wrote deep/a.md"))
    }
    #expect(try run("crux reply new-nam --text x").contains("did you mean 'new-name'?"))
  }

  // MARK: Editors

  private func editor(_ script: String) throws -> String {
    try folder.write("#!/bin/sh\n" + script + "\n", to: "editor")
    chmod(folder.path(of: "editor"), 0o755)
    return "EDITOR=\(folder.path(of: "editor")) crux reply a --edit"
  }

  @Test func `the editor shows what is answered and gives the text`() throws {
    try folder.write(Self.opening, to: "a.md")
    let command = try editor(
      #"cp "$1" seen; { head -n 2 "$1"; echo Mine.; tail -n +3 "$1"; } > t; mv t "$1""#)
    #expect(try run(command).contains("wrote a.md:9"))
    #expect(try text("seen").contains("\n### @Bo · 2026-01-06\n\nNo. It can go on, and on.\n"))
    #expect(try text("a.md") == Self.opening + "\n#### @Ada · 2026-01-20\n\nMine.\n")
    #expect(try drafts() == [])
  }

  @Test func `an editor that fails leaves the thread, and what was typed`() throws {
    try folder.write(Self.opening, to: "a.md")
    let printed = try run(try editor(#"sed -i '2a Mine.' "$1"; exit 3"#))
    #expect(printed.contains("failed with 3"))
    #expect(printed.contains("what you wrote is kept in"))
    #expect(try drafts().contains("Mine."))
    #expect(try text("a.md") == Self.opening)
  }

  @Test func `a draft that an editor left can be given as standard input`() throws {
    try folder.write(Self.opening, to: "a.md")
    _ = try run(try editor(#"sed -i '2a Mine.' "$1"; exit 3"#))
    #expect(try run("cat .crux/drafts/*.md | crux reply a").contains("wrote a.md:9"))
    #expect(try text("a.md") == Self.opening + "\n#### @Ada · 2026-01-20\n\nMine.\n")
  }

  @Test(arguments: [#"echo Mine. >> "$1""#, #"sed -i '2a Above.' "$1"; echo Mine. >> "$1""#])
  func `words typed below the line that cuts the draft are not lost`(script: String) throws {
    try folder.write(Self.opening, to: "a.md")
    let printed = try run(try editor(script))
    #expect(printed.contains("move them above it"))
    #expect(printed.contains("what you wrote is kept in"))
    #expect(try drafts().contains("Mine."))
    #expect(try text("a.md") == Self.opening)
  }

  @Test func `an editor may change what is only shown`() throws {
    try folder.write(Self.opening, to: "a.md")
    let script = #"sed -i -e '2a Mine.' -e 's/$/  /' -e '/Write your post/d' "$1""#
    #expect(try run(try editor(script)).contains("wrote a.md:9"))
  }

  @Test func `an editor that saves nothing leaves nothing`() throws {
    try folder.write(Self.opening, to: "a.md")
    for script in ["true", #": > "$1""#, "exit 1"] {
      let printed = try run(try editor(script))
      #expect(printed.hasSuffix("[exit 2]\n"))
      #expect(!printed.contains("is kept"))
    }
    #expect(try drafts() == [])
    #expect(try text("a.md") == Self.opening)
  }

  @Test func `an editor that puts a link in place of the draft gives what the link leads to`()
    throws
  {
    try folder.write(Self.opening, to: "a.md")
    let script = #"printf 'Mine.\n' > elsewhere; rm "$1"; ln -s "$PWD/elsewhere" "$1""#
    #expect(try run(try editor(script)).contains("wrote a.md:9"))
    #expect(try text("a.md").hasSuffix("\n\nMine.\n"))
    #expect(try text("elsewhere") == "Mine.\n")
  }

  @Test func `an editor that removes the draft is said, and the thread kept`() throws {
    try folder.write(Self.opening, to: "a.md")
    #expect(try run(try editor(#"rm "$1""#)).hasSuffix("[exit 2]\n"))
    #expect(try text("a.md") == Self.opening)
  }

  @Test func `a thread that changed while somebody typed is not replaced`() throws {
    try folder.write(Self.opening, to: "a.md")
    let printed = try run(try editor(#"echo Mine. > "$1"; echo More. >> a.md"#))
    #expect(printed.contains("changed while crux was working"))
    #expect(try drafts().contains("Mine."))
    #expect(try text("a.md") == Self.opening + "More.\n")
  }

  static let hasTerminal = (try? Transcript.run("script -qec true /dev/null", in: "/tmp")) == ""

  @Test(.enabled(if: hasTerminal))
  func `at a terminal the findings are shown and the choice is whether to go back`() throws {
    try folder.write(Self.opening, to: "a.md")
    let script =
      #"if grep -q earl$ "$1"; then echo '**Rebuttal** `no` to `early`: No.' > "$1"; "#
      + #"else echo '**Rebuttal** `no` to `x`: earl' > "$1"; fi"#
    let command = try editor(script)
    let answers = "sleep 1; echo what; sleep 1; echo e; sleep 1"
    let printed = try run("(\(answers)) | script -qec '\(command)' /dev/null")
    #expect(printed.contains("no statement has the id 'x'"))
    #expect(printed.components(separatedBy: "[e]dit again").count == 3)
    #expect(printed.contains("wrote a.md:9"))
    #expect(try text("a.md").hasSuffix("\n\n**Rebuttal** `no` to `early`: No.\n"))
    let left = try run("(sleep 1; echo l; sleep 1) | script -qec '\(try editor(script))' /dev/null")
    #expect(left.contains("what you wrote is kept in"))
  }
}
