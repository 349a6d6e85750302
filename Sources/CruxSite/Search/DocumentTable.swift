import CruxModel

/// What the whole index has to know of each document.
struct DocumentTable {
  /// For a statement its number in the post from 1; zero for a post.
  private(set) var places: [UInt16] = []
  /// How many terms each holds.
  private(set) var lengths: [UInt32] = []
  private var times: [Int64?] = []
  private(set) var postCount = 0
  private var postTerms = 0
  private var statementTerms = 0

  var count: Int { places.count }
  var statementCount: Int { count - postCount }

  /// Returns its number.
  mutating func add(_ document: SearchThread.Document) -> Int {
    if document.statement == nil {
      places.append(0)
      postCount += 1
      postTerms += document.length
    } else {
      places.append((places.last ?? 0) &+ 1)
      statementTerms += document.length
    }
    lengths.append(UInt32(document.length))
    times.append(document.time)
    return count - 1
  }

  /// The document's length as a share of the average of its kind.
  func relativeLength(_ document: Int) -> Double {
    let (terms, rows) =
      places[document] == 0 ? (postTerms, postCount) : (statementTerms, statementCount)
    return terms == 0 ? 1 : Double(lengths[document]) * Double(rows) / Double(terms)
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

/// How well one term answers in one document, as one of a few levels.
struct SearchLevels {
  /// How many bits a level takes.
  let bits: Int
  var count: Int { 1 << bits }

  /// What bm25 (k1 1.2, b .75; Robertson and Zaragoza 2009) makes of a term's weighted frequency,
  /// without its rarity, cut into even steps from .4 to 1.9.
  func level(frequency: Double, relativeLength: Double) -> Int {
    let share = frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * relativeLength))
    return max(0, min(count - 1, Int((share - 0.4) / 1.5 * Double(count))))
  }
}
