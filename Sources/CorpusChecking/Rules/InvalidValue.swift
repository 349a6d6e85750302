import CruxModel

/// A key of the front matter, or of `crux.yml`, whose value is of the wrong kind, or that stands twice.
///
/// A key with a wrong value counts as absent; of two the last counts.
///
/// ```markdown
/// ---
/// date: last Tuesday
/// ---
///
/// ## @Ada · 2025-11-04
///
/// Text.
/// ```
///
/// Write what the message asks for: a date as `2025-11-04`, a list as `[one, two]`.
package enum InvalidValue: NoticeRule {
  package static let name = "invalid-value"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .invalidKeyValue(let key, let expected):
      "the value of \(quoted(key)) does not fit; it takes \(expected)"
    case .repeatedKey(let key): "the key \(quoted(key)) stands twice; take one of them out"
    default: nil
    }
  }
}
