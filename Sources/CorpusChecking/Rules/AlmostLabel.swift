import CruxModel

/// A bold word one slip away from a label, where a statement header could stand.
///
/// It is read as prose, so the statement is not in the knowledge base.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// - **Rebutal** `not-early`: It cannot.
/// ```
///
/// Correct the word. Labels are spelt exactly: `Claim`, `Because`, `And`, `Only if`, `Granted`,
/// `Rebuttal`, `Undercut`, `Crux`, `Agree`, `Disagree`, `Unsure`.
package enum AlmostLabel: NoticeRule {
  package static let name = "almost-label"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .almostLabel(let written, let label):
      "\(quoted(written)) is no label; did you mean \(quoted(label.rawValue))?"
    default: nil
    }
  }
}
