/// Arguments and attacks between them, and nothing else (Dung 1995, "On the acceptability of
/// arguments").
///
/// Arguments are dense indices. The attacks of one argument stand together (compressed rows), each
/// target once: a repeated line would spoil the counters of the labelling.
package struct DungFramework: Sendable {
  package let argumentCount: Int
  /// Where each argument's targets begin; one more than there are arguments.
  let starts: [Int32]
  let targets: [Int32]

  package var attackCount: Int { targets.count }

  package func targets(of argument: Int) -> ArraySlice<Int32> {
    targets[Int(starts[argument])..<Int(starts[argument + 1])]
  }

  /// - Parameters:
  ///   - attackers: one for each attack, in any order, repeats allowed.
  ///   - attacked: the argument each of them attacks; as long as `attackers`.
  package init(argumentCount: Int, attackers: [Int32], attacked: [Int32]) {
    let rows = CompressedRows(rowCount: argumentCount, rows: attackers, values: attacked)
    let unique = rows.withoutRepeats(valueCount: argumentCount)
    self.argumentCount = argumentCount
    starts = unique.starts
    targets = unique.values
  }
}

/// Values grouped by a row number: the values of row r are `values[starts[r]..<starts[r + 1]]`, in
/// the order they were given.
struct CompressedRows: Sendable {
  var starts: [Int32]
  var values: [Int32]

  /// A counting sort; linear.
  init(rowCount: Int, rows: [Int32], values given: [Int32]) {
    var starts = [Int32](repeating: 0, count: rowCount + 1)
    for row in rows { starts[Int(row) + 1] += 1 }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    var next = starts
    var values = [Int32](repeating: 0, count: given.count)
    for index in given.indices {
      let row = Int(rows[index])
      values[Int(next[row])] = given[index]
      next[row] += 1
    }
    self.starts = starts
    self.values = values
  }

  subscript(row: Int) -> ArraySlice<Int32> { values[Int(starts[row])..<Int(starts[row + 1])] }

  /// The same with each value at most once in a row; values are below `valueCount`.
  func withoutRepeats(valueCount: Int) -> CompressedRows {
    var copy = self
    var lastRow = [Int32](repeating: -1, count: valueCount)
    var written = 0
    for row in 0..<starts.count - 1 {
      copy.starts[row] = Int32(written)
      for position in Int(starts[row])..<Int(starts[row + 1]) {
        let value = values[position]
        guard lastRow[Int(value)] != Int32(row) else { continue }
        lastRow[Int(value)] = Int32(row)
        copy.values[written] = value
        written += 1
      }
    }
    copy.starts[starts.count - 1] = Int32(written)
    copy.values.removeSubrange(written...)
    return copy
  }
}
