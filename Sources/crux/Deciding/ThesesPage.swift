import CruxModel
import Reasoning

/// The theses of a corpus, those on which most hangs first.
struct ThesesPage {
  let debate: CorpusDebate
  let explanations: [ThesisExplanation]

  init(_ debate: CorpusDebate) {
    var debate = debate
    var explanations: [ThesisExplanation] = []
    for thesis in debate.recorded.theses {
      explanations.append(debate.reasoner.explanation(ofThesis: thesis, debate.standing))
    }
    self.debate = debate
    self.explanations = explanations.sorted { $0.rank < $1.rank }
  }

  func write(to page: inout Page) {
    if explanations.isEmpty {
      return page.paragraph([.init("No statement has a recorded reason for or against it.")])
    }
    for explanation in explanations {
      page.line([.init(explanation.thesis.rawValue, .bold)])
      page.paragraph(
        [.init(debate.text(explanation.headlineSentence))], indent: 2, hanging: 2)
      page.paragraph([.init(debate.text(explanation.standingSentence))], indent: 2, hanging: 2)
    }
    page.blankLine()
    page.paragraph([.init(mapNote, .faint)])
  }

  private var mapNote: String {
    "Computed from the map as annotated. 'crux why ID' gives the reasons of each."
  }

  var listing: Listing {
    Listing(
      "theses",
      explanations.map { explanation in
        let shown = explanation.cruxes.filter(\.isShown)
        return Record([
          ("id", .text(explanation.thesis.rawValue)),
          ("text", .text(debate.words(of: explanation.thesis))),
          ("standing", .text(explanation.standing.rawValue)),
          ("verdict", .text(explanation.headline.verdict.rawValue)),
          ("strength", .text(explanation.headline.strength.word)),
          ("isRobust", .flag(explanation.isRobust)),
          ("cruxes", .texts(shown.map(\.claim.rawValue))),
        ])
      },
      fieldNames: ["id", "text", "standing", "verdict", "strength", "isRobust", "cruxes"])
  }
}

extension ThesisExplanation {
  /// By what hangs on the most decisive crux, then by id.
  fileprivate var rank: (Double, StatementID) {
    (-(cruxes.first { $0.isShown }?.score ?? 0), thesis)
  }
}
