/// The HTML of a Discourse post (`cooked`) without what the program puts over quotes, and whom they
/// quote.
///
/// ```html
/// <aside class="quote" data-username="ada" data-post="3" data-topic="7">
///   <div class="title">… ada:</div> <blockquote>…</blockquote>
/// </aside>
/// ```
///
/// What stands between the opening tag and its `blockquote` is dropped: nobody wrote it.
struct DiscourseHTML {
  private(set) var html = ""
  private(set) var quotes: [ImportedQuote] = []
  /// Quotes of posts elsewhere, whose authors' names are dropped.
  private(set) var foreignQuotes = 0

  init(_ cooked: String, topic: Int) {
    let bytes = Array(cooked.utf8)
    let aside = Array("<aside class=\"quote".utf8)
    let quote = Array("<blockquote".utf8)
    var result: [UInt8] = []
    var position = 0
    while let start = Self.offset(of: aside, in: bytes, from: position),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")),
      let text = Self.offset(of: quote, in: bytes, from: end)
    {
      result += bytes[position..<start]
      note(String(decoding: bytes[start..<end], as: UTF8.self), topic: topic)
      position = text
    }
    html = String(decoding: result + bytes[position...], as: UTF8.self)
  }

  private mutating func note(_ tag: String, topic: Int) {
    let author = Self.value(of: "data-username", in: tag)
    let isHere = Self.value(of: "data-topic", in: tag) == String(topic)
    let post = isHere ? Self.value(of: "data-post", in: tag) : nil
    if post == nil, author != nil { foreignQuotes += 1 }
    quotes.append(ImportedQuote(post: post, author: author))
  }

  private static func value(of attribute: String, in tag: String) -> String? {
    guard let start = tag.firstRange(of: attribute + "=\"")?.upperBound,
      let end = tag[start...].firstIndex(of: "\""), start < end
    else { return nil }
    return String(tag[start..<end])
  }

  private static func offset(of needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while let first = bytes[position...].firstIndex(of: needle[0]) {
      if bytes[first...].starts(with: needle) { return first }
      position = first + 1
    }
    return nil
  }
}
