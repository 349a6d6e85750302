import CruxModel

/// An answer to a quote whose words are no statement yet.
///
/// A claim of the quoted person stands in, with a temporary id, so nothing else can refer to it.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// It can end early.
///
/// ### @Bo · 2025-11-05
///
/// > It can end early.
///
/// **Rebuttal** `not-early`: It cannot.
/// ```
///
/// Name the words where they stand, `[It can end early](claim:early)`, or write ``**Claim** `early`
/// quoted`` under the quote.
package enum UnnamedTarget: NoticeRule {
  package static let name = "unnamed-target"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .unnamedTarget:
      "the quoted words are no statement, so a claim without an id stands in; "
        + "name them with 'Claim' and 'quoted' under the quote"
    default: nil
    }
  }
}
