import CruxModel

/// A statement header that Markdown counts to the quote or list item above it.
///
/// crux reads the header as a paragraph of its own, but every other Markdown program shows it as part of
/// the quote or item.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// > It can end early.
/// **Claim** `early`: It can end early.
/// ```
///
/// Put a blank line before it.
package enum MissingBlankLine: NoticeRule {
  package static let name = "missing-blank-line"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .missingBlankLine(let label):
      "Markdown shows this \(quoted(label.rawValue)) inside the quote or item above; "
        + "put a blank line before it"
    default: nil
    }
  }
}
