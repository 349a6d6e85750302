import CruxModel

/// A file with so many quotes, or so long ones, that looking for all of them would take very long.
///
/// From the place named on, a quote that is not found at once counts as one from elsewhere: it links
/// to no passage and gives no target.
///
/// ```text
/// a megabyte of text, and thousands of quotes that do not stand in it
/// ```
///
/// Split the thread into several files.
package enum TooManyQuotes: NoticeRule {
  package static let name = "too-many-quotes"
  package static let severity = Severity.warning

  package static func message(for notice: Notice.Kind) -> String? {
    guard case .tooManyQuotes = notice else { return nil }
    return "there are too many quotes to look for all; from here on those not found at once count "
      + "as from elsewhere; split the file"
  }
}
