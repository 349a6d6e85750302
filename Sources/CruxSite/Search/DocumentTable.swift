import CruxModel

/// What the whole index has to know of each document.
struct DocumentTable {
  /// For a statement its number in the post from 1; zero for a post.
  private(set) var places: [UInt16] = []
  /// `StatementKind.searchCode`; zero for a post.
  private(set) var kinds: [UInt8] = []
  /// How many terms each holds.
  private(set) var lengths: [UInt32] = []
  private var times: [Int64?] = []
  private(set) var totals = SearchTotals()

  var count: Int { places.count }

  /// Returns its number.
  mutating func add(_ document: SearchThread.Document) -> Int {
    let isPost = document.statement == nil
    places.append(isPost ? 0 : min(places.last ?? 0, .max - 1) + 1)
    kinds.append(document.kind?.searchCode ?? 0)
    totals.add(documents: 1, terms: document.length, isPost: isPost)
    lengths.append(UInt32(document.length))
    times.append(document.time)
    return count - 1
  }

  /// Where a term stands, in own words, in quotes and in statements.
  func places(_ stream: PostingStream, _ levels: SearchLevels) -> [[TermPlace]] {
    var lists: [[TermPlace]] = [[], [], []]
    stream.forEach { document, field, count in
      let level = levels.level(count: count, in: field, length: Int(lengths[document]))
      lists[Int(field.rawValue)].append(
        TermPlace(
          document: document, level: level, number: Int(places[document]),
          kind: Int(kinds[document])))
    }
    return lists
  }

  /// From when documents count: whether there are times of day (1), then stretches of one time,
  /// each as the step in days from the stretch before (zero: no time; else one more than twice the
  /// step, or twice its size where it goes back), the second of the day where there are any, and
  /// its length less one.
  func dates() -> [UInt8] {
    let hasHours = times.contains { ($0 ?? 0) % 86_400 != 0 }
    var text: [UInt8] = []
    SearchDigits.append(hasHours ? 1 : 0, to: &text)
    var lastDay: Int64 = 0
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, times[end] == times[start] { end += 1 }
      if let time = times[start] {
        let second = (time % 86_400 + 86_400) % 86_400
        let day = (time - second) / 86_400
        let step = day - lastDay
        SearchDigits.append(Int(step < 0 ? -2 * step : 2 * step + 1), to: &text)
        if hasHours { SearchDigits.append(Int(second), to: &text) }
        lastDay = day
      } else {
        SearchDigits.append(0, to: &text)
      }
      SearchDigits.append(end - start - 1, to: &text)
      start = end
    }
    return text
  }
}

extension StatementKind {
  /// As written beside the places of terms, in two bits.
  var searchCode: UInt8 {
    switch self {
    case .claim: 0
    case .crux: 1
    case .rebuttal: 2
    }
  }
}

/// How many documents there are, and how many terms they hold.
struct SearchTotals: Equatable {
  var posts = 0
  var statements = 0
  var postTerms = 0
  var statementTerms = 0

  mutating func add(documents: Int, terms: Int, isPost: Bool) {
    if isPost {
      posts += documents
      postTerms += terms
    } else {
      statements += documents
      statementTerms += terms
    }
  }

  /// How many terms a post and a statement hold on average, in steps of a fifth, so that an edit seldom
  /// changes how well terms answer in documents it left alone.
  var averages: Averages {
    Averages(
      post: Self.stepped(Double(postTerms) / Double(max(1, posts))),
      statement: Self.stepped(Double(statementTerms) / Double(max(1, statements))))
  }

  struct Averages: Equatable {
    var post: Double
    var statement: Double

    /// A document's length as a share of the average of its kind.
    func relativeLength(_ length: Int, isPost: Bool) -> Double {
      Double(length) / (isPost ? post : statement)
    }
  }

  private static func stepped(_ average: Double) -> Double {
    var step = 1.0
    while step * 1.1 < average { step *= 1.2 }
    return step
  }
}

/// How well one term answers in one document, as one of a few levels.
struct SearchLevels {
  /// How many bits a level takes.
  let bits: Int
  let averages: SearchTotals.Averages
  var count: Int { 1 << bits }

  /// What bm25 (k1 1.2, b .75; Robertson and Zaragoza 2009) makes of a term's weighted frequency,
  /// without its rarity, cut into even steps from .4 to 1.9.
  ///
  /// - Parameter length: how many terms the document holds.
  func level(count: Int, in field: SearchThread.Field, length: Int) -> Int {
    let frequency = Double(count) * (field == .quoted ? 0.5 : 1)
    let relativeLength = averages.relativeLength(length, isPost: field != .statement)
    let share = frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * relativeLength))
    return max(0, min(self.count - 1, Int((share - 0.4) / 1.5 * Double(self.count))))
  }
}
