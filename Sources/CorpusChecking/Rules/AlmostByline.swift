import CruxModel

/// A heading that begins like a byline but cannot be read as one.
///
/// It is an ordinary heading, so the words below it count as those of the post above.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// First.
///
/// ## @Bo · yesterday
///
/// Second.
/// ```
///
/// A byline is `## @Name` with parts set apart by ` · `: a date such as `2025-11-04`, `#anchor`,
/// `re #anchor`, each once at most. Where no byline is meant, put a backslash before the `@`.
package enum AlmostByline: NoticeRule {
  package static let name = "almost-byline"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .almostByline(let part):
      "this heading is nearly a byline, but \(quoted(part)) does not fit: level 2 or deeper, '@Name', then "
        + "a date, '#anchor' and 're #anchor', each once at most and behind ' · '; "
        + "correct it, or write '\\@'"
    default: nil
    }
  }
}
