import CruxModel

/// A crux on which nobody took a side.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Crux** `gate`: Do unsolved problems hold up deployment?
/// ```
///
/// Say what you think: ``**Agree** `gate#no` (likely)``, or give a reason for an answer.
package enum UndecidedCrux: CorpusRule {
  package static let name = "undecided-crux"
  package static let severity = Severity.question

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    let sides = CruxSides(corpus)
    var findings: [Finding] = []
    corpus.forEachStatement { crux, place in
      guard crux.kind == .crux, !sides.answers(of: crux).contains(where: \.isBacked) else { return }
      findings.append(
        finding(
          "what does anybody think of the crux \(quoted(crux.id))? nobody took a side on it",
          in: corpus.threads[place.thread], at: crux.place))
    }
    return findings
  }
}
