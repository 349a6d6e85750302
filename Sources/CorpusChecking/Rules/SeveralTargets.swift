import CruxModel

/// A header below a quote that holds several statements.
///
/// Which of them is meant cannot be told, so it is linked to none.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// [It can end early](claim:early), and [that is good](claim:good).
///
/// ### @Bo · 2025-11-05
///
/// > It can end early, and that is good.
///
/// **Rebuttal** `not-early`: It cannot.
/// ```
///
/// Name the target, or quote only the words that are meant.
package enum SeveralTargets: NoticeRule {
  package static let name = "several-targets"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .severalTargets(let ids):
      "the quote above holds \(quotedList(ids.map(\.rawValue))); name the one that is meant"
    default: nil
    }
  }
}
