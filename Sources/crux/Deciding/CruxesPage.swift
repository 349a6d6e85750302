import CruxModel
import Reasoning

/// The cruxes of a corpus, declared and computed, most decisive first.
struct CruxesPage {
  let debate: CorpusDebate
  let cruxes: [FoundCrux]

  init(_ debate: CorpusDebate) {
    var debate = debate
    cruxes = debate.reasoner.cruxes(of: debate.recorded)
    self.debate = debate
  }

  func write(to page: inout Page) {
    if cruxes.isEmpty { return page.paragraph([.init("No crux is declared, and none was found.")]) }
    for crux in cruxes {
      page.line([
        .init(crux.declared?.crux.rawValue ?? crux.score.claim.rawValue, .bold),
        .init(" of \(crux.thesis)"),
        .init(crux.origin, .faint),
      ])
      page.paragraph([.init(debate.text(crux.sentence))], indent: 2, hanging: 2)
    }
    page.blankLine()
    page.paragraph([
      .init(
        "Computed from the map as annotated; another drawing of the same debate can give another answer.",
        .faint)
    ])
  }

  var listing: Listing {
    Listing(
      "cruxes",
      cruxes.map { crux in
        Record([
          ("id", .text(crux.score.claim.rawValue)),
          ("text", .text(debate.words(of: crux.score.claim))),
          ("thesis", .text(crux.thesis.rawValue)),
          ("declaredBy", .texts(crux.declared?.recorders.map(\.rawValue) ?? [])),
          ("isDeclared", .flag(crux.declared != nil)),
          ("isBorneOut", .flag(!crux.isNotBorneOut)), ("level", .text(crux.score.level.name)),
          ("score", .real(crux.score.score)), ("leverage", .real(crux.score.leverage)),
          ("openness", .real(crux.score.openness)),
        ])
      },
      fieldNames: [
        "id", "text", "thesis", "declaredBy", "isDeclared", "isBorneOut", "level", "score",
        "leverage", "openness",
      ])
  }
}

extension FoundCrux {
  fileprivate var origin: String {
    guard let declared else { return " (computed)" }
    let people = declared.recorders.map(\.rawValue).joined(separator: ", ")
    return people.isEmpty ? " (declared)" : " (declared by \(people))"
  }

  fileprivate var sentence: Sentence {
    guard isNotBorneOut else { return score.sentence(folded: []) }
    return
      "\(score.claim) is declared a crux of \(thesis), but as the map is drawn the thesis \(score.verdictIfTrue.words) either way: does it hang on something else, or is a link missing?"
  }
}
