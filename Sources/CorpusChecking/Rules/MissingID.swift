import CruxModel

/// A statement without an id.
///
/// It has a temporary id that changes when statements are added above it: nothing can refer to it for
/// long, and it gets no page of its own.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// - **Because**: Oversight scales.
/// ```
///
/// Give it an id in a code span behind its label; `crux check --fix` writes a readable one.
package enum MissingID: NoticeRule {
  package static let name = "missing-id"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .missingID(let label, _):
      "this \(quoted(label.rawValue)) has no id; give it one, or let 'crux check --fix' do so"
    default: nil
    }
  }
}
