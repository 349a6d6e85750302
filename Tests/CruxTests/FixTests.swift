import Foundation
import Testing

@testable import CorpusChecking
@testable import ThreadParsing
@testable import crux

struct FixTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
  }

  private static let thread = """
    ---
    title: A
    ---

    ## [@Ada](https://example.org/1) · 2025-11-04

    **Claim** `early`: It can end early.\u{20}\u{20}
    - __Because__: The   “backlog” is *long* and nobody is looking.
      **And** (likely): the   same
    * **Evidence:** one, two
    - **Because**: 42!
    - **Only if** by @Bo: …

    Bo · 2025
    ---

    ### @Bo · 2025-11-05 ###

    > It can end early.

    **Claim** quoted by @Ada

    **Disagree** `early`

    ###### @Ada · 2025-11-06 · #own

    [marked](claim:marked) and **Because** `early`.
    """

  private func fixed(_ text: String) throws -> String {
    try folder.write(text, to: "a.md")
    _ = try Transcript.run("crux check --fix", in: folder.path)
    return String(decoding: try readFile(folder.path(of: "a.md")).bytes, as: UTF8.self)
  }

  @Test func `ids and anchors are written, and nothing else`() throws {
    let expected = Self.thread
      .replacing("2025-11-04\n\n", with: "2025-11-04 · #1\n\n")
      .replacing("2025-11-05 ###", with: "2025-11-05 · #2 ###")
      .replacing("__Because__:", with: "__Because__ `backlog-long-nobody-looking`:")
      .replacing("**And** (likely)", with: "**And** `same` (likely)")
      .replacing("**Evidence:** one", with: "**Evidence** `one-two`: one")
      .replacing("**Because**: 42", with: "**Because** `42`: 42")
      .replacing("**Only if** by", with: "**Only if** `claim` by")
      .replacing("**Claim** quoted", with: "**Claim** `can-end-early` quoted")
    let result = try fixed(Self.thread)
    #expect(result == expected)
    #expect(try fixed(result) == result)
  }

  @Test func `a crux whose answers are listed gets its id`() throws {
    let head = "## @Ada · 2026-01-01 · #1\n\n**Claim** `t`: T.\n\n**Crux**"
    let answers = ": Which way?\n\n- **Left**\n- **Right**: That.\n"
    #expect(try fixed(head + answers) == head + " `way`" + answers)
  }

  @Test func `line ends stay as they are`() throws {
    let text = Self.thread.replacing("\n", with: "\r\n")
    let result = try fixed(text)
    #expect(result.utf8.count { $0 == 13 } == text.utf8.count { $0 == 13 })
    #expect(result.contains("· #1\r\n"))
  }

  @Test func `an id is never given twice, nor one that was used before`() throws {
    try folder.write("## @Bo · 2025-11-04\n\n**Claim** `new-id` was `old-id`: A.\n", to: "z.md")
    try folder.write("", to: "file-name.md")
    let head = "## @Ada · 2025-11-04 · #x\n\n"
    let result = try fixed(
      head + "**Claim** `x`: X.\n\n- **Because**: New id.\n- **Because**: Old id.\n"
        + "- **Because**: File name.\n- **Because**: New id!\n")
    #expect(
      result.split(separator: "`").filter { $0.contains("-") && !$0.contains(" ") } == [
        "new-id-2", "old-id-2", "file-name-2", "new-id-3",
      ])
  }

  @Test func `marks get their ids in the address`() throws {
    let head = "## @Ada · 2025-11-04 · #x\n\n**Claim** `x`: X.\n\n"
    let text =
      "[It *ends*](claim:) and [it](claim:two) [goes\non](rebuttal: \"to x\"), [ref][r], [a](<granted:>).\n\n"
      + "[r]: claim:\n"
    let result = try fixed(head + text)
    #expect(
      result
        == head
        + text.replacing("(claim:)", with: "(claim:ends)").replacing(
          "rebuttal:", with: "rebuttal:goes"))
  }

  @Test func `thousands of ids and anchors are written, though only the first are told`() throws {
    let count = 1_100
    var text = "## @Ada · 2025-11-04 · #x\n\n**Claim** `x`: X.\r\n\n"
    var expected = text
    for number in 1...count {
      let id = number == 1 ? "so" : "so-\(number)"
      text += "- **Because**:   So. .\r\n"
      expected += "- **Because** `\(id)`:   So. .\r\n"
    }
    for number in 2...count {
      text += "\n## @Bo · 2025-11-05\n"
      expected += "\n## @Bo · 2025-11-05 · #\(number)\n"
    }
    try folder.write(text, to: "a.md")
    for format in FindingFormat.allCases {
      let printed = try Transcript.run("crux check --format \(format.rawValue)", in: folder.path)
      #expect(printed.contains("and \(count - 1000) more below; mend some of these first"))
    }
    let isAsExpected = try fixed(text) == expected
    #expect(isAsExpected)
    let printed = try Transcript.run("crux check", in: folder.path)
    #expect(!printed.contains("missing-id"))
    #expect(
      printed.contains("and \(count - 1001) more below; mend some of these first [same-words]"))
  }

  @Test func `a file without annotation is left alone`() throws {
    let text = "# Notes\n\n**Evidence:** none.\n\n## What @Ada said\n"
    #expect(try fixed(text) == text)
  }

  @Test func `a disk without room is said, and the file kept`() throws {
    let text = Self.thread + "\n\n" + String(repeating: "More words.\n", count: 500)
    try folder.write(text, to: "a.md")
    let printed = try Transcript.run(
      "trap '' XFSZ; ulimit -f 1; crux check --fix a.md 2>&1 | head -1; ls -A", in: folder.path)
    #expect(printed.hasPrefix("crux: cannot write"))
    #expect(printed.hasSuffix("\na.md\ncrux.yml\n"))
    #expect(try readFile(folder.path(of: "a.md")).bytes == Array(text.utf8))
  }
}
