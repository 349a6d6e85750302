import CruxModel
import Testing
import ThreadParsing

@testable import Suggesting

/// What is proposed for small threads.
struct SuggestionTests {
  private func thread(_ text: String) -> DiscussionThread {
    parseThread(Array(text.utf8), path: "t.md")
  }

  private func suggestions(
    _ text: String, ownCues: [CorpusSettings.Cue] = []
  ) -> [Suggestion] {
    Suggesting.suggestions(for: thread(text), ownCues: ownCues)
  }

  private static let debate = """
    ---
    title: Should the library open on Sundays?
    ---

    ## @Ada · 2026-01-05

    I think the library should open on Sundays. My sister was there for two years.

    ### @Bo · 2026-01-06

    > the library should open on Sundays

    I don't think that's true. You're right that many people work.

    It all comes down to whether people would come.

    #### @Ada · 2026-01-07

    Thanks!

    """

  // MARK: Sentences

  @Test(arguments: [
    ("One. Two! Three?", ["One.", "Two!", "Three?"]),
    ("He said \"No.\" Then he left.", ["He said \"No.\"", "Then he left."]),
    ("See e.g. Mr. Smith. Yes.", ["See e.g. Mr. Smith.", "Yes."]),
    (
      "Version 2.0 works... sometimes. Well…” So",
      ["Version 2.0 works... sometimes.", "Well…”", "So"]
    ),
    ("It was I. Then J. Doe came.", ["It was I.", "Then J. Doe came."]),
    ("First\nSecond", ["First", "Second"]), ("  ", []), ("...", ["..."]),
  ])
  func `text is parted where sentences end`(text: String, expected: [String]) {
    let bytes = Array(text.utf8)
    let found = sentenceRanges(of: bytes[...]).map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(found == expected)
  }

