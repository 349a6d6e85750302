import CruxModel

/// Which statements hold which others up: the `supports`, `needs` and `decides` links of a corpus,
/// with statements that say the same made one.
struct SupportGraph {
  /// One step of a circle: the link by which a premise holds up the next.
  struct Step: Equatable {
    var premise: Proposition
    /// Index in `CorpusRecord.links`.
    var link: Int
  }

  private struct Edge {
    var to: Int
    var step: Step
  }

  private var numbers: [Proposition: Int] = [:]
  private var edges: [[Edge]] = []

  init(_ corpus: CorpusRecord) {
    var groups = SameAsGroups(corpus)
    for (index, link) in corpus.links.enumerated() where link.kind.holdsUp {
      guard case .proposition(let target) = link.target else { continue }
      let end = number(of: target, &groups)
      for premise in link.premises where premise.statement != target.statement {
        let start = number(of: premise, &groups)
        edges[start].append(Edge(to: end, step: Step(premise: premise, link: index)))
      }
    }
  }

  /// The shortest circle through the first link of each set of statements that hold each other up,
  /// in order of links; empty where nothing is circular. O(statements + links).
  func circles() -> [[Step]] {
    var components = StrongComponents(successors: edges.map { $0.map(\.to) })
    let component = components.run()
    var first: [Int: (from: Int, edge: Edge)] = [:]
    for from in edges.indices {
      for edge in edges[from] where component[from] == component[edge.to] {
        if let known = first[component[from]], known.edge.step.link <= edge.step.link { continue }
        first[component[from]] = (from, edge)
      }
    }
    return first.values.sorted { $0.edge.step.link < $1.edge.step.link }.map { start in
      [start.edge.step] + path(from: start.edge.to, to: start.from, within: component)
    }
  }

  private mutating func number(of proposition: Proposition, _ groups: inout SameAsGroups) -> Int {
    let leader = Proposition(
      groups.leader(of: proposition.statement), isNegated: proposition.isNegated)
    if let number = numbers[leader] { return number }
    numbers[leader] = edges.count
    edges.append([])
    return edges.count - 1
  }

  /// A shortest path inside one component, by breadth; empty from a node to itself.
  private func path(from start: Int, to end: Int, within component: [Int]) -> [Step] {
    var cameFrom: [Int: (node: Int, step: Step)] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count, cameFrom[end] == nil, start != end {
      let node = queue[next]
      next += 1
      for edge in edges[node]
      where component[edge.to] == component[start] && edge.to != start && cameFrom[edge.to] == nil {
        cameFrom[edge.to] = (node, edge.step)
        queue.append(edge.to)
      }
    }
    var steps: [Step] = []
    var node = end
    while node != start, let back = cameFrom[node] {
      steps.append(back.step)
      node = back.node
    }
    return steps.reversed()
  }
}

extension LinkKind {
  /// Whether the premises are ground for the target.
  fileprivate var holdsUp: Bool { self == .supports || self == .needs || self == .decides }
}
