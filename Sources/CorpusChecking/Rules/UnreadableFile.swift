import CruxModel

/// A file or folder that cannot be read.
///
/// It is left out, and everything else is checked.
///
/// ```text
/// a thread that belongs to another user, a broken link, a folder without permission
/// ```
///
/// Give yourself permission with `chmod`, mend the link, or add the path to `ignore` in `crux.yml`.
package enum UnreadableFile: Rule {
  package static let name = "unreadable-file"
  package static let severity = Severity.error

  /// - Parameter reason: why, and what to do next.
  package static func finding(path: String, reason: String) -> Finding {
    Finding(
      rule: name, severity: severity, message: "cannot be read: \(reason)", path: path,
      place: .start)
  }
}
