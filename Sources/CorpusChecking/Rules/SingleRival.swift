import CruxModel

/// A crux with only one answer, which is neither yes nor no.
///
/// One rival alone is no question.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Crux** `which`: Which problems first?
///
/// - **Legible**: Those we see.
/// ```
///
/// Add the other answers, or call the one `Yes` or `No`.
package enum SingleRival: NoticeRule {
  package static let name = "single-rival"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .singleRival(let name, let crux):
      "\(quoted(name)) is the only answer of the crux \(quoted(crux)); add another, "
        + "or call it 'Yes' or 'No'"
    default: nil
    }
  }
}
