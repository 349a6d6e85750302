import CruxModel

/// The strengths of a graph's nodes under one semantics, and under what-ifs.
///
/// Values are intervals as (low, high). A node that a `do` fixes keeps its value whatever bears on it
/// (specification, line 11). One sweep's arrays serve any number of what-ifs: only the cone of what
/// changed is evaluated again, and put back afterwards.
struct Sweep: Sendable {
  /// Steps after which a loop that has not closed is left open.
  static let loopLimit = 5_000
  /// A loop step that moves no end by more than this is the last.
  private static let stillness = 1e-13
  /// Evaluations of nodes in loops that one question may cost.
  private static let loopBudget = 30_000_000

  let graph: StrengthGraph
  let semantics: Semantics
  private(set) var values: [SIMD2<Double>]
  /// Evaluations of nodes in loops that the first pass took.
  private var loopCost = 0
  private var isFixed: [Bool]
  /// Empty but while a range is computed.
  private var mayBeRejected: [Bool] = []
  private let loopNumbers: [Int32]
  private let consumers: CompressedRows
  private var dirty: DirtyPositions
  private var undo: [(position: Int32, value: SIMD2<Double>)] = []
  private var fixed: [Int32] = []
  private var levels: [(changes: Int, fixed: Int)] = []

  /// A node held at a value: do(node := value).
  struct Fix: Sendable {
    var position: Int
    var value: SIMD2<Double>

    init(_ position: Int, _ value: Double) {
      self.init(position, SIMD2(repeating: value))
    }

    init(_ position: Int, _ value: SIMD2<Double>) {
      self.position = position
      self.value = value
    }
  }

  /// What a sweep is for.
  enum Purpose: Sendable {
    case oneEvaluation
    case whatIfs
  }

  /// Evaluates every node once.
  init(_ graph: StrengthGraph, _ semantics: Semantics, for purpose: Purpose = .whatIfs) {
    self.graph = graph
    self.semantics = semantics
    values = [SIMD2<Double>](repeating: [0, 1], count: graph.count)
    isFixed = [Bool](repeating: false, count: graph.count)
    loopNumbers = graph.loopNumbers
    consumers =
      purpose == .whatIfs
      ? graph.consumers : CompressedRows(rowCount: 0, rows: [], values: [])
    dirty = DirtyPositions(count: purpose == .whatIfs ? graph.count : 0)
    evaluateAll()
  }

  func strength(at position: Int) -> Strength { Strength(values[position]) }

  /// How many what-ifs a question can take: few where a large loop is to be gone through for each.
  var affordableWhatIfs: Int {
    loopCost == 0 ? .max : max(20, Sweep.loopBudget / loopCost)
  }

  private mutating func evaluateAll() {
    var position = 0
    for loop in graph.loops {
      while position < loop.lowerBound {
        if !isFixed[position] { values[position] = ranged(position) }
        position += 1
      }
      loopCost += loop.count * settle(loop)
      position = loop.upperBound
    }
    while position < graph.count {
      if !isFixed[position] { values[position] = ranged(position) }
      position += 1
    }
  }

  /// Where the value of one node can lie if any of the given claims, and any number of them, may be
  /// rejected: each ranges from 0 to the most that its arguments allow when they range likewise.
  func range(at target: Int, ifAnyRejected positions: [Int]) -> SIMD2<Double> {
    var copy = self
    copy.mayBeRejected = [Bool](repeating: false, count: graph.count)
    for position in positions { copy.mayBeRejected[position] = true }
    copy.evaluateAll()
    return copy.values[target]
  }

  // MARK: One node

  @inline(__always)
  private func ranged(_ position: Int) -> SIMD2<Double> {
    let value = evaluated(position)
    return mayBeRejected.isEmpty || !mayBeRejected[position] ? value : SIMD2(0, value.y)
  }

  @inline(__always)
  func evaluated(_ position: Int) -> SIMD2<Double> {
    let first = Int(graph.armStarts[position])
    let end = Int(graph.armStarts[position + 1])
    if graph.claims[position] < 0 { return first < end ? value(of: graph.arms[first]) : [0, 0] }
    var balance = semantics.emptyBalance
    for index in first..<end {
      let arm = graph.arms[index]
      if arm.isAttack {
        semantics.add(value(of: arm), to: &balance.attacks)
      } else {
        semantics.add(value(of: arm), to: &balance.supports)
      }
    }
    return semantics.strength(base: graph.bases[position], balance)
  }

  /// The value of a link: its weight × the least of its premises × (1 − u) for each undercut u
  /// (specification, line 6).
  @inline(__always)
  func value(of arm: StrengthGraph.Arm) -> SIMD2<Double> {
    arm.isJoint ? jointValue(of: arm) : arm.weight * premiseValue(arm.code)
  }

  @inline(__always)
  func premiseValue(_ code: Int32) -> SIMD2<Double> {
    let value = values[Int(code >> 1)]
    return code & 1 == 0 ? value : contrary(value)
  }

  private func jointValue(of arm: StrengthGraph.Arm) -> SIMD2<Double> {
    let joint = graph.joints[Int(arm.code)]
    var least: SIMD2<Double> = [1, 1]
    for item in joint.premises {
      least = pointwiseMin(least, premiseValue(graph.items[Int(item)]))
    }
    var value = arm.weight * (joint.isContrary ? contrary(least) : least)
    for item in joint.undercuts { value *= contrary(values[Int(graph.items[Int(item)])]) }
    return value
  }

