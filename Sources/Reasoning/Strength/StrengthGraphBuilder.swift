import CruxModel

/// Lays out what lies behind a thesis, or a whole map, for sweeps.
struct StrengthGraphBuilder {
  private let index: LinkIndex
  private let circularSupport: CircularSupport
  private var finder: ComponentFinder
  /// The position of each node while a graph is being laid out.
  private var positions: [Int32]
  private var leftOut: Set<Int> = []
  private var graph = StrengthGraph()

  init(_ index: LinkIndex, circularSupport: CircularSupport = .leftOut) {
    self.index = index
    self.circularSupport = circularSupport
    finder = ComponentFinder(nodeCount: index.nodeCount)
    positions = [Int32](repeating: -1, count: index.nodeCount)
  }

  mutating func wholeMap() -> StrengthGraph {
    layOut(finder.all(index.dependencies), leaves: nil)
  }

  /// The graph of all that reaches a claim, the claim itself at the end (in the last loop, where it is
  /// in one).
  ///
  /// - Parameter limit: with more claims than this behind it, only the nearest are taken, and those at
  ///   the edge keep their base scores.
  mutating func behind(claim: Int, limit: Int) -> StrengthGraph {
    let order = finder.behind(claim, index.dependencies)
    guard order.nodes.count > limit else { return layOut(order, leaves: nil) }
    let leaves = edge(around: claim, limit: limit)
    return layOut(
      finder.behind(claim, index.dependencies, isLeaf: { leaves.contains($0) }), leaves: leaves)
  }

  /// The claims at which the search for the nearest `limit` stops, breadth first.
  private func edge(around claim: Int, limit: Int) -> Set<Int32> {
    var seen: Set<Int32> = [Int32(claim)]
    var queue = [Int32(claim)]
    var next = 0
    while next < queue.count, queue.count < limit {
      for node in index.dependencies[Int(queue[next])] where seen.insert(node).inserted {
        queue.append(node)
      }
      next += 1
    }
    return Set(queue[next...])
  }

  private mutating func layOut(_ order: ComponentOrder, leaves: Set<Int32>?) -> StrengthGraph {
    graph = StrengthGraph()
    graph.isLimited = leaves != nil
    graph.claims.reserveCapacity(order.nodes.count)
    graph.bases.reserveCapacity(order.nodes.count)
    graph.armStarts.reserveCapacity(order.nodes.count + 1)
    graph.arms.reserveCapacity(order.nodes.count + order.nodes.count / 2)
    for (position, node) in order.nodes.enumerated() {
      positions[Int(node)] = Int32(truncatingIfNeeded: position)
    }
    findLoops(order)
    for node in order.nodes { append(Int(node), isLeaf: leaves?.contains(node) ?? false) }
    for node in order.nodes { positions[Int(node)] = -1 }
    return graph
  }

  private mutating func findLoops(_ order: ComponentOrder) {
    leftOut = []
    var start = 0
    for end in order.ends {
      let range = start..<Int(end)
      start = Int(end)
      let first = order.nodes[range.lowerBound]
      if range.count > 1 || index.dependencies[Int(first)].contains(first) {
        graph.loops.append(range)
        leftOut.formUnion(circularSupportLinks(in: order.nodes[range], of: index))
      }
    }
    graph.circularLinks = leftOut.sorted()
    if circularSupport == .counted { leftOut = [] }
  }

  private mutating func append(_ node: Int, isLeaf: Bool) {
    if node >= index.map.claimCount {
      graph.claims.append(-1)
      graph.bases.append(0)
      if let link = index.undercutLink(atNode: node), !isLeaf {
        appendArm(of: link, isAttack: false)
      }
    } else {
      graph.claims.append(Int32(truncatingIfNeeded: node))
      graph.bases.append(index.map.baseScores[node])
      if !isLeaf {
        // No slice: it would be retained and released for every claim.
        for place in Int(index.intoClaims.starts[node])..<Int(index.intoClaims.starts[node + 1]) {
          appendArms(ofLink: Int(index.intoClaims.values[place]))
        }
      }
    }
    graph.armStarts.append(Int32(truncatingIfNeeded: graph.arms.count))
  }

  private mutating func appendArms(ofLink link: Int) {
    switch index.map.linkKinds[link] {
    case .supports: appendArm(of: link, isAttack: false)
    case .attacks: appendArm(of: link, isAttack: true)
    case .needs:
      appendArm(of: link, isAttack: false)
      appendArm(of: link, isAttack: true, isContrary: true)
    case .excludes:
      appendArm(of: link, isAttack: true)
      appendArm(of: link, isAttack: false, isContrary: true)
    case .undercuts: break
    }
  }

  private mutating func appendArm(of link: Int, isAttack: Bool, isContrary: Bool = false) {
    let start = Int(index.map.premiseStarts[link])
    let isJoint =
      Int(index.map.premiseStarts[link + 1]) - start > 1 || index.hasUndercuts(link)
    var code = local(index.map.premises[start])
    if isJoint {
      code = Int32(truncatingIfNeeded: graph.joints.count)
      appendJoint(
        index.map.premises(ofLink: link), index.undercutNodes(ofLink: link), isContrary: isContrary)
    } else if isContrary {
      code ^= 1
    }
    let weight =
      !leftOut.isEmpty && leftOut.contains(link) ? 0 : index.map.linkWeights[link]
    graph.arms.append(.init(weight: weight, code: code, isAttack: isAttack, isJoint: isJoint))
  }

  private mutating func appendJoint(
    _ premises: ArraySlice<ArgumentMap.Premise>, _ undercuts: ArraySlice<Int32>, isContrary: Bool
  ) {
    let start = Int32(graph.items.count)
    for premise in premises { graph.items.append(local(premise)) }
    let middle = Int32(graph.items.count)
    for node in undercuts { graph.items.append(positions[Int(node)]) }
    graph.joints.append(
      .init(
        premises: start..<middle, undercuts: middle..<Int32(graph.items.count),
        isContrary: isContrary))
  }

  private func local(_ premise: ArgumentMap.Premise) -> Int32 {
    positions[premise.claim] &* 2 &+ (premise.code & 1)
  }
}
