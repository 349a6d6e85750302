import CSQLite
import Glibc

/// What `crux_rank(table, plan)` needs to know, as a blob of doubles in the machine's own order.
///
/// The function is FTS5's bm25 (Robertson and Zaragoza 2009, k1 1.2, b .75) with three differences:
/// the weight of each phrase is given, so that a phrase can restrict without counting and that a
/// common one is not counted anew for every query; words that stand side by side as in the query
/// earn more; and so does holding all of them, and most of all holding four or more just as they were
/// typed, which is how words copied out of a post find it. Higher is better. The result is a `RowRank`
/// as a blob.
struct RankingPlan {
  /// One a column of the table.
  var columnWeights: [Double]
  /// One a phrase of the MATCH expression, in its order; zero does not count.
  var phraseWeights: [Double]
  /// What full agreement in order adds, as a share of the score.
  var adjacencyBonus: Double
  /// What holding all phrases adds, as a share of the score.
  var completenessBonus: Double
  /// What holding four or more in a row, outside the last column, adds as a share of the score.
  var copyBonus: Double

  var value: Value {
    let numbers =
      [Double(columnWeights.count), adjacencyBonus, completenessBonus, copyBonus] + columnWeights
      + phraseWeights
    return .blob(numbers.withUnsafeBytes { Array($0) })
  }
}

/// How well a row answers.
struct RowRank {
  var score: Double
  /// Bit n is set where the row holds the n-th of the phrases that count.
  var held: UInt64
  /// The same, without the last column: for posts, what they say in their own words.
  var heldOutsideQuotes: UInt64

  init(score: Double, held: UInt64 = 0, heldOutsideQuotes: UInt64 = 0) {
    self.score = score
    self.held = held
    self.heldOutsideQuotes = heldOutsideQuotes
  }

  /// Reads what `crux_rank` returned; zero for anything else.
  init(_ bytes: UnsafeRawBufferPointer) {
    let isRank = bytes.count == 24
    score = isRank ? bytes.loadUnaligned(as: Double.self) : 0
    held = isRank ? bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) : 0
    heldOutsideQuotes = isRank ? bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self) : 0
  }
}

/// Adds `crux_rank` to a connection; returns an SQLite result code.
func registerRanking(_ api: UnsafeMutablePointer<fts5_api>?) -> Int32 {
  guard let api else { return SQLITE_ERROR }
  return api.pointee.xCreateFunction(api, "crux_rank", nil, rankRow, nil)
}

private let rankRow: fts5_extension_function = { api, context, result, count, values in
  guard let api, let context, let result, count == 1, let plan = values?[0],
    let row = RankedRow(api: api.pointee, context: context, plan: plan)
  else {
    sqlite3_result_error_code(result, SQLITE_MISUSE)
    return
  }
  var rank = row.rank()
  // SQLITE_TRANSIENT: SQLite makes its own copy.
  let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  sqlite3_result_blob(result, &rank, 24, copies)
}

private struct RankedRow {
  let api: Fts5ExtensionApi
  let context: OpaquePointer
  let adjacencyBonus: Double
  let completenessBonus: Double
  let copyBonus: Double
  let columns: UnsafeBufferPointer<Double>
  let phrases: UnsafeBufferPointer<Double>

  /// Nil where the plan does not fit the table and the expression.
  init?(api: Fts5ExtensionApi, context: OpaquePointer, plan: OpaquePointer) {
    let count = Int(sqlite3_value_bytes(plan)) / MemoryLayout<Double>.size
    guard count >= 4, let start = sqlite3_value_blob(plan) else { return nil }
    let numbers = start.assumingMemoryBound(to: Double.self)
    let columnCount = Int(api.xColumnCount(context))
    let phraseCount = Int(api.xPhraseCount(context))
    guard Int(numbers[0]) == columnCount, count >= 4 + columnCount + phraseCount else { return nil }
    self.api = api
    self.context = context
    adjacencyBonus = numbers[1]
    completenessBonus = numbers[2]
    copyBonus = numbers[3]
    columns = UnsafeBufferPointer(start: numbers + 4, count: columnCount)
    phrases = UnsafeBufferPointer(start: numbers + 4 + columnCount, count: phraseCount)
  }

