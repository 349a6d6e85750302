import CruxModel

/// The stretch of time a date stands for: a year, a month, a day, or an instant.
struct DateSpan {
  /// Seconds since 1970.
  var start: Int64
  /// The first second after it.
  var end: Int64

  /// Reads `2025`, `2025-11`, `2025-11-06` or a date-time of ISO 8601; nil for anything else.
  init?(_ text: String) {
    let bounds: (start: Timestamp?, end: Timestamp?)
    switch text.utf8.count {
    case 4: bounds = (Timestamp(text + "-01-01"), DateSpan.first(ofYearAfter: text))
    case 7: bounds = (Timestamp(text + "-01"), DateSpan.first(ofMonthAfter: text))
    default: bounds = (Timestamp(text), nil)
    }
    guard let start = bounds.start else { return nil }
    self.start = start.seconds
    end = bounds.end?.seconds ?? start.seconds + (text.utf8.count == 10 ? 86_400 : 1)
  }

  private static func first(ofYearAfter text: String) -> Timestamp? {
    Int(text).flatMap { Timestamp(padded($0 + 1, to: 4) + "-01-01") }
  }

  private static func first(ofMonthAfter text: String) -> Timestamp? {
    guard let year = Int(text.prefix(4)), let month = Int(text.suffix(2)) else { return nil }
    return month == 12
      ? Timestamp(padded(year + 1, to: 4) + "-01-01")
      : Timestamp("\(padded(year, to: 4))-\(padded(month + 1, to: 2))-01")
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
