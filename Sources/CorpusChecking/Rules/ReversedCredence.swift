import CruxModel

/// A credence that says the contrary of its label.
///
/// `**Disagree** (unlikely)` would say that disagreeing is unlikely; most writers mean that the
/// statement is.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// ### @Bo · 2025-11-05
///
/// **Disagree** `early` (unlikely): It never does.
/// ```
///
/// With `Disagree` the credence says how surely one disagrees: write `(likely)`, or use the other label.
package enum ReversedCredence: NoticeRule {
  package static let name = "reversed-credence"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .reversedCredence(let words, let label):
      "\(quoted(words)) reverses \(quoted(label.rawValue)); say how surely you "
        + "\(label == .disagree ? "disagree" : "agree"), or use the other label"
    default: nil
    }
  }
}
