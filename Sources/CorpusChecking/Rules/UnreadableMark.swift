import CruxModel

/// A link whose scheme is a label, but that cannot mark its words as a statement.
///
/// It stays a link, and there is no statement.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// I think [it can end early](claim:early "towards the end") even so.
/// ```
///
/// The title of the link holds only relations, `by @Name` and a credence, and the words hold no link.
package enum UnreadableMark: NoticeRule {
  package static let name = "unreadable-mark"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .unreadableMark(let reason):
      "these words are not marked as a statement: \(reason); correct the link"
    default: nil
    }
  }
}