  @Test func `quotes, headings, code and what is annotated are left out`() {
    let found = suggestions(
      """
      ## @Ada · 2026-01-01

      > Quoted words. More of them.

      Own words. [A mark](claim:m) is here. Free again.

      # A heading

      **Claim** `c`: Annotated. Still annotated.

      **Disagree** `c`: That is much too simple.

          code. And code.

      - An item. Its end.
      """)
    #expect(
      found.map(\.sentence.text) == ["Own words.", "Free again.", "An item.", "Its end."])
  }

  @Test func `each sentence knows its bytes and its place`() {
    let source = """
      ## @Ada · 2026-01-01

      Käse *is good*. It **is
      very** good &amp; cheap! A [link](x) here. *One. Two.*
      """
    let found = suggestions(source)
    let bytes = Array(source.utf8)
    #expect(
      found.map { String(decoding: bytes[$0.sentence.source], as: UTF8.self) } == [
        "Käse *is good*.", "It **is\nvery** good &amp; cheap!", "A [link](x) here.", "One.", "Two.",
      ])
    #expect(found.map { "\($0.sentence.place)" } == ["3:1", "3:18", "4:26", "4:45", "4:50"])
    #expect(found.map(\.sentence.isMarkable) == [true, true, false, true, true])
  }

  @Test func `the introduction and annotators have no sentences`() {
    let found = suggestions(
      """
      ---
      people: {Ed: {role: annotator}}
      ---

      Before anybody speaks.

      ## @Ada · 2026-01-01

      Mine.

      ### @Ed · 2026-01-02

      A note.
      """)
    #expect(found.map(\.sentence.text) == ["Mine."])
  }

  // MARK: Cues

  @Test(
    arguments: [
      ("i/we * think", "i really do think so", 0..<4), ("i/we * think", "i a b c d think", nil),
      ("^but", "but no", 0..<1), ("^but", "all but no", nil), ("-n't", "it isn't so", 1..<2),
      ("conflat- two", "he conflates two", 1..<3), ("a * b", "a b", 0..<2), ("a b", "a", nil),
    ] as [(String, String, Range<Int>?)])
  func `a phrase is found in words`(notation: String, words: String, expected: Range<Int>?) throws {
    let phrase = try #require(CuePhrase(notation))
    #expect(phrase.firstMatch(in: words.split(separator: " ").map(String.init)) == expected)
  }

  @Test func `every phrase of the lexicon is read`() {
    for cue in Cue.lexicon + [.crux] {
      #expect(!cue.phrases.isEmpty)
      #expect(cue.parsed.count == cue.phrases.count, "\(cue.name)")
    }
  }

  @Test func `cues have names of their own`() {
    let names = (Cue.lexicon + [.crux]).map(\.name) + PlaceCue.allCases.map(\.rawValue)
    #expect(Set(names).count == names.count)
  }

  @Test func `the words that are the cue are told`() throws {
    let found = try #require(suggestions(Self.debate).first)
    let opinion = try #require(found.cues.first { $0.name == "opinion" })
    #expect(opinion.words == "i think")
    #expect(found.cues.contains { $0.name == "restates-title" && $0.words == nil })
    #expect(found.score == found.cues.reduce(0) { $0 + $1.weight })
  }

  // MARK: Labels and targets

  @Test func `what is proposed depends on who speaks to whom`() {
    let found = suggestions(Self.debate)
    #expect(found.map(\.label) == [.claim, .claim, .rebuttal, .granted, .crux, .claim])
    #expect(
      found.filter { $0.confidence > .low }.map(\.sentence.text) == [
        "I think the library should open on Sundays.", "I don't think that's true.",
        "It all comes down to whether people would come.",
      ])
    #expect(found.map(\.target) == [nil, nil, .quote(0), nil, nil, nil])
  }

  @Test func `an answer to the opening post is about its title where it speaks in general`() {
    let found = suggestions(
      """
      ---
      title: The library should open on Sundays
      ---

      ## @Ada · 2026-01-05

      It should.

      ### @Bo · 2026-01-06

      That is wrong. There is a hall. It is warm. Sundays at the library are dull.
      """)
    #expect(found.map(\.target) == [nil, .title, nil, nil, .title])
  }

  @Test(arguments: [
    (CorpusSettings.Cue.Kind.claim, Label.claim, Suggestion.Confidence.medium),
    (.rebuttal, .rebuttal, .medium), (.crux, .crux, .medium), (.none, .claim, .low),
  ])
  func `a phrase of crux.yml is a cue of its own`(
    kind: CorpusSettings.Cue.Kind, label: Label, confidence: Suggestion.Confidence
  ) throws {
    let text = "## @Ada · 2026-01-01\n\nA bell rang. The Upshot, is bells.\n"
    let cue = CorpusSettings.Cue(words: "the upshot is", kind: kind)
    let found = try #require(suggestions(text, ownCues: [cue]).last)
    #expect(found.label == label)
    #expect(found.confidence == confidence)
    #expect(found.cues.contains { $0.words == "the upshot is" })
  }

  // MARK: Anything

  @Test func `no bytes make it trap, and the same bytes give the same`() {
    var state: UInt64 = 7
    let pieces = [
      "## @Ada\n", "### @Bo · re #1\n", "> ", "\n\n", "I think. ", "*a. b* ", "[x](y) ", "\\. ",
      "&lt;.",
      "[m](claim:m) ", "é…” ", "\u{0}", "- ", "`c. d` ", "But no! ", "<b>", "\r\n", "![i](j) ",
    ]
    for _ in 0..<100 {
      var text = "## @Ada · 2026-01-01 · #1\n\n"
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let thread = thread(text)
      let found = Suggesting.suggestions(for: thread)
      #expect(found.map(\.score) == Suggesting.suggestions(for: thread).map(\.score))
      for suggestion in found {
        #expect(suggestion.sentence.source.upperBound <= thread.body.source.count)
        #expect(!suggestion.sentence.text.isEmpty)
      }
    }
  }
}
