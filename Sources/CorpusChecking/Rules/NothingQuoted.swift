import CruxModel

/// `quoted` without a block quote above it.
///
/// The statement takes its text from the quote, so it has none.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early` quoted by @Bo
/// ```
///
/// Put the block quote right above it, or write the text behind a colon.
package enum NothingQuoted: NoticeRule {
  package static let name = "nothing-quoted"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .nothingQuoted:
      "'quoted' takes its text from the quote above, and there is none; "
        + "add the quote, or write the text behind a colon"
    default: nil
    }
  }
}
