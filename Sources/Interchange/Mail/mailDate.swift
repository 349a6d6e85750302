import CruxModel

/// A date of mail (RFC 5322 §3.3, §4.3) with its zone kept: `Fri, 2 Jan 2026 03:04:05 +0100`
/// becomes `2026-01-02T03:04:05+01:00`. Nil for anything else.
func mailDate(_ text: String) -> Timestamp? {
  var words = text.prefix { $0 != "(" }.split { $0.isWhitespace || $0 == "," }
  if let first = words.first, first.first?.isLetter == true { words.removeFirst() }
  // The envelope of an mbox has the day behind the month, and the year last.
  guard words.count >= 4, let day = Int(words[0]), (1...31).contains(day),
    let month = months.firstIndex(of: words[1].prefix(3).lowercased()), let year = year(words[2])
  else { return nil }
  let clock = words[3].split(separator: ":").map { Int($0) ?? -1 }
  guard (2...3).contains(clock.count), clock.allSatisfy({ (0...60).contains($0) }) else {
    return nil
  }
  let time = (clock + [0]).prefix(3).map(twoDigits).joined(separator: ":")
  let zone = words.count > 4 ? zone(words[4]) : "Z"
  return Timestamp("\(fourDigits(year))-\(twoDigits(month + 1))-\(twoDigits(day))T\(time)\(zone)")
}

private let months = [
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]

/// Two digits are of 1950–2049, three of 1900 and later (RFC 5322 §4.3).
private func year(_ text: Substring) -> Int? {
  guard let number = Int(text), (0...9999).contains(number) else { return nil }
  switch text.count {
  case 2: return number < 50 ? 2000 + number : 1900 + number
  case 3: return 1900 + number
  default: return number
  }
}

private let zones = [
  "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00",
  "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
]

/// `-0000` and what is not known mean that the zone is not told: the time is read as UTC.
private func zone(_ text: Substring) -> String {
  let digits = text.dropFirst()
  guard let sign = text.first, sign == "+" || sign == "-", digits.count == 4, Int(digits) != nil,
    text != "-0000"
  else { return zones[String(text)] ?? "Z" }
  return "\(sign)\(digits.prefix(2)):\(digits.suffix(2))"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func fourDigits(_ number: Int) -> String {
  String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
}
