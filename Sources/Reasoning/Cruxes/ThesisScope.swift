import CruxModel

/// What lies behind one thesis: the part of the map that everything about the thesis is computed on.
///
/// Shared by all that is computed of the thesis, never copied.
final class ThesisScope: Sendable {
  /// With more claims than this behind a thesis only the nearest are looked at.
  static let claimLimit = 20_000

  let index: LinkIndex
  let thesis: Int
  let graph: StrengthGraph
  /// The position of the thesis.
  let target: Int
  /// The position of each claim in the graph.
  let positions: [Int32: Int]
  /// Positions of all claims but the thesis, in order of the claims' ids.
  let candidates: [Int]

  init(thesis: Int, of index: LinkIndex, with builder: inout StrengthGraphBuilder) {
    self.index = index
    self.thesis = thesis
    let graph = builder.behind(claim: thesis, limit: ThesisScope.claimLimit)
    self.graph = graph
    var positions: [Int32: Int] = [:]
    positions.reserveCapacity(graph.count)
    for position in 0..<graph.count where graph.claims[position] >= 0 {
      positions[graph.claims[position]] = position
    }
    self.positions = positions
    let target = positions[Int32(thesis)] ?? graph.count - 1
    self.target = target
    let ids = index.map.claimIDs
    candidates = positions.values.filter { $0 != target }.sorted {
      ids[Int(graph.claims[$0])] < ids[Int(graph.claims[$1])]
    }
  }

  func claim(at position: Int) -> Int { Int(graph.claims[position]) }
  func id(at position: Int) -> StatementID { index.map.claimIDs[claim(at: position)] }
  func position(ofClaim claim: Int) -> Int? { positions[Int32(claim)] }

  /// Everybody with a view of the thesis or of a claim behind it, in order of person.
  var people: [PersonViews] {
    var numbers: Set<Int> = []
    for position in candidates + [target] {
      for (person, _) in index.views.views(of: claim(at: position)) { numbers.insert(person) }
    }
    return numbers.sorted().map { index.map.views[$0] }
  }

  /// The positions a node directly depends on, each once.
  func dependencies(of position: Int) -> [Int] {
    var found: [Int] = []
    for arm in graph.arms(at: position) {
      graph.forEachDependency(of: arm) { found.append(Int($0)) }
    }
    guard found.count > 1 else { return found }
    found.sort()
    var last = -1
    return found.filter { position in
      defer { last = position }
      return position != last
    }
  }

  /// The number of steps from each position to the thesis, on the shortest way.
  var distances: [Int] {
    var distances = [Int](repeating: .max, count: graph.count)
    distances[target] = 0
    var queue = [target]
    var next = 0
    while next < queue.count {
      for arm in graph.arms(at: queue[next]) {
        graph.forEachDependency(of: arm) { dependency in
          guard distances[Int(dependency)] == .max else { return }
          distances[Int(dependency)] = distances[queue[next]] + 1
          queue.append(Int(dependency))
        }
      }
      next += 1
    }
    return distances
  }
}
