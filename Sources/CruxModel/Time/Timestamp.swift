/// A date or date-time as written in a byline, with the instant it stands for.
///
/// A bare date is 00:00Z and a time without zone is UTC (FORMAT §5), so the order never depends on
/// where the program runs. Order and equality are those of the instant.
package struct Timestamp: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let seconds: Int64
  /// The text as written, `2025-11-06T09:30Z`.
  package let text: String

  package init(seconds: Int64, text: String) {
    self.seconds = seconds
    self.text = text
  }

  /// Reads `YYYY-MM-DD`, optionally `THH:MM`, `:SS`, a fraction (dropped), and `Z`, `±HH:MM` or `±HH`
  /// (ISO 8601, proleptic Gregorian). Nil for anything else, and for a day that no month has.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let seconds = bytes.withUnsafeBufferPointer({ DigitReader.instant($0) }) else {
      return nil
    }
    self.init(seconds: seconds, text: String(text))
  }

  /// Reads the same from bytes: the instant alone.
  package static func seconds(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    DigitReader.instant(bytes)
  }

  /// The day as written, `2025-11-06`.
  package var day: Substring { text.prefix(10) }
}

extension Timestamp: Comparable, Hashable {
  package static func == (left: Self, right: Self) -> Bool { left.seconds == right.seconds }
  package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
  package func hash(into hasher: inout Hasher) { hasher.combine(seconds) }
}

private struct DigitReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  static func instant(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count >= 10, bytes[0] &- 0x30 < 10 else { return nil }
    if bytes.count == 10 { return day(bytes).map { $0 * 86_400 } }
    var reader = DigitReader(bytes: bytes)
    return reader.instant()
  }

  private mutating func instant() -> Int64? {
    guard let day = day() else { return nil }
    if position == bytes.count { return day * 86_400 }
    guard take("T"), let time = timeOfDay(), let offset = zone(), position == bytes.count else {
      return nil
    }
    return day * 86_400 + time - offset
  }

  private mutating func day() -> Int64? {
    position = 10
    return Self.day(bytes)
  }

  /// The day that the first ten bytes name, in days since 1970-01-01.
  private static func day(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    let hyphen = UInt8(ascii: "-")
    guard bytes[4] == hyphen, bytes[7] == hyphen,
      let century = number(bytes, at: 0), let yearOfCentury = number(bytes, at: 2),
      let month = number(bytes, at: 5), let day = number(bytes, at: 8), month >= 1, month <= 12
    else { return nil }
    let year = 100 * century + yearOfCentury
    guard day >= 1, day <= daysIn(month: month, year: year) else { return nil }
    return daysSinceEpoch(year: year, month: month, day: day)
  }

  /// Two digits.
  @inline(__always)
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int64? {
    let (tens, ones) = (bytes[index] &- 0x30, bytes[index + 1] &- 0x30)
    return tens < 10 && ones < 10 ? Int64(10 &* tens &+ ones) : nil
  }

  private mutating func timeOfDay() -> Int64? {
    guard let hour = number(digits: 2), hour < 24, take(":"), let minute = number(digits: 2),
      minute < 60
    else { return nil }
    guard take(":") else { return hour * 3600 + minute * 60 }
    guard let second = number(digits: 2), second <= 60 else { return nil }
    if take(".") { while position < bytes.count, isDigit(bytes[position]) { position += 1 } }
    return hour * 3600 + minute * 60 + second
  }

  /// Seconds east of UTC; zero without a zone.
  private mutating func zone() -> Int64? {
    if position == bytes.count || take("Z") { return 0 }
    let sign: Int64
    if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
    guard let hours = number(digits: 2), hours < 24 else { return nil }
    if position == bytes.count { return sign * hours * 3600 }
    _ = take(":")
    guard let minutes = number(digits: 2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
      return false
    }
    position += 1
    return true
  }

  private mutating func number(digits: Int) -> Int64? {
    guard position + digits <= bytes.count else { return nil }
    var value: Int64 = 0
    for index in position..<position + digits {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    position += digits
    return value
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func daysIn(month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
  private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
