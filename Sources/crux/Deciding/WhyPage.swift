import CruxModel
import Reasoning

/// What decides a statement, as people read it.
struct WhyPage {
  let explanation: ThesisExplanation
  let asked: CorpusDebate.AskedClaim
  let debate: CorpusDebate
  let person: PersonID?
  let showsNumbers: Bool

  func write(to page: inout Page) {
    if let reading = howItIsRead { page.paragraph([.init(reading, .faint)]) }
    writeThreeLines(to: &page)
    guard !explanation.refusals.contains(.nothingBearsOnIt) else { return }
    if let opinion = explanation.secondOpinion { paragraph(opinion, to: &page) }
    writeReasons(to: &page)
    writeCruxes(to: &page)
    writeFlips(to: &page)
    writePeople(to: &page)
    writeRefusals(to: &page)
    page.blankLine()
    page.paragraph([.init(mapNote, .faint)])
  }

  /// Said where the claim that decides is not the statement asked about.
  private var howItIsRead: String? {
    if asked.isNegated {
      return "This is about '\(explanation.thesis)', of which '\(asked.id)' is the contrary."
    }
    // The words of a question are its answer yes.
    if asked.id == explanation.thesis || asked.id.pole?.crux == explanation.thesis { return nil }
    return "'\(asked.id)' says the same as '\(explanation.thesis)', so both count as one."
  }

  // MARK: The first three lines

  private func writeThreeLines(to page: inout Page) {
    paragraph(explanation.standingSentence, to: &page)
    let bearsNothing = explanation.refusals.contains(.nothingBearsOnIt)
    paragraph(
      explanation.headlineSentence,
      bearsNothing ? "" : numbers(explanation.headline.strength), to: &page)
    if bearsNothing { return }
    let cruxes = explanation.cruxes.filter(\.isShown)
    let ids = cruxes.prefix(5).map { Sentence("\($0.claim)") }
    if cruxes.isEmpty {
      page.paragraph([.init("No open claim decides it on its own.")])
    } else {
      let more = cruxes.count > 5 ? ", and \(cruxes.count - 5) more" : ""
      paragraph("It hangs on \(ids.joined())\(more).", to: &page)
    }
    if let person {
      page.paragraph([.init("Asked with the views of \(person.rawValue) taken as given.", .faint)])
    }
  }

  // MARK: Sections

  private func writeReasons(to page: inout Page) {
    heading("Reasons", to: &page)
    for reason in explanation.reasons {
      paragraph(reason.sentence(shortOf: explanation.thesis), to: &page, indent: 2)
    }
  }

  private func writeCruxes(to page: inout Page) {
    let shown = explanation.cruxes.filter(\.isShown)
    if shown.isEmpty, explanation.loadBearing.isEmpty { return }
    heading("What it hangs on", to: &page)
    for crux in shown {
      let folded = explanation.cruxes.filter { $0.comesDownTo == crux.claim }.map(\.claim)
      page.line([.init(crux.claim.rawValue, .bold)], indent: 2)
      let values = numbers(crux.ifTrue, crux.ifFalse)
      paragraph(crux.sentence(folded: folded), values, to: &page, indent: 4)
    }
    if let sentence = explanation.loadBearingSentence { paragraph(sentence, to: &page, indent: 2) }
  }

  private func writeFlips(to page: inout Page) {
    heading("What would change it", to: &page)
    for sentence in explanation.flips.sentences(before: explanation.headline.verdict) {
      paragraph(sentence, to: &page, indent: 2)
    }
    if let sentence = explanation.flips.settlingSentence {
      paragraph(sentence, to: &page, indent: 2)
    }
  }

  private func writePeople(to page: inout Page) {
    let sentences =
      explanation.positions.compactMap { $0.sentence(on: explanation.thesis) }
      + (explanation.camps?.sentences() ?? [])
    if sentences.isEmpty { return }
    heading("People", to: &page)
    for sentence in sentences { paragraph(sentence, to: &page, indent: 2) }
  }

  private func writeRefusals(to page: inout Page) {
    let sentences = explanation.refusalSentences
    if sentences.isEmpty { return }
    heading("Not computed", to: &page)
    for sentence in sentences { paragraph(sentence, to: &page, indent: 2) }
  }

  private var mapNote: String {
    let count = explanation.cruxes.count
    return
      "Computed from the map as annotated, with \(count) \(count == 1 ? "claim" : "claims") behind this one; another drawing of the same debate can give another answer. What was recorded for and against it: 'crux search --for \(explanation.thesis)' and '--against \(explanation.thesis)'."
  }

  // MARK: Parts

  private func heading(_ text: String, to page: inout Page) {
    page.blankLine()
    page.line([.init(text, .bold)])
  }

  private func paragraph(
    _ sentence: Sentence, _ suffix: String = "", to page: inout Page, indent: Int = 0
  ) {
    page.paragraph([.init(debate.text(sentence) + suffix)], indent: indent, hanging: 2)
  }

  /// ` (.63)` where numbers are wanted.
  private func numbers(_ strengths: Strength...) -> String {
    guard showsNumbers else { return "" }
    return " (" + strengths.map(twoDigits).joined(separator: " / ") + ")"
  }
}

/// A strength with two digits, `0.63`, or both ends of an open one.
func twoDigits(_ strength: Strength) -> String {
  strength.isSettled
    ? twoDigits(strength.middle) : "\(twoDigits(strength.low))–\(twoDigits(strength.high))"
}

/// A number with two digits, `0.63`.
func twoDigits(_ number: Double) -> String {
  let hundredths = Int((abs(number) * 100).rounded())
  let rest = hundredths % 100
  return (number < 0 && hundredths > 0 ? "-" : "") + "\(hundredths / 100)."
    + (rest < 10 ? "0" : "") + "\(rest)"
}
