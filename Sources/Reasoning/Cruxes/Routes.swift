import CruxModel

/// For each claim the way to the thesis that carries most (specification, line 56): the path with the
/// largest product of its steps, where a step is how far a claim moves when the one before goes from
/// false to true and all else is held.
struct Routes: Sendable {
  private var next: [Int]
  private let scope: ThesisScope

  init(_ scope: ThesisScope, _ sweep: Sweep) {
    var search = RouteSearch(scope: scope, sweep: sweep)
    search.run()
    next = search.next
    self.scope = scope
  }

  /// The claims between a position and the thesis, nearest to the position first.
  func claimsBetween(_ position: Int) -> [StatementID] {
    var result: [StatementID] = []
    var current = next[position]
    while current >= 0, current != scope.target, result.count < next.count {
      if scope.graph.claims[current] >= 0 { result.append(scope.id(at: current)) }
      current = next[current]
    }
    return result
  }
}

/// Goes from the thesis backwards; what comes later in the order is known first, and loops are gone
/// through until nothing gets better.
private struct RouteSearch {
  let scope: ThesisScope
  var sweep: Sweep
  var next: [Int]
  private var carried: [Double]
  private var lengths: [Int]

  init(scope: ThesisScope, sweep: Sweep) {
    self.scope = scope
    self.sweep = sweep
    next = [Int](repeating: -1, count: scope.graph.count)
    carried = [Double](repeating: -1, count: scope.graph.count)
    lengths = [Int](repeating: .max, count: scope.graph.count)
  }

  mutating func run() {
    carried[scope.target] = 1
    lengths[scope.target] = 0
    var loops = scope.graph.loops[...]
    var position = scope.graph.count - 1
    while position >= 0 {
      if let loop = loops.last, loop.contains(position) {
        settle(loop)
        loops.removeLast()
        position = loop.lowerBound - 1
      } else {
        _ = extend(position)
        position -= 1
      }
    }
  }

  private mutating func settle(_ loop: Range<Int>) {
    for _ in 0..<min(loop.count, 100) {
      var isBetter = false
      for position in loop.reversed() where extend(position) { isBetter = true }
      if !isBetter { return }
    }
  }

  /// Offers everything that a position depends on the way through it.
  private mutating func extend(_ position: Int) -> Bool {
    guard carried[position] >= 0 else { return false }
    var isBetter = false
    for source in scope.dependencies(of: position) where source != scope.target {
      let product = carried[position] * abs(sweep.step(from: source, to: position))
      if isWorthTaking(product, lengths[position] + 1, from: source) {
        carried[source] = product
        lengths[source] = lengths[position] + 1
        next[source] = position
        isBetter = true
      }
    }
    return isBetter
  }

  private func isWorthTaking(_ product: Double, _ length: Int, from source: Int) -> Bool {
    if product > carried[source] + 1e-12 { return true }
    return product > carried[source] - 1e-12 && length < lengths[source]
  }
}
