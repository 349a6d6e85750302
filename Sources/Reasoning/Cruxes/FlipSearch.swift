import CruxModel

/// Looks for sets of claims whose rejection changes the verdict on a thesis (specification, lines 23
/// to 31).
///
/// To find a smallest set is NP-hard even on two layers (a vertex cover is such a set), so beyond
/// `evaluationLimit` the search is bounded, and says so.
struct FlipSearch {
  static let largestSet = 3
  static let evaluationLimit = 200_000
  /// How many claims take part in sets of two and three in a bounded search.
  static let shortlistCount = 40

  let scope: ThesisScope
  var sweep: Sweep
  /// Positions of the claims that may be rejected, in order of id.
  let rejectable: [Int]
  /// Those that are looked at: all, or where a large loop makes each look dear, the nearest.
  let candidates: [Int]
  let before: Verdict
  /// The sweep's own, apart from it: to ask a search for it while the sweep changes would copy both.
  private let semantics: Semantics
  private var flips = MinimalSets()
  private var overturns = MinimalSets()
  private var seeksOverturns = false

  /// - Parameter sweep: with a person's views fixed where the question is asked for that person;
  ///   then `excluded` holds those claims.
  init(_ scope: ThesisScope, _ sweep: Sweep, excluding excluded: Set<Int> = []) {
    self.scope = scope
    self.sweep = sweep
    semantics = sweep.semantics
    let all = scope.candidates.filter { !excluded.contains($0) }
    rejectable = all
    candidates = FlipSearch.nearest(sweep.affordableWhatIfs / 2, of: all, scope)
    before = sweep.semantics.verdict(of: sweep.strength(at: scope.target))
  }

  mutating func run() -> FlipReport {
    let reachable = reachableVerdicts()
    let isPossible = reachable != [before]
    seeksOverturns = before != .open && reachable.contains(before.opposite)
    let isComplete =
      candidates.count == rejectable.count
      && FlipSearch.isExhaustible(candidates.count, within: sweep.affordableWhatIfs)
    let shortCount = FlipSearch.shortlistCount(within: sweep.affordableWhatIfs)
    if isPossible {
      let losses = candidates.map { candidate in
        Strength(sweep.value(at: scope.target, if: candidate, is: 0)).middle
      }
      tryAllSingles()
      trySets(among: isComplete ? Array(candidates.indices) : shortlist(losses, shortCount))
      if !isComplete, candidates.count < sweep.affordableWhatIfs / 8 { tryLongSets(losses) }
    }
    return FlipReport(
      flips: ids(flips), overturns: ids(overturns), settling: settling(), isPossible: isPossible,
      coverage: isComplete
        ? .complete(size: FlipSearch.largestSet)
        : .bounded(
          tried: min(shortCount, candidates.count), candidates: rejectable.count))
  }

  /// Whether all sets of up to three among so many claims can be tried.
  static func isExhaustible(_ count: Int, within affordable: Int) -> Bool {
    count < 1_000 && setCount(among: count) <= min(evaluationLimit, affordable)
  }

  /// The number of sets of one to three among so many claims.
  private static func setCount(among count: Int) -> Int {
    let pairs = count * (count - 1) / 2
    return count + pairs + pairs * max(0, count - 2) / 3
  }

  /// How many claims may take part in sets of two and three.
  private static func shortlistCount(within affordable: Int) -> Int {
    var count = shortlistCount
    while count > 2, setCount(among: count) > affordable { count -= 1 }
    return count
  }

  /// So many of the claims nearest to the thesis, in the order given.
  private static func nearest(_ count: Int, of positions: [Int], _ scope: ThesisScope) -> [Int] {
    guard positions.count > count else { return positions }
    let distances = scope.distances
    let order = positions.indices.sorted {
      (distances[positions[$0]], $0) < (distances[positions[$1]], $1)
    }
    return order.prefix(count).sorted().map { positions[$0] }
  }

  /// The verdicts at both ends of where rejecting any of the claims can take the thesis. One
  /// evaluation, and sound: a claim can rise above its present strength when what attacks it is
  /// rejected, so its range is that of its arguments' ranges.
  private func reachableVerdicts() -> Set<Verdict> {
    let range = sweep.range(at: scope.target, ifAnyRejected: rejectable)
    return [
      sweep.semantics.verdict(of: Strength(range.x)),
      sweep.semantics.verdict(of: Strength(range.y)),
      before,
    ]
  }

  // MARK: Small sets

  private mutating func tryAllSingles() {
    for candidate in candidates.indices { try_([candidate]) }
  }

  private mutating func trySets(among numbers: [Int]) {
    for (place, first) in numbers.enumerated() {
      sweep.push(CollectionOfOne(Sweep.Fix(candidates[first], 0)))
      for second in numbers[(place + 1)...] where isOpen([first, second]) {
        check([first, second], verdictIfRejected(second))
      }
      sweep.pop()
    }
    for (place, first) in numbers.enumerated() {
      sweep.push(CollectionOfOne(Sweep.Fix(candidates[first], 0)))
      tryTriples(first, numbers[(place + 1)...])
      sweep.pop()
    }
  }

  private mutating func tryTriples(_ first: Int, _ numbers: ArraySlice<Int>) {
    for place in numbers.indices where isOpen([first, numbers[place]]) {
      sweep.push(CollectionOfOne(Sweep.Fix(candidates[numbers[place]], 0)))
      for third in numbers[(place + 1)...] where isOpen([first, numbers[place], third]) {
        check([first, numbers[place], third], verdictIfRejected(third))
      }
      sweep.pop()
    }
  }

