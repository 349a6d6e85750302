import CruxModel

/// A paragraph with so many `[` that reading its links would take very long.
///
/// The paragraph is kept as plain text: it has no links, no emphasis, no references and no statements.
///
/// ```text
/// one paragraph with thousands of `[`
/// ```
///
/// Split it with blank lines. Blank lines alone part paragraphs here: code counts too.
package enum TooManyBrackets: NoticeRule {
  package static let name = "too-many-brackets"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .tooManyBrackets(let limit):
      "a paragraph with more than \(limit) '[' is kept as plain text; split it with blank lines"
    default: nil
    }
  }
}
