import CruxModel

/// Quotes, lists or emphasis nested more than 100 levels deep.
///
/// What is deeper is kept, but shown at the last level.
///
/// ```text
/// more than 100 times `>` at the start of a line
/// ```
///
/// Nest less: an answer to an answer can be a post of its own.
package enum NestedTooDeep: NoticeRule {
  package static let name = "nested-too-deep"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .nestedTooDeep(let limit):
      "nested more than \(limit) levels deep; what is deeper is shown at that level, so nest less"
    default: nil
    }
  }
}
