/// Places the nodes of a tree across its direction of growth: as near to each other as `distance`
/// allows, each in the middle of its first and last child, and every subtree drawn the same wherever
/// it stands.
///
/// Takes time linear in the number of nodes, for a chain and for a star alike; no recursion. The
/// algorithm is that of Buchheim, Jünger and Leipert, "Improving Walker's Algorithm to Run in Linear
/// Time" (Graph Drawing 2002, LNCS 2528, pp. 344–353); nodes may differ in size across the
/// direction of growth, since only neighbours of one level are ever compared.
///
/// - Parameters:
///   - children: of each node, as indices; parents come before children and siblings follow each
///     other, as in breadth-first order with the root first.
///   - distance: the least distance between the middles of two nodes of one level, left one first.
/// - Returns: the middle of each node; the smallest is not 0 but whatever it comes to.
package func tidyTreeOffsets(
  children: [Range<Int>], distance: (Int, Int) -> Double
) -> [Double] {
  guard children.count > 1 else { return children.map { _ in 0 } }
  var layout = TidyTreeLayout(children: children)
  for node in layout.bottomUp { layout.place(node, distance) }
  return layout.offsets()
}

/// Names in comments are those of the paper.
private struct TidyTreeLayout {
  let children: [Range<Int>]
  private var parent: [Int]
  /// *prelim*: the place relative to the siblings.
  private var preliminary: [Double]
  /// *mod*: what the places of all descendants are moved by.
  private var modifier: [Double]
  private var shift: [Double]
  private var change: [Double]
  /// The node that a contour goes on with below a leaf.
  private var thread: [Int?]
  private var ancestor: [Int]
  /// For a parent: its *defaultAncestor* while its children are placed.
  private var defaultAncestor: [Int]

  init(children: [Range<Int>]) {
    self.children = children
    let count = children.count
    parent = Array(repeating: -1, count: count)
    for (node, range) in children.enumerated() { for child in range { parent[child] = node } }
    preliminary = Array(repeating: 0, count: count)
    modifier = preliminary
    shift = preliminary
    change = preliminary
    thread = Array(repeating: nil, count: count)
    ancestor = Array(0..<count)
    defaultAncestor = children.map(\.lowerBound)
  }

  /// Every node after its children and after its left siblings with theirs.
  var bottomUp: [Int] {
    var order: [Int] = []
    order.reserveCapacity(children.count)
    var stack = [0]
    while let node = stack.popLast() {
      order.append(node)
      stack += children[node]
    }
    return order.reversed()
  }

  /// *firstWalk* of one node, whose children are placed.
  mutating func place(_ node: Int, _ distance: (Int, Int) -> Double) {
    let left = leftSibling(of: node)
    let beside = left.map { preliminary[$0] + distance($0, node) }
    if let first = children[node].first, let last = children[node].last {
      executeShifts(below: node)
      let middle = (preliminary[first] + preliminary[last]) / 2
      preliminary[node] = beside ?? middle
      if let beside { modifier[node] = beside - middle }
    } else {
      preliminary[node] = beside ?? 0
    }
    if let left { apportion(node, left, distance) }
  }

  private func leftSibling(of node: Int) -> Int? {
    let parent = parent[node]
    return parent >= 0 && children[parent].lowerBound < node ? node - 1 : nil
  }

  private mutating func executeShifts(below node: Int) {
    var (sum, changes) = (0.0, 0.0)
    for child in children[node].reversed() {
      preliminary[child] += sum
      modifier[child] += sum
      changes += change[child]
      sum += shift[child] + changes
    }
  }

  /// Moves the node's subtree away from those of its left siblings, and spreads what lies between.
  private mutating func apportion(
    _ node: Int, _ left: Int, _ distance: (Int, Int) -> Double
  ) {
    let siblings = parent[node]
    var (innerRight, outerRight, innerLeft) = (node, node, left)
    var outerLeft = children[siblings].lowerBound
    var sums = (
      innerRight: modifier[innerRight], outerRight: modifier[outerRight],
      innerLeft: modifier[innerLeft], outerLeft: modifier[outerLeft]
    )
    while let nextLeft = rightEnd(innerLeft), let nextRight = leftEnd(innerRight) {
      (innerLeft, innerRight) = (nextLeft, nextRight)
      outerLeft = leftEnd(outerLeft) ?? outerLeft
      outerRight = rightEnd(outerRight) ?? outerRight
      ancestor[outerRight] = node
      let gap =
        preliminary[innerLeft] + sums.innerLeft - preliminary[innerRight] - sums.innerRight
        + distance(innerLeft, innerRight)
      if gap > 0 {
        move(node, by: gap, from: sibling(of: node, under: innerLeft))
        sums.innerRight += gap
        sums.outerRight += gap
      }
      sums.innerLeft += modifier[innerLeft]
      sums.innerRight += modifier[innerRight]
      sums.outerLeft += modifier[outerLeft]
      sums.outerRight += modifier[outerRight]
    }
    if let rest = rightEnd(innerLeft), rightEnd(outerRight) == nil {
      thread[outerRight] = rest
      modifier[outerRight] += sums.innerLeft - sums.outerRight
    }
    if let rest = leftEnd(innerRight), leftEnd(outerLeft) == nil {
      thread[outerLeft] = rest
      modifier[outerLeft] += sums.innerRight - sums.outerLeft
      defaultAncestor[siblings] = node
    }
  }

  /// *nextLeft*
  private func leftEnd(_ node: Int) -> Int? { children[node].first ?? thread[node] }

  /// *nextRight*
  private func rightEnd(_ node: Int) -> Int? { children[node].last ?? thread[node] }

  /// *ancestor*: the left sibling of the node whose subtree holds the other.
  private func sibling(of node: Int, under other: Int) -> Int {
    let found = ancestor[other]
    return parent[found] == parent[node] ? found : defaultAncestor[parent[node]]
  }

  /// *moveSubtree*
  private mutating func move(_ node: Int, by gap: Double, from left: Int) {
    let share = gap / Double(node - left)
    change[node] -= share
    shift[node] += gap
    change[left] += share
    preliminary[node] += gap
    modifier[node] += gap
  }

  /// *secondWalk*
  func offsets() -> [Double] {
    var sums = modifier
    var result = preliminary
    for node in children.indices.dropFirst() {
      let above = sums[parent[node]]
      result[node] += above
      sums[node] += above
    }
    return result
  }
}
