import CruxModel

/// A line that begins like a statement header and names an id, but holds something that no header has.
///
/// It is read as prose, so the statement is not in the knowledge base.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early` maybe: It can end early.
/// ```
///
/// Between label and colon stand only ids in code spans, relation words (`to`, `for`, `against`, `of`,
/// `if`, `same as`, `was`, `because of`), `quoted`, `by @Name`, one credence in parentheses and
/// `(formerly)`.
package enum UnreadableHeader: NoticeRule {
  package static let name = "unreadable-header"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .unreadableHeader(let part) where part.isEmpty:
      "read as prose, because neither ':' and text nor the end of the paragraph stands behind its "
        + "ids and relations; write one, or '\\:' where prose is meant"
    case .unreadableHeader(let part) where part.hasPrefix("@"):
      "read as prose, because ids or relations stand behind \(quoted(part)); "
        + "'by' and a name come last"
    case .idleHeader(let label):
      "this \(quoted(label.rawValue)) has neither text nor a target, and nothing here uses its id; "
        + "write the text right behind the colon"
    case .textBesideQuoted(let label):
      "this \(quoted(label.rawValue)) says the quoted words, so what stands behind its colon is no part "
        + "of it; leave out 'quoted', or the text"
    case .unreadableHeader(let part):
      "read as prose, because \(quoted(part)) is no part of a header; \(advice(on: part))"
    case .emptyHeader(let label):
      "this \(quoted(label.rawValue)) says nothing and is no statement; "
        + "write its text behind a colon, or an id in a code span"
    default: nil
    }
  }

  private static func advice(on part: String) -> String {
    if part.hasPrefix("(") {
      return "parentheses hold a credence such as '(80%)' or '(likely)', or '(formerly)'"
    }
    if let id = misspeltID(part) { return "ids are spelt as in \(quoted(id))" }
    return "take it out, or write it behind the colon that stands before a header's text"
  }

  /// The kebab-case of one word that was probably meant as an id.
  private static func misspeltID(_ part: String) -> String? {
    guard !part.contains(" "), !KebabCase.isValid(part) else { return nil }
    return kebabCase(part)
  }
}
