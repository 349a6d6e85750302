import CruxModel
import Testing

@testable import Reasoning

struct ExplanationTests {
  @Test(.enabled(if: SharedCases.arePresent))
  func `the words are those of the specification`() throws {
    for fields in try SharedCases.cases(in: "crux_cases.json") {
      let texts = Dictionary(
        uniqueKeysWithValues: fields.list("claims").map { ($0.id, $0.string("text") ?? $0.id) })
      let map = MapSketch(fields).map()
      var reasoner = try Reasoner(map)
      let thesis = map.index(of: StatementID(fields.string("thesis") ?? ""))
      let explanation = reasoner.explanation(ofThesis: thesis, reasoner.standing())
      var sentences = [explanation.headlineSentence.withoutPrefix] + explanation.cruxSentences
      for pair in pairs(fields) {
        let drill = reasoner.drillDown(pair[0], pair[1], fromThesis: thesis)
        sentences += drill.sentences.enumerated().map { $0 == 0 ? $1 : "  \($1)" }
      }
      let lines = sentences.map { $0.text(statement: { texts[$0.rawValue] ?? $0.rawValue }) }
      #expect(lines == fields.strings("explanation_df_quad"), "\(fields.id)")
    }
  }

  private func pairs(_ fields: Fields) -> [[PersonID]] {
    (fields.fields("expected")?.fields("df-quad")?.list("pairs") ?? []).map {
      $0.strings("people").map { PersonID($0) }
    }
  }

  @Test func `the worked thread depends on how points are weighed`() throws {
    let explanation = try explain("s supports T\no attacks T\nk attacks o")
    #expect(
      explanation.secondOpinion?.plain
        == "This depends on how points are weighed: it stands by adding up, is left open by "
        + "energy and stands by strongest point only.")
    #expect(!explanation.isRobust)
  }

  @Test func `a thesis that hangs on the default says so`() throws {
    // p is .125, .25 or .25 and T above its margin; with defaults .65 p is .08 and T .54.
    let explanation = try explain("p supports T\na attacks p\nb attacks p")
    #expect(
      explanation.secondOpinion?.plain
        == "This depends on how much an unargued claim counts: it stands if such a claim counts "
        + "less and is left open if such a claim counts more.")
    #expect(
      try explain("s supports T").secondOpinion?.plain
        == "It stands however the points are weighed.")
  }

  @Test func `what nobody holds is said to be so before anything else`() throws {
    let explanation = try explain("s supports T")
    #expect(
      explanation.headlineSentence.plain
        == "As the recorded arguments go (no one's view is recorded): \"T\" stands [####.] strong, "
        + "on 1 point for and 0 against.")
  }

  @Test func `an unanswered objection is named`() throws {
    let explanation = try explain("s supports T\no attacks T\nc needs T\nx attacks c")
    #expect(
      explanation.standingSentence.plain
        == "An objection is unanswered: \"o\". It needs \"c\", which does not stand.")
    let many = try explain((1...8).map { "o\($0) attacks T" }.joined(separator: "\n"))
    #expect(
      many.standingSentence.plain
        == "Objections are unanswered: \"o1\", \"o2\", \"o3\", \"o4\", \"o5\" and 3 more.")
    #expect(try explain("s supports T").standingSentence.plain == "No objection is recorded.")
  }

  @Test func `what goes in a circle is named as left out`() throws {
    let explanation = try explain("a supports b\nb supports a\na supports T")
    #expect(
      explanation.refusalSentences.map(\.plain) == [
        "Left out, because it goes in a circle: \"a\" supports \"b\" and \"b\" supports \"a\"."
      ])
  }

  @Test func `a view that the reasons do not lead to asks for the missing reason`() throws {
    let explanation = try explain(
      "s supports T\no attacks T", stances: ["Ana": ["T": 0.9, "s": 0.2, "o": 0.8]])
    #expect(
      explanation.refusalSentences.map(\.plain) == [
        "Ana declares that \"T\" stands, but by the recorded reasons it falls: which reason is "
          + "missing?"
      ])
  }

  @Test func `sets are said with what they do and how far the search went`() throws {
    let explanation = try explain("s1 supports T\ns2 supports T", bases: ["s1": 1, "s2": 1])
    #expect(
      explanation.flips.sentences(before: .stands).map(\.plain) == [
        "Rejecting \"s1\" and \"s2\" together would leave it open; neither alone does.",
        "Every set of up to 3 claims was tried.",
      ])
    let settled = try explain("o attacks T\np attacks T", bases: ["o": 1, "p": 1, "T": 0.1])
    #expect(
      settled.flips.sentences(before: .falls).map(\.plain) == [
        "No rejection of any number of these claims changes it."
      ])
  }

  @Test(arguments: [
    (0.0, "[.....]", "very weak"), (0.15, "[#....]", "weak"), (0.375, "[##...]", "leaning against"),
    (0.5, "[###..]", "in balance"), (0.625, "[###..]", "leaning for"), (0.65, "[###..]", "strong"),
    (0.85, "[####.]", "very strong"), (1, "[#####]", "very strong"),
  ])
  func `strengths in words and cells`(value: Double, bar: String, word: String) {
    #expect(Strength(value).bar == bar)
    #expect(Strength(value).word == word)
  }

  // MARK: Helpers

  private func explain(
    _ text: String, bases: [String: Double] = [:], stances: [String: [String: Double]] = [:]
  ) throws -> ThesisExplanation {
    var sketch = MapSketch(text, bases: bases)
    sketch.stances = stances
    let map = sketch.map()
    var reasoner = try Reasoner(map)
    return reasoner.explanation(ofThesis: map.index(of: "T"), reasoner.standing())
  }
}

extension Sentence {
  fileprivate var plain: String { text(statement: \.rawValue) }

  /// The case files' texts have no such prefix.
  fileprivate var withoutPrefix: Sentence {
    let prefix = Piece.words("As the recorded arguments go (no one's view is recorded): ")
    return pieces.first == prefix ? Sentence(Array(pieces.dropFirst())) : self
  }
}
