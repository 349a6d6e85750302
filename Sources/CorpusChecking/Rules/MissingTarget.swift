import CruxModel

/// A header that needs a target and has none.
///
/// A reason, objection or stance has to say what it is about; this one is kept, but linked to nothing.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// **Rebuttal** `not-early`: It cannot.
/// ```
///
/// Nest it under the statement, or name the target: `to`, `for` or `against` with an id in a code span.
/// Right below a quote that holds one statement the target is that statement.
package enum MissingTarget: NoticeRule {
  package static let name = "missing-target"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .needsTarget(let label):
      label.isStance
        ? "\(quoted(label.rawValue)) with what? name the statement in a code span, or nest it under one"
        : "this \(quoted(label.rawValue)) has no target; nest it under a statement, or write "
          + "\(label == .onlyIf || label == .because || label == .and ? "'for'" : "'to'") and an id"
    default: nil
    }
  }
}
