import CruxModel

/// A statement header inside a heading or an indented code block, or above the first byline.
///
/// Markdown shows it as a title or as code, and it is no statement. A paragraph becomes a heading when
/// a line of `---` or `===` follows it without a blank line. What stands above the first byline is
/// nobody's, so it states nothing either.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
/// ---
/// ```
///
/// Put a blank line before the line, or take the indentation away; say who speaks with a byline such as
/// `## @Ada · 2025-11-04`.
package enum MisplacedHeader: NoticeRule {
  package static let name = "misplaced-header"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .misplacedHeader(let label):
      "a \(quoted(label.rawValue)) inside a heading or code is no statement; "
        + "set it apart with a blank line and no indentation"
    case .headerBeforePosts(let label):
      "this \(quoted(label.rawValue)) is nobody's, as no byline stands above it; "
        + "put one such as '## @Ada · 2025-11-04' before it"
    default: nil
    }
  }
}
