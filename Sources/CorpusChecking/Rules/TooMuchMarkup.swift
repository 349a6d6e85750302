import CruxModel

/// A file with more markup than can be read in bounded memory.
///
/// It is read post by post, so that nothing that reaches from one post into another is seen: link
/// reference definitions, and code fences left open. A post that is too much by itself is kept as
/// plain text: it has no links, no quotes and no statements.
///
/// ```text
/// a megabyte of lines of one letter each
/// ```
///
/// Split the thread into several files. Ordinary text comes near this above two megabytes.
package enum TooMuchMarkup: NoticeRule {
  package static let name = "too-much-markup"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .tooMuchMarkup(isPlainText: true):
      "this post has too much markup to be read and is kept as plain text; split the file"
    case .tooMuchMarkup(isPlainText: false):
      "a file with this much markup is read post by post; split it"
    default: nil
    }
  }
}
