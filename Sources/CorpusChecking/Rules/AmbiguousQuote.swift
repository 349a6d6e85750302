import CruxModel

/// A quote whose words occur more than once where they are looked for first.
///
/// The nearest place is taken, which may not be the one that was meant.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// It can end early. Did I say that it can end early?
///
/// ### @Bo · 2025-11-05
///
/// > it can end early
///
/// How?
/// ```
///
/// Quote a few words more.
package enum AmbiguousQuote: ThreadRule {
  package static let name = "ambiguous-quote"
  package static let severity = Severity.warning

  package static func check(_ thread: DiscussionThread) -> [Finding] {
    let ambiguous = thread.quotes.filter { $0.status == .ambiguous }
    guard !ambiguous.isEmpty else { return [] }
    let places = PassagePlaces(thread)
    return ambiguous.map { quote in
      finding(
        "these words occur \(quote.passages.count) times in \(thread.nameOfPosts(quote.passages)); "
          + "quote a few words more",
        in: thread, at: quote.place,
        related: quote.passages.prefix(10).compactMap(places.place).enumerated().map {
          index, place in
          Finding.Related(
            path: thread.path, place: place, message: index == 0 ? "the place taken" : "or here")
        })
    }
  }
}
