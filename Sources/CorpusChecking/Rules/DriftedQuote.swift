import CruxModel

/// A quote whose words are nearly, but not quite, those of an earlier post.
///
/// A changed quote is the quickest way to misrepresent somebody. crux shows the difference and never
/// takes the quote for the words it resembles.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// The critical period can be ended well before there is any superintelligence.
///
/// ### @Bo · 2025-11-05
///
/// > The critical period will be ended well before there is any superintelligence.
///
/// How?
/// ```
///
/// Copy the words as they stand; leave words out with `…` or `[...]`.
package enum DriftedQuote: ThreadRule {
  package static let name = "drifted-quote"
  package static let severity = Severity.warning

  package static func check(_ thread: DiscussionThread) -> [Finding] {
    let drifted = thread.quotes.filter { $0.status == .drifted }
    guard !drifted.isEmpty else { return [] }
    let places = PassagePlaces(thread)
    return drifted.compactMap { quote in
      guard let passage = quote.passages.first else { return nil }
      return finding(
        message(for: quote, passage, in: thread), in: thread, at: quote.place,
        related: places.place(of: passage).map {
          [Finding.Related(path: thread.path, place: $0, message: "the words it resembles")]
        } ?? [])
    }
  }

  private static func message(
    for quote: Quote, _ passage: Quote.Passage, in thread: DiscussionThread
  ) -> String {
    let start = "this quote differs from \(thread.nameOfPost(passage.post))"
    let end = "copy the words, or leave some out with '…'"
    guard thread.body.content.indices.contains(quote.node) else { return start + "; " + end }
    let node = thread.body.content[quote.node]
    let own = thread.body.words(in: quote.node..<Int(node.end))
    let original = String(decoding: thread.body.text[passage.text.range], as: UTF8.self)
    guard let difference = firstDifference(own, original) else { return start + "; " + end }
    return start + ": \(difference); " + end
  }
}
