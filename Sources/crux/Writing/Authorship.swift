import CruxModel
import Glibc

/// Who writes a post and when.
struct Authorship: Equatable {
  /// Without the `@`.
  var name: String
  /// As it goes into the byline.
  var date: String
}

/// What git calls whoever works in the folder; nil without git, or where it has no name.
func gitUserName(in folder: String) -> String? {
  let output = output(of: ["git", "-C", folder, "config", "user.name"])
  return output.flatMap { $0.isEmpty ? nil : $0 }
}

/// Today's date where the user is; `SOURCE_DATE_EPOCH` stands in for the clock where it is set
/// (reproducible-builds.org).
func today() -> String {
  let epoch = environmentVariable("SOURCE_DATE_EPOCH").flatMap(Int.init)
  var seconds = epoch ?? time(nil)
  var parts = tm()
  if epoch == nil { localtime_r(&seconds, &parts) } else { gmtime_r(&seconds, &parts) }
  return "\(parts.tm_year + 1900)-\(twoDigits(parts.tm_mon + 1))-\(twoDigits(parts.tm_mday))"
}

private func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension String {
  /// Without white space at either end.
  var trimmed: String {
    var rest = self[...].drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
