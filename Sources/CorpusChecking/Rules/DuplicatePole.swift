import CruxModel

/// Two answers of one crux with one name.
///
/// Both would have the same id.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Crux** `which`: Which problems first?
///
/// - **Legible**: Those we see.
/// - **Legible**: Those everybody sees.
/// ```
///
/// Rename one, or give it a code span of its own behind its name.
package enum DuplicatePole: NoticeRule {
  package static let name = "duplicate-pole"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .poleNameTaken(let name, let crux):
      "the crux \(quoted(crux)) has two answers called \(quoted(name)); rename one"
    default: nil
    }
  }
}