  func rank() -> RowRank {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, phrases.count)) { frequency in
      withUnsafeTemporaryAllocation(of: Run.self, capacity: max(1, phrases.count)) { runs in
        frequency.initialize(repeating: 0)
        runs.initialize(repeating: Run())
        let own = collect(into: frequency, runs)
        return combined(frequency, runs, own)
      }
    }
  }

  /// Where a phrase last occurred, and how many before it in the query stood just before it.
  private struct Run {
    var column = -1
    /// The token after it.
    var end = -1
    /// Phrases in a row up to this one.
    var length = 0
    /// Whether it ever followed the one before it in the query.
    var follows = false
    /// The longest row outside the last column that ended here.
    var longest = 0
  }

  /// Weighted occurrences a phrase, and which phrases follow the one before them in the query.
  /// Returns which of the phrases that count occur outside the last column.
  private func collect(
    into frequency: UnsafeMutableBufferPointer<Double>, _ runs: UnsafeMutableBufferPointer<Run>
  ) -> UInt64 {
    var instances: Int32 = 0
    var own: UInt64 = 0
    guard api.xInstCount(context, &instances) == SQLITE_OK else { return 0 }
    for index in 0..<instances {
      var phrase: Int32 = 0
      var column: Int32 = 0
      var offset: Int32 = 0
      guard api.xInst(context, index, &phrase, &column, &offset) == SQLITE_OK else { return own }
      let number = Int(phrase)
      guard phrases[number] > 0 else { continue }
      frequency[number] += columns[Int(column)]
      let isOwn = Int(column) < columns.count - 1
      if isOwn { own |= bit(ofPhrase: number) }
      var run = runs[number]
      run.column = Int(column)
      run.end = Int(offset + api.xPhraseSize(context, phrase))
      run.length = 1
      if number > 0, runs[number - 1].column == run.column, runs[number - 1].end == Int(offset) {
        run.follows = true
        run.length = runs[number - 1].length + 1
      }
      if isOwn { run.longest = max(run.longest, run.length) }
      runs[number] = run
    }
    return own
  }

  /// Its place among the phrases that count.
  private func bit(ofPhrase number: Int) -> UInt64 {
    let before = phrases[..<number].reduce(0) { $1 > 0 ? $0 + 1 : $0 }
    return before < 64 ? 1 << UInt64(before) : 0
  }

  private func combined(
    _ frequency: UnsafeMutableBufferPointer<Double>,
    _ runs: UnsafeMutableBufferPointer<Run>, _ own: UInt64
  ) -> RowRank {
    let damping = 1.2 * (0.25 + 0.75 * relativeLength())
    var score = 0.0
    var (counted, held, pairs, joined, longest) = (0, UInt64(0), 0.0, 0.0, 0)
    for number in phrases.indices where phrases[number] > 0 {
      if frequency[number] > 0 { held |= 1 << UInt64(counted) }
      counted += 1
      score += phrases[number] * frequency[number] * 2.2 / (frequency[number] + damping)
      guard number > 0, phrases[number - 1] > 0 else { continue }
      let weight = min(phrases[number], phrases[number - 1])
      pairs += weight
      if runs[number].follows { joined += weight }
      longest = max(longest, runs[number].longest)
    }
    if pairs > 0 { score *= 1 + adjacencyBonus * joined / pairs }
    if counted > 1, held.nonzeroBitCount == counted { score *= 1 + completenessBonus }
    if counted > 3, longest == counted { score *= 1 + copyBonus }
    return RowRank(score: score, held: held, heldOutsideQuotes: own)
  }

  /// The row's length in tokens as a share of the average.
  private func relativeLength() -> Double {
    var length: Int32 = 0
    let average = averageLength()
    guard average > 0, api.xColumnSize(context, -1, &length) == SQLITE_OK else { return 1 }
    return Double(length) / average
  }

  /// Of all rows, in tokens. FTS5 reads it from a record each time, so it is kept with the query.
  private func averageLength() -> Double {
    if let kept = api.xGetAuxdata(context, 0) {
      return kept.assumingMemoryBound(to: Double.self).pointee
    }
    var rows: Int64 = 0
    var tokens: Int64 = 0
    guard api.xRowCount(context, &rows) == SQLITE_OK, rows > 0,
      api.xColumnTotalSize(context, -1, &tokens) == SQLITE_OK
    else { return 0 }
    let average = UnsafeMutablePointer<Double>.allocate(capacity: 1)
    average.initialize(to: Double(tokens) / Double(rows))
    // FTS5 frees it at once where there is no room to keep it.
    let value = average.pointee
    _ = api.xSetAuxdata(context, average) { $0?.deallocate() }
    return value
  }
}
