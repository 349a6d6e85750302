import CruxModel

/// Reasons that in the end rest on themselves.
///
/// Statements that support each other in a circle would hold each other up without any ground, so the
/// links of the circle are left out when anything is computed.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early` for `safe`: It can end early.
///
/// **Claim** `safe` for `early`: It is safe.
/// ```
///
/// Take out the step that is no reason, or give the circle's strongest statement to one side.
package enum CircularSupport: CorpusRule {
  package static let name = "circular-support"
  package static let severity = Severity.warning

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    let graph = SupportGraph(corpus)
    return graph.circles().compactMap { circle in
      guard let first = circle.first else { return nil }
      let link = corpus.links[first.link]
      let names = circle.map { $0.premise.statement.rawValue }
      return finding(
        "these rest on each other: \(quotedList(names)); take out the step that is no reason",
        in: corpus.threads[link.thread], at: corpus.link(link).place,
        related: circle.dropFirst().prefix(10).map { step in
          let link = corpus.links[step.link]
          return Finding.Related(
            path: corpus.threads[link.thread].path, place: corpus.link(link).place,
            message: "\(quoted(step.premise.statement)) is a reason here")
        })
    }
  }
}
