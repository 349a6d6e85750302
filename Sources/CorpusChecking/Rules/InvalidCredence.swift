import CruxModel

/// A parenthesis with a number that is no credence.
///
/// The header counts as if it said nothing.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early` (120%): It can end early.
/// ```
///
/// Write a percentage from 0 to 100, `(80%)` or `(~70 %)`, or one of the words, `(likely)`. A range or a
/// bare decimal is none.
package enum InvalidCredence: NoticeRule {
  package static let name = "invalid-credence"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .invalidCredence(let text):
      "\(quoted(text)) is no credence; write a percentage such as '(80%)' or a word such as '(likely)'"
    default: nil
    }
  }
}
