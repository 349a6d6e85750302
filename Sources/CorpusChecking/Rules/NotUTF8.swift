import CruxModel

/// A file with bytes that are not UTF-8.
///
/// Each such byte is read as `�`, so names and words with letters beyond ASCII are damaged and quotes of
/// them are not found.
///
/// ```text
/// the byte E9 alone, `é` in Latin-1
/// ```
///
/// Save the file as UTF-8, for example with `iconv -f latin1 -t utf8`.
package enum NotUTF8: NoticeRule {
  package static let name = "not-utf8"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .notUTF8:
      "some bytes are not UTF-8 and are read as '\u{FFFD}'; save the file as UTF-8"
    default: nil
    }
  }
}
