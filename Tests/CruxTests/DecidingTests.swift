import CruxModel
import CruxStore
import Reasoning
import Testing

@testable import crux

/// What decides a statement, asked of a small corpus through its index.
struct DecidingTests {
  private static let thread = """
    ## @Ana · 2025-11-04 · #p1

    **Claim** `close`: The bridge should be closed.

    - **Only if** `unsafe`: The bridge is unsafe.

    ## @Ben · 2025-11-05 · #p2

    **Disagree** `close`

    **Disagree** `unsafe` (very likely)

    **Rebuttal** `inspected` to `unsafe`: It was inspected in spring.
    """

  @Test func `why names standing, strength and what it hangs on first`() throws {
    let page = try whyPage(of: "close")
    let lines = page.text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("It needs \"The bridge is unsafe\", which does not stand."))
    #expect(lines.contains { $0.contains("\"The bridge should be closed\" falls [") })
    #expect(page.text.contains("'crux search --for"))
  }

  @Test func `why says so where another statement stands for the one asked about`() throws {
    let more = """


      **Claim** `shut` same as `close`: Shut the bridge.

      **Crux** `safe`: Is it safe?

      - **Yes**: It is.
      - **No**: It is not.
        - **Because** `rust`: There is rust.
      """
    let asked = [
      ("shut", "says the same as 'close'"), ("safe#no", "of which 'safe#no' is the contrary"),
    ]
    for (id, words) in asked {
      let first = try whyPage(of: id, in: Self.thread + more).text.split(separator: "\n").first
      #expect(first?.contains(words) == true, "\(first ?? "")")
    }
    for id in ["close", "safe", "safe#yes"] {
      let page = try whyPage(of: id, in: Self.thread + more).text
      #expect(!page.contains("same as") && !page.contains("contrary"))
    }
  }

  @Test func `an answer that a question has not is none`() throws {
    let crux = "\n\n**Crux** `safe` of `close`: Is it safe?\n\n- **Yes**: It is.\n- **No**: No.\n"
    let folder = try corpus(Self.thread + crux)
    for command in ["why", "show", "map"] {
      let printed = try Transcript.run("crux \(command) safe#maybe", in: folder.path)
      #expect(printed.contains("there is no statement 'safe#maybe'"), "\(printed)")
    }
    let map = try Transcript.run("crux map safe#yes", in: folder.path)
    #expect(try map == Transcript.run("crux map safe", in: folder.path))
  }

  @Test func `a person is told apart from a statement`() throws {
    let folder = try corpus()
    for command in ["why Ana", "map Ana"] {
      #expect(try Transcript.run("crux \(command)", in: folder.path).contains("'Ana' is a person"))
    }
  }

  @Test func `an unknown id suggests the nearest`() throws {
    let folder = try corpus()
    let debate = try debate(in: folder)
    #expect(throws: Failure.unknownID("clos", nearest: "close")) { try debate.claim(named: "clos") }
    #expect(throws: Failure.unknownPerson("Anna", nearest: "Ana")) {
      try debate.person(named: "Anna")
    }
  }

  @Test func `two people part over what one of them denies`() throws {
    let folder = try corpus()
    let debate = try debate(in: folder)
    let meeting = debate.reasoner.meeting(of: "Ana", "Ben")
    #expect(meeting.parted == ["close"])
    #expect(meeting.agreed == [])
    #expect(meeting.neverMet == ["inspected", "unsafe"])
  }

  @Test func `statements are found by their standing`() throws {
    let folder = try corpus()
    let debate = try debate(in: folder)
    let found = try statementsByStanding(in: debate.store)
    #expect(found[.answered]?.contains("inspected") == true)
    #expect(found[.unanswered]?.contains("unsafe") == true)
  }

  // MARK: Helpers

  private func corpus(_ thread: String = DecidingTests.thread) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("title: Bridges\n", to: "crux.yml")
    try folder.write(thread, to: "bridge.md")
    return folder
  }

  private func debate(in folder: TemporaryFolder) throws -> CorpusDebate {
    try CorpusDebate(ReadingOptions.parse(["-C", folder.path]))
  }

  private func whyPage(of id: String, in thread: String = DecidingTests.thread) throws -> Page {
    let folder = try corpus(thread)
    var debate = try debate(in: folder)
    let asked = try debate.claim(named: id)
    let explanation = debate.reasoner.explanation(ofThesis: asked.index, debate.standing)
    var page = Page(terminal: Terminal(descriptor: -1))
    WhyPage(
      explanation: explanation, asked: asked, debate: debate, person: nil, showsNumbers: false
    ).write(to: &page)
    return page
  }
}
