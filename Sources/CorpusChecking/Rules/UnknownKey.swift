import CruxModel

/// A key that means nothing to crux.
///
/// In the front matter of a thread unknown keys are kept and shown with the thread, and only a key one
/// slip away from a known one is reported; in `crux.yml` every unknown key is.
///
/// ```markdown
/// ---
/// titel: Can the critical period end early?
/// ---
///
/// ## @Ada · 2025-11-04
///
/// Text.
/// ```
///
/// Correct the spelling, or take the key out.
package enum UnknownKey: NoticeRule {
  package static let name = "unknown-key"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .unknownKey(let key, let nearest):
      "unknown key \(quoted(key)); "
        + suggestion(nearest, otherwise: "correct its spelling, or take it out")
    default: nil
    }
  }
}
