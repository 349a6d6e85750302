/// Makes the lines of some terms, on any thread of execution.
package typealias TermJob = @Sendable () -> [TermLine]

/// The line of one term.
package struct TermLine: Sendable {
  var key: [UInt8]
  /// Nil for a term that stands nowhere.
  var line: CutItem?
  /// What the line left out; nil for none.
  var rest: CutItem?

  /// In bytes.
  package var size: Int { (line?.length ?? 0) + (rest?.length ?? 0) }
}

/// Puts the lines of terms and all other lines into files, in order of their keys.
struct TermMerge {
  private var shards: TermShards
  /// Lines of filters that have not had their turn, in order.
  var others: [CutItem] = [] {
    didSet { nextOther = 0 }
  }
  private var nextOther = 0
  /// What was left out of lines and has not had its turn.
  private var rests: [CutItem] = []

  init(cutter: FileCutter) { shards = TermShards(cutter: cutter) }

  var firstTerms: [[UInt8]] { shards.firstTerms }

  /// Adds the line of the next term; returns the files that are whole.
  mutating func add(_ line: TermLine) -> [SearchFile] {
    // What was left out stands behind '~', which comes behind all letters of ASCII.
    if line.key[0] > SearchKey.restMark {
      for rest in rests { shards.add(rest) }
      rests = []
    }
    while nextOther < others.count, others[nextOther].key.precedesInUTF16(line.key) {
      shards.add(others[nextOther])
      nextOther += 1
    }
    shards.add(line.line)
    if let rest = line.rest { rests.append(rest) }
    return shards.takeFull()
  }

  /// The files that are left.
  mutating func finish() -> [SearchFile] {
    for line in (others[nextOther...] + rests).sorted(by: { $0.key.precedesInUTF16($1.key) }) {
      shards.add(line)
    }
    return shards.finish()
  }
}
