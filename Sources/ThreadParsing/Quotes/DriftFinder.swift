import CruxModel

/// Finds the passage that a quote nearly repeats.
///
/// Local alignment of words (Smith and Waterman 1981; match +2, anything else −1). A passage counts
/// where at least four fifths of the quote's words, and five of them, stand in it in order. The work
/// on one thread is bounded; past the bound a quote is said to come from elsewhere.
struct DriftFinder {
  static let leastShare = 0.8
  static let leastWords = 5
  /// Cells of the alignment table and words compared before, for all quotes of a thread together.
  static let budget = 40_000_000

  private var cells = 0
  var isSpent: Bool { cells > Self.budget }
  /// Words of each stretch; read when first needed.
  private var cache: [Range<Int>: [Word]] = [:]

  private struct Word {
    var hash: Int
    var range: Range<Int>
  }

  /// The passage that shares most words with the quote; the first where several do. The ranges of
  /// sources are of `folded`.
  mutating func passage(
    of quote: UnsafeBufferPointer<UInt8>, in sources: some Sequence<QuoteFinder.Source>,
    _ folded: UnsafeBufferPointer<UInt8>
  ) -> QuoteFinder.Source? {
    let wanted = Self.words(of: quote, in: 0..<quote.count).map(\.hash)
    let least = max(Self.leastWords, Int((Self.leastShare * Double(wanted.count)).rounded(.up)))
    guard wanted.count >= Self.leastWords else { return nil }
    let known = WordFilter(wanted)
    var best: (matches: Int, source: QuoteFinder.Source)?
    for source in sources {
      let all = words(in: source.range, of: folded)
      cells += all.count / 4 + 8
      guard known.mayHold(least, of: all.lazy.map(\.hash)) else { continue }
      cells += wanted.count * all.count
      guard cells <= Self.budget else { break }
      let found = Self.align(wanted, all.map(\.hash))
      guard found.matches >= least, found.matches > best?.matches ?? 0 else { continue }
      let range = all[found.first].range.lowerBound..<all[found.last].range.upperBound
      best = (found.matches, (source.post, range))
    }
    return best?.source
  }

  private mutating func words(
    in range: Range<Int>, of folded: UnsafeBufferPointer<UInt8>
  ) -> [Word] {
    if let known = cache[range] { return known }
    let found = Self.words(of: folded, in: range)
    cache[range] = found
    return found
  }

  /// Words without the punctuation at their ends.
  private static func words(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>
  ) -> [Word] {
    bytes[range].split { $0 == ASCII.space || $0 == ASCII.lineFeed }.compactMap { word in
      var core = word.drop(while: ASCII.isPunctuation)
      while let last = core.last, ASCII.isPunctuation(last) { core.removeLast() }
      guard !core.isEmpty else { return nil }
      return Word(hash: hash(core), range: core.startIndex..<core.endIndex)
    }
  }

  private static func hash(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash)
  }

  private struct Cell {
    var score = 0
    var matches = 0
    var first = 0
  }

  /// The best local alignment: how many words match, and the first and last word of the passage.
  private static func align(
    _ wanted: [Int], _ all: [Int]
  ) -> (matches: Int, first: Int, last: Int) {
    var row = [Cell](repeating: Cell(), count: wanted.count + 1)
    var best = (cell: Cell(), last: 0)
    for (position, word) in all.enumerated() {
      var diagonal = row[0]
      for index in 1...wanted.count {
        let above = row[index]
        row[index] = cell(
          diagonal: diagonal, above: above, left: row[index - 1],
          isMatch: wanted[index - 1] == word, position: position)
        diagonal = above
        if row[index].score > best.cell.score { best = (row[index], position) }
      }
    }
    return (best.cell.matches, best.cell.first, best.last)
  }

  @inline(__always)
  private static func cell(
    diagonal: Cell, above: Cell, left: Cell, isMatch: Bool, position: Int
  ) -> Cell {
    if isMatch {
      return Cell(
        score: diagonal.score + 2, matches: diagonal.matches + 1,
        first: diagonal.score > 0 ? diagonal.first : position)
    }
    var best = diagonal
    if above.score > best.score { best = above }
    if left.score > best.score { best = left }
    best.score -= 1
    return best.score > 0 ? best : Cell()
  }
}

/// Tells quickly that words are not among some others; now and then it takes one for another.
private struct WordFilter {
  private var bits = [UInt64](repeating: 0, count: 64)

  init(_ hashes: [Int]) {
    for hash in hashes { bits[hash >> 6 & 63] |= 1 << UInt64(hash & 63) }
  }

  /// Whether at least so many of the words may be among them.
  func mayHold(_ least: Int, of hashes: some Sequence<Int>) -> Bool {
    var count = 0
    for hash in hashes where bits[hash >> 6 & 63] >> UInt64(hash & 63) & 1 == 1 { count += 1 }
    return count >= least
  }
}