  private mutating func try_(_ set: [Int]) {
    let fixes = set.map { Sweep.Fix(candidates[$0], 0) }
    let value = sweep.value(at: scope.target, ifFixed: fixes)
    check(set, semantics.verdict(of: Strength(value)))
  }

  private mutating func verdictIfRejected(_ number: Int) -> Verdict {
    let value = sweep.value(at: scope.target, if: candidates[number], is: 0)
    return semantics.verdict(of: Strength(value))
  }

  /// Whether a set could still be a minimal one of either sort.
  private func isOpen(_ set: [Int]) -> Bool {
    !flips.cover(set) || (seeksOverturns && !overturns.cover(set))
  }

  private mutating func check(_ set: [Int], _ after: Verdict) {
    if after != before, !flips.cover(set) { flips.insert(set) }
    if seeksOverturns, after == before.opposite, !overturns.cover(set) { overturns.insert(set) }
  }

  // MARK: Large sets

  /// The claims whose loss moves the thesis most.
  private func shortlist(_ losses: [Double], _ count: Int) -> [Int] {
    let strength = sweep.strength(at: scope.target).middle
    return candidates.indices
      .sorted {
        let left = abs(strength - losses[$0]).roundedForOrder
        let right = abs(strength - losses[$1]).roundedForOrder
        return left != right ? left > right : $0 < $1
      }
      .prefix(count).sorted()
  }

  /// Rejects everything whose loss does not push the thesis the other way, then takes back what is
  /// not needed, the least first: finds sets where each single swing is 0.
  private mutating func tryLongSets(_ losses: [Double]) {
    let goals: [(Verdict, down: Bool)] =
      switch before {
      case .stands: [(.open, true), (.falls, true)]
      case .falls: [(.open, false), (.stands, false)]
      case .open: [(.falls, true), (.stands, false)]
      }
    for (goal, down) in goals {
      guard let set = longSet(losses, toward: goal, down: down) else { continue }
      if !flips.holdPart(of: set) { flips.insert(set) }
      if seeksOverturns, goal == before.opposite, !overturns.holdPart(of: set) {
        overturns.insert(set)
      }
    }
  }

  private func longSet(_ losses: [Double], toward goal: Verdict, down: Bool) -> [Int]? {
    let strength = sweep.strength(at: scope.target).middle
    let helpful = candidates.indices.filter {
      down
        ? losses[$0] <= strength + Semantics.tolerance
        : losses[$0] >= strength - Semantics.tolerance
    }
    var trial = sweep
    trial.fix(helpful.map { Sweep.Fix(candidates[$0], 0) })
    guard reaches(goal, trial) else { return nil }
    var kept = Set(helpful)
    for number in helpful.sorted(by: {
      let left = abs(strength - losses[$0]).roundedForOrder
      let right = abs(strength - losses[$1]).roundedForOrder
      return left != right ? left < right : $0 < $1
    }) {
      trial.release(candidates[number])
      if reaches(goal, trial) {
        kept.remove(number)
      } else {
        trial.fix(CollectionOfOne(Sweep.Fix(candidates[number], 0)))
      }
    }
    return kept.sorted()
  }

  /// Whether the verdict is the goal; with the goal *open*, whether it is any but the one before.
  private func reaches(_ goal: Verdict, _ trial: Sweep) -> Bool {
    let after = trial.semantics.verdict(of: trial.strength(at: scope.target))
    return goal == .open ? after != before : after == goal
  }

  // MARK: Results

  /// What would decide an open thesis if it were true.
  private mutating func settling() -> [StatementID] {
    guard before == .open else { return [] }
    return candidates.filter { candidate in
      let value = sweep.value(at: scope.target, if: candidate, is: 1)
      return semantics.verdict(of: Strength(value)) != .open
    }
    .map { scope.id(at: $0) }
  }

  private func ids(_ sets: MinimalSets) -> [[StatementID]] {
    sets.all.map { $0.map { scope.id(at: candidates[$0]) } }
  }
}

/// Sets of numbers none of which holds another, in the order found.
private struct MinimalSets {
  private(set) var all: [[Int]] = []
  private var singles: Set<Int> = []
  private var pairs: Set<[Int]> = []

  mutating func insert(_ set: [Int]) {
    all.append(set)
    if set.count == 1 { singles.insert(set[0]) }
    if set.count == 2 { pairs.insert(set) }
  }

  /// Whether one or two claims found earlier are part of this set, which is in rising order: of sets
  /// of up to three, each tried once, that is all there is to ask.
  func cover(_ set: [Int]) -> Bool {
    if all.isEmpty { return false }
    if set.contains(where: singles.contains) { return true }
    if pairs.isEmpty { return false }
    for first in set.indices {
      for second in set.indices where second > first && pairs.contains([set[first], set[second]]) {
        return true
      }
    }
    return false
  }

  /// Whether a set found earlier, however large, is this one or part of it.
  func holdPart(of set: [Int]) -> Bool {
    all.contains { Set($0).isSubset(of: set) }
  }
}

extension Verdict {
  /// *Open* is its own.
  var opposite: Verdict {
    switch self {
    case .stands: .falls
    case .falls: .stands
    case .open: .open
    }
  }
}
