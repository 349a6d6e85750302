import CruxModel

/// A crux with an answer that nobody spoke for, while somebody spoke for another.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Crux** `gate`: Do unsolved problems hold up deployment?
///
/// **Agree** `gate#no`: They are deployed with problems unsolved.
/// ```
///
/// If there is something to be said for it, say it, even if you do not hold it yourself.
package enum OneSidedCrux: CorpusRule {
  package static let name = "one-sided-crux"
  package static let severity = Severity.question

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    let sides = CruxSides(corpus)
    var findings: [Finding] = []
    corpus.forEachStatement { crux, place in
      guard crux.kind == .crux else { return }
      let answers = sides.answers(of: crux)
      let open = answers.filter { !$0.isBacked }
      guard !open.isEmpty, open.count < answers.count else { return }
      findings.append(
        finding(
          "what can be said for \(quotedList(open.map(\.id.rawValue)))? nothing is recorded there",
          in: corpus.threads[place.thread], at: crux.place))
    }
    return findings
  }
}
