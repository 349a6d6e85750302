import CruxModel

/// An `And` with no reason before it to join.
///
/// `And` adds a premise that is needed together with the one before it.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// **And** `oversight`: Oversight scales.
/// ```
///
/// Put it behind the `Because`, `And` or `Rebuttal` it belongs to, in the same list or run of
/// paragraphs; or write `Because` for a reason of its own.
package enum NothingToJoin: NoticeRule {
  package static let name = "nothing-to-join"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .nothingToJoin:
      "'And' joins no reason; put it behind a 'Because' or 'Rebuttal', or write 'Because'"
    default: nil
    }
  }
}
