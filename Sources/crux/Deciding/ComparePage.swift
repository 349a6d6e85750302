import CruxModel
import Reasoning

/// Two people side by side, as people read it.
struct ComparePage {
  let people: (PersonID, PersonID)
  /// One for each thesis, most telling first.
  let chains: [DrillDown]
  let meeting: Meeting
  let debate: CorpusDebate

  func write(to page: inout Page) {
    if chains.isEmpty {
      page.paragraph([
        .init(
          "No thesis is recorded on which the reasons of \(people.0) and \(people.1) lead to different views."
        )
      ])
    }
    for (index, chain) in chains.enumerated() {
      if index > 0 { page.blankLine() }
      write(chain, to: &page)
    }
    write(meeting.agreed, "They agree on", to: &page)
    write(meeting.parted, "They part on", to: &page)
    page.blankLine()
    page.paragraph([.init(neverMet)])
    page.paragraph([
      .init(
        "Computed from the map as annotated; another drawing of the same debate can give another answer.",
        .faint)
    ])
  }

  private func write(_ chain: DrillDown, to page: inout Page) {
    for (index, sentence) in chain.sentences.enumerated() {
      page.paragraph(
        [.init(debate.text(sentence))], indent: index == 0 ? 0 : 2, hanging: 2)
    }
    guard let report = chain.reports.first else { return }
    for crux in report.cruxes.dropFirst() {
      page.paragraph([.init(debate.text(report.sentence(crux)))], indent: 2, hanging: 2)
    }
    for position in [report.first, report.second] {
      guard let sentence = position.refusalSentence(on: report.thesis) else { continue }
      page.paragraph([.init(debate.text(sentence))], indent: 2, hanging: 2)
    }
  }

  private func write(_ claims: [StatementID], _ title: String, to page: inout Page) {
    if claims.isEmpty { return }
    page.blankLine()
    page.line([.init("\(title) \(count(claims.count, "claim"))", .bold)])
    for claim in claims {
      page.paragraph(
        [.init(claim.rawValue, .bold), .init(" \(debate.words(of: claim))")], indent: 2, hanging: 2)
    }
  }

  private var neverMet: String {
    meeting.neverMet.isEmpty
      ? "They have views of the same claims."
      : "On \(count(meeting.neverMet.count, "claim")) only one of them has a recorded view."
  }

  var listing: Listing {
    Listing(
      "compare", chains.map { Record($0, in: debate) },
      facts: [
        ("people", .texts([people.0.rawValue, people.1.rawValue])),
        ("agreed", .texts(meeting.agreed.map(\.rawValue))),
        ("parted", .texts(meeting.parted.map(\.rawValue))),
        ("neverMet", .texts(meeting.neverMet.map(\.rawValue))),
      ],
      fieldNames: ["id", "text", "outcome", "cruxes", "chain", "sentences"])
  }
}

extension Record {
  fileprivate init(_ chain: DrillDown, in debate: CorpusDebate) {
    let report = chain.reports[0]
    self.init([
      ("id", .text(report.thesis.rawValue)), ("text", .text(debate.words(of: report.thesis))),
      ("outcome", .text(report.outcome.name)),
      ("cruxes", .parts(report.cruxes.map { Part($0) })),
      ("chain", .texts(chain.reports.map(\.thesis.rawValue))),
      ("sentences", .texts(chain.sentences.map { debate.text($0) })),
    ])
  }
}

extension Part {
  fileprivate init(_ crux: PairCrux) {
    self.init([
      ("id", .text(crux.claim.rawValue)), ("kind", .text(crux.kind.name)),
      ("score", .real(crux.score)), ("gapClosed", .real(crux.gapClosed)),
      ("movesFirst", .flag(crux.movesFirst)), ("movesSecond", .flag(crux.movesSecond)),
    ])
  }
}

extension PairReport.Outcome {
  /// As in JSON.
  fileprivate var name: String {
    switch self {
    case .unexplained: "unexplained"
    case .noDisagreement: "no disagreement"
    case .cruxes(let cruxes): cruxes.first?.kind.name ?? "nothing shared"
    }
  }
}
