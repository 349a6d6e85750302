import CruxModel

extension ThesisScope {
  /// A claim comes down to one behind it that moves the thesis nearly as much: at least this share.
  private static let foldShare = 0.9

  /// The claim that each claim comes down to, by position of both (specification, line 19).
  ///
  /// Of several the one farthest from the thesis, then that of the larger leverage, then by id. Claims
  /// in one loop do not come down to each other.
  func folds(_ swings: [Swing]) -> [Int: Int] {
    var leverages = [Double](repeating: 0, count: graph.count)
    for swing in swings { leverages[swing.position] = abs(swing.leverage) }
    let distances = distances
    let loopNumbers = graph.loopNumbers
    var walk = BackwardWalk(scope: self)
    var folds: [Int: Int] = [:]
    for swing in swings where leverages[swing.position] > Semantics.tolerance {
      let claim = swing.position
      let least = ThesisScope.foldShare * leverages[claim] - Semantics.tolerance
      var best: Int?
      for other in walk.positionsBehind(claim) where leverages[other] >= least && other != target {
        if !loopNumbers.isEmpty, loopNumbers[other] >= 0, loopNumbers[other] == loopNumbers[claim] {
          continue
        }
        if best.map({ isDeeper(other, $0, distances, leverages) }) ?? true { best = other }
      }
      folds[claim] = best
    }
    return folds
  }

  private func isDeeper(
    _ left: Int, _ right: Int, _ distances: [Int], _ leverages: [Double]
  ) -> Bool {
    if distances[left] != distances[right] { return distances[left] > distances[right] }
    let (leftLeverage, rightLeverage) =
      (leverages[left].roundedForOrder, leverages[right].roundedForOrder)
    return leftLeverage != rightLeverage
      ? leftLeverage > rightLeverage : id(at: left) < id(at: right)
  }

  /// Whether each position reaches the thesis by more than one path; the ways inside a loop are not
  /// counted.
  var severalRoads: [Bool] {
    let loops = graph.loopNumbers
    var paths = [Int](repeating: 0, count: graph.count)
    paths[target] = 1
    for position in stride(from: graph.count - 1, through: 0, by: -1) where paths[position] > 0 {
      for dependency in dependencies(of: position) where dependency != target {
        if !loops.isEmpty, loops[position] >= 0, loops[position] == loops[dependency] { continue }
        paths[dependency] = min(2, paths[dependency] + paths[position])
      }
    }
    return paths.map { $0 > 1 }
  }
}

/// Finds what lies behind one position after another, with marks that need no cleaning.
private struct BackwardWalk {
  let scope: ThesisScope
  private var marks: [Int32]
  private var round: Int32 = 0
  private var found: [Int] = []

  init(scope: ThesisScope) {
    self.scope = scope
    marks = [Int32](repeating: 0, count: scope.graph.count)
  }

  /// The claims behind a position, itself not among them.
  mutating func positionsBehind(_ start: Int) -> [Int] {
    round += 1
    marks[start] = round
    found.removeAll(keepingCapacity: true)
    found.append(start)
    var next = 0
    while next < found.count {
      for arm in scope.graph.arms(at: found[next]) {
        scope.graph.forEachDependency(of: arm) { dependency in
          guard marks[Int(dependency)] != round else { return }
          marks[Int(dependency)] = round
          found.append(Int(dependency))
        }
      }
      next += 1
    }
    return found.dropFirst().filter { scope.graph.claims[$0] >= 0 }
  }
}
