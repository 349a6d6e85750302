/// An FTS5 MATCH expression with what each of its phrases counts.
///
/// Every token is quoted here, so nothing that was typed is ever read as FTS5 syntax.
struct MatchExpression {
  private(set) var text: String
  /// How many documents hold the phrase, in the order of the expression; nil where it only
  /// restricts and does not count.
  private(set) var documentCounts: [Int?]

  private init(text: String, documentCounts: [Int?]) {
    self.text = text
    self.documentCounts = documentCounts
  }

  /// One term, counting.
  init(_ term: CountedTerm, table: TextTable) {
    text = table.filter(term.term) + MatchExpression.quoted(term.term)
    documentCounts = [term.documents]
  }

  /// Any of the expressions; nil for none.
  static func any(_ parts: [MatchExpression]) -> MatchExpression? { joined(parts, by: " OR ") }

  /// All of the expressions; nil for none.
  static func all(_ parts: [MatchExpression]) -> MatchExpression? { joined(parts, by: " AND ") }

  func excluding(_ other: MatchExpression?) -> MatchExpression {
    guard let other else { return self }
    return MatchExpression(
      text: "\(text) NOT \(other.text)",
      documentCounts: documentCounts + other.restricting.documentCounts
    ).grouped
  }

  /// The same rows, without counting for the rank.
  var restricting: MatchExpression {
    MatchExpression(text: text, documentCounts: documentCounts.map { _ in nil })
  }

  private var grouped: MatchExpression {
    MatchExpression(text: "(\(text))", documentCounts: documentCounts)
  }

  private static func joined(_ parts: [MatchExpression], by word: String) -> MatchExpression? {
    guard !parts.isEmpty else { return nil }
    guard parts.count > 1 else { return parts[0] }
    return MatchExpression(
      text: parts.map(\.text).joined(separator: word),
      documentCounts: parts.flatMap(\.documentCounts)
    ).grouped
  }

  private static func quoted(_ term: SearchTerm) -> String {
    let text = term.matchedText.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + text.joined(separator: "\"\"") + (term.isPrefix ? "\"*" : "\"")
  }
}

extension SearchTerm {
  /// What FTS5 takes the terms from. A prefix loses a final `y`: porter makes it an `i`, which would
  /// no longer open the word.
  var matchedText: String {
    let endsInY = isPrefix && text.utf8.count > 3 && text.lowercased().hasSuffix("y")
    var matched = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.dropLast(endsInY ? 1 : 0) {
      matched.append(scalar == "\0" ? " " : scalar)
    }
    return String(matched)
  }
}

/// A term and how many posts hold it; for a rank that is the same for posts and statements.
struct CountedTerm {
  var term: SearchTerm
  var documents: Int
}

/// The full-text tables.
enum TextTable: String, CaseIterable {
  case posts = "posts_text"
  case statements = "statements_text"
  case newestPosts = "newest_posts_text"
  case newestStatements = "newest_statements_text"

  var isOfPosts: Bool { self == .posts || self == .newestPosts }

  /// The same of the newest threads only; empty in an index of few rows.
  var newest: TextTable { isOfPosts ? .newestPosts : .newestStatements }

  /// What a hit in each column weighs.
  var columnWeights: [Double] { isOfPosts ? [1, 1, 0.5] : [1, 1] }

  /// The column filter of a term that must stand in own words or in a quote.
  func filter(_ term: SearchTerm) -> String {
    guard isOfPosts, let side = term.side else { return "" }
    return side == .words ? "{title words} : " : "quoted : "
  }
}
