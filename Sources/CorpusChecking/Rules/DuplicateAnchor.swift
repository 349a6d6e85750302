import CruxModel

/// An anchor that two posts of one thread bear.
///
/// An answer or a link to it would lead to the first of them only.
///
/// ```markdown
/// ## @Ada · 2025-11-04 · #start
///
/// One.
///
/// ## @Bo · 2025-11-05 · #start
///
/// Two.
/// ```
///
/// Give one of them another anchor, and correct what refers to it.
package enum DuplicateAnchor: NoticeRule {
  package static let name = "duplicate-anchor"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .anchorTaken(let anchor):
      "the anchor \(quoted("#" + anchor.rawValue)) is taken by a post above; choose another"
    default: nil
    }
  }
}
