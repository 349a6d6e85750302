import CruxModel
import Reasoning

extension Listing {
  /// What decides a statement, as JSON and fields: an item for each claim behind it.
  init(
    _ explanation: ThesisExplanation, asked: CorpusDebate.AskedClaim, in debate: CorpusDebate
  ) {
    let flips = explanation.flips
    self.init(
      "why", explanation.cruxes.map { Record($0, in: debate) },
      facts: [
        ("asked", .text(asked.id.rawValue)), ("isContrary", .flag(asked.isNegated)),
        ("thesis", .text(explanation.thesis.rawValue)),
        ("text", .text(debate.words(of: explanation.thesis))),
        ("standing", .text(explanation.standing.rawValue)),
        ("verdict", .text(explanation.headline.verdict.rawValue)),
        ("strength", .text(explanation.headline.strength.word)),
        ("low", .real(explanation.headline.strength.low)),
        ("high", .real(explanation.headline.strength.high)),
        ("isRobust", .flag(explanation.isRobust)),
        ("pointsFor", .number(explanation.pointsFor)),
        ("pointsAgainst", .number(explanation.pointsAgainst)),
        ("readings", .parts(explanation.readings.map { Part($0) })),
        ("flipSets", .parts(flips.flips.map { Part([("claims", .texts($0.map(\.rawValue)))]) })),
        (
          "overturnSets",
          .parts(flips.overturns.map { Part([("claims", .texts($0.map(\.rawValue)))]) })
        ),
        ("positions", .parts(explanation.positions.map { Part($0) })),
        ("sentences", .texts(explanation.allSentences.map { debate.text($0) })),
      ],
      fieldNames: Listing.cruxFields)
  }

  fileprivate static let cruxFields = [
    "id", "text", "level", "score", "leverage", "openness", "verdictIfTrue", "verdictIfFalse",
    "comesDownTo", "held", "denied", "undecided",
  ]
}

extension Record {
  fileprivate init(_ crux: CruxScore, in debate: CorpusDebate) {
    self.init([
      ("id", .text(crux.claim.rawValue)), ("text", .text(debate.words(of: crux.claim))),
      ("level", .text(crux.level.name)), ("score", .real(crux.score)),
      ("leverage", .real(crux.leverage)), ("openness", .real(crux.openness)),
      ("verdictIfTrue", .text(crux.verdictIfTrue.rawValue)),
      ("verdictIfFalse", .text(crux.verdictIfFalse.rawValue)),
      ("comesDownTo", .text(crux.comesDownTo?.rawValue)),
      ("held", .texts(crux.opinions.held.map(\.rawValue))),
      ("denied", .texts(crux.opinions.denied.map(\.rawValue))),
      ("undecided", .texts(crux.opinions.undecided.map(\.rawValue))),
    ])
  }
}

extension Part {
  fileprivate init(_ reading: ThesisExplanation.Reading) {
    self.init([
      ("semantics", .text(reading.semantics.rawValue)),
      ("verdict", .text(reading.verdict.rawValue)), ("low", .real(reading.strength.low)),
      ("high", .real(reading.strength.high)),
    ])
  }

  fileprivate init(_ position: Position) {
    self.init([
      ("person", .text(position.person.rawValue)),
      ("implied", .text(position.impliedVerdict?.rawValue)),
      ("declared", .text(position.declaredVerdict?.rawValue)),
      ("refused", .text(position.refusal?.words)),
    ])
  }
}

extension CruxScore.Level {
  /// As in JSON.
  var name: String {
    switch self {
    case .none: "none"
    case .tips: "tips"
    case .decides: "decides"
    }
  }
}
