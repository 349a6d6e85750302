import CruxModel

/// A post that says it answers a post which is not there, or comes only later.
///
/// The post counts as an answer by its heading level instead.
///
/// ```markdown
/// ## @Ada · 2025-11-04 · #p1
///
/// Text.
///
/// ### @Bo · 2025-11-05 · re #p9
///
/// Which?
/// ```
///
/// Name the anchor of an earlier post of the same thread.
package enum UnclearReply: NoticeRule {
  package static let name = "unclear-reply"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .replyToUnknownPost(let anchor):
      "no post has the anchor \(quoted("#" + anchor.rawValue)); "
        + "name one of this thread, or leave out 're'"
    case .replyToLaterPost(let anchor):
      "\(quoted("#" + anchor.rawValue)) comes after this post; "
        + "an answer names an earlier one, so correct it or move the post"
    default: nil
    }
  }
}
