import CruxModel

/// The latest posts as an Atom feed (RFC 4287); nil where `crux.yml` does not say where the site is
/// published, since a feed needs addresses that hold anywhere.
///
/// An entry's id is the address of its post, so it stays while the thread and anchor keep their
/// names. All dates are those of the threads: the same corpus gives the same feed.
///
/// - Parameter posts: newest first.
package func atomFeed(of posts: [LatestPost], outline: CorpusOutline) -> [UInt8]? {
  guard let home = outline.published(.home), let address = outline.published(.feed) else {
    return nil
  }
  let updated = posts.map(\.place.date.seconds).max() ?? 0
  var xml: HTML = """
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(outline.settings.language ?? "en")">
    <title>\(outline.title)</title>
    <id>\(home)</id>
    <updated>\(internetTime(updated))</updated>
    <link rel="self" type="application/atom+xml" href="\(address)"/>
    <link rel="alternate" type="text/html" href="\(home)"/>
    <generator>Cruxbook</generator>

    """
  for post in posts { xml += entry(post, outline: outline) }
  xml += "</feed>\n"
  return xml.bytes
}

private func entry(_ post: LatestPost, outline: CorpusOutline) -> HTML {
  let thread = outline.threads[post.place.thread]
  let address = outline.published(post.address) ?? ""
  let name = outline.name(of: post.author)
  let topics = (thread?.topics ?? []).map { "<category term=\"\($0)\"/>\n" as HTML }
  return """
    <entry>
    <title>\(name) in: \(thread?.title ?? post.place.thread.rawValue)</title>
    <id>\(address)</id>
    <link rel="alternate" type="text/html" href="\(address)"/>
    <updated>\(internetTime(post.place.date.seconds))</updated>
    <published>\(internetTime(post.place.date.seconds))</published>
    <author><name>\(name.isEmpty ? post.author.rawValue : name)</name></author>
    \(topics.joined())<content type="html">\(String(decoding: post.markup.bytes, as: UTF8.self))</content>
    </entry>

    """
}

/// Seconds since 1970 as RFC 3339 writes a date: `2025-11-06T09:30:00Z`. Years beyond what four digits
/// can say are cut to the nearest that they can.
func internetTime(_ seconds: Int64) -> String {
  let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
  let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
  let time = seconds - days * 86_400
  let (year, month, day) = date(ofDay: days)
  func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
  return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
    + "\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))Z"
}

/// The date of a day counted from 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
private func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
  let shifted = day + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra =
    (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return (
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
    dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  )
}
