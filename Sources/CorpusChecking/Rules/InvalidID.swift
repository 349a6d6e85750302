import CruxModel

/// An id that is not written in kebab-case.
///
/// It is not used, so nothing can refer to it. Ids are addresses: lower-case letters and digits of any
/// script, joined by single `-`.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// I think [it can end early](claim:Early_End) even so.
/// ```
///
/// Write it in kebab-case, `early-end`.
package enum InvalidID: NoticeRule {
  package static let name = "invalid-id"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .invalidID(let id):
      "\(quoted(id)) is no id; "
        + suggestion(kebabCase(id), otherwise: "write lower-case letters and digits joined by '-'")
    default: nil
    }
  }
}