  @inline(__always)
  private func contrary(_ value: SIMD2<Double>) -> SIMD2<Double> {
    let rest = 1 - value
    return SIMD2(rest.y, rest.x)
  }

  // MARK: Loops

  /// Encloses the strengths of a loop: starting from [0, 1], each step takes the ends that the ends
  /// of all others allow. Every step is already a valid answer, and every fixed point and every
  /// course of plain iteration ends inside (interval enclosure of a mixed monotone map; Coogan and
  /// Arcak 2015). Nodes take part in order, so that a step uses what the same step found.
  ///
  /// - Returns: the number of steps.
  @discardableResult
  private mutating func settle(_ loop: Range<Int>) -> Int {
    for position in loop where !isFixed[position] { values[position] = [0, 1] }
    for step in 1...Sweep.loopLimit {
      var moved = 0.0
      for position in loop where !isFixed[position] {
        let old = values[position]
        let new = ranged(position)
        let inside = SIMD2(max(old.x, new.x), min(old.y, new.y))
        // Rounding can turn the ends of a closed interval around.
        values[position] = inside.x <= inside.y ? inside : SIMD2(inside.y, inside.y)
        moved = max(moved, inside.x - old.x, old.y - inside.y)
      }
      if moved <= Sweep.stillness { return step }
    }
    return Sweep.loopLimit
  }

  // MARK: What-ifs

  /// Fixes nodes for good, until they are released.
  mutating func fix(_ fixes: some Sequence<Fix>) {
    push(fixes)
    undo.removeAll(keepingCapacity: true)
    levels.removeAll(keepingCapacity: true)
    fixed.removeAll(keepingCapacity: true)
  }

  /// Lets a node that was fixed for good have the strength that its arguments give it again.
  mutating func release(_ position: Int) {
    isFixed[position] = false
    dirty.insert(position)
    propagate()
    undo.removeAll(keepingCapacity: true)
  }

  /// Fixes nodes until `pop`; the last value counts where one comes twice. What-ifs can be stacked.
  mutating func push(_ fixes: some Sequence<Fix>) {
    levels.append((undo.count, fixed.count))
    for fix in fixes {
      if !isFixed[fix.position] {
        isFixed[fix.position] = true
        fixed.append(Int32(truncatingIfNeeded: fix.position))
      }
      set(fix.position, fix.value)
    }
    propagate()
  }

  /// Everything is as before the last `push`.
  mutating func pop() {
    guard let level = levels.popLast() else { return }
    while undo.count > level.changes, let change = undo.popLast() {
      values[Int(change.position)] = change.value
    }
    while fixed.count > level.fixed, let position = fixed.popLast() {
      isFixed[Int(position)] = false
    }
  }

  /// The value of one node if others had the given values.
  mutating func value(at target: Int, ifFixed fixes: some Sequence<Fix>) -> SIMD2<Double> {
    push(fixes)
    defer { pop() }
    return values[target]
  }

  /// The value of one node if another had the given value.
  mutating func value(at target: Int, if position: Int, is value: Double) -> SIMD2<Double> {
    self.value(at: target, ifFixed: CollectionOfOne(Fix(position, value)))
  }

  /// How far one node moves when another goes from 0 to 1 and all else is held as it is.
  mutating func step(from source: Int, to target: Int) -> Double {
    let value = values[source]
    values[source] = [1, 1]
    let ifTrue = Strength(evaluated(target)).middle
    values[source] = [0, 0]
    let ifFalse = Strength(evaluated(target)).middle
    values[source] = value
    return ifTrue - ifFalse
  }

  private mutating func set(_ position: Int, _ value: SIMD2<Double>) {
    guard values[position] != value else { return }
    undo.append((Int32(truncatingIfNeeded: position), values[position]))
    values[position] = value
    for index in Int(consumers.starts[position])..<Int(consumers.starts[position + 1]) {
      dirty.insert(Int(consumers.values[index]))
    }
  }

  private mutating func propagate() {
    while let position = dirty.popFirst() {
      if !loopNumbers.isEmpty, loopNumbers[position] >= 0 {
        propagate(loop: graph.loops[Int(loopNumbers[position])])
      } else if !isFixed[position] {
        set(position, evaluated(position))
      }
    }
  }

  private mutating func propagate(loop: Range<Int>) {
    let before = Array(values[loop])
    settle(loop)
    for position in loop {
      let after = values[position]
      values[position] = before[position - loop.lowerBound]
      set(position, after)
    }
    dirty.remove(loop)
  }
}

/// Positions to evaluate again, lowest first: a bit each.
struct DirtyPositions: Sendable {
  private var words: [UInt64]
  /// No word before this one has a bit.
  private var first: Int

  init(count: Int) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
    first = words.count
  }

  @inline(__always) mutating func insert(_ position: Int) {
    words[position >> 6] |= 1 << UInt64(position & 63)
    first = min(first, position >> 6)
  }

  @inline(__always) mutating func popFirst() -> Int? {
    while first < words.count {
      let word = words[first]
      if word != 0 {
        words[first] = word & (word - 1)
        return (first << 6) + word.trailingZeroBitCount
      }
      first += 1
    }
    return nil
  }

  mutating func remove(_ positions: Range<Int>) {
    for position in positions { words[position >> 6] &= ~(1 << UInt64(position & 63)) }
  }
}
