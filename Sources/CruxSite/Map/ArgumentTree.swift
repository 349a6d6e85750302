import CruxModel

/// What bears on a statement, unfolded into a tree: the nearest first.
///
/// A statement that bears in several places is unfolded where it stands nearest to the root; every
/// other place is a node that refers there.
package struct ArgumentTree: Hashable, Sendable {
  package struct Node: Hashable, Sendable {
    package var id: StatementID
    /// Index of the node it hangs on; nil for the root.
    package var parent: Int?
    package var depth: Int
    /// Nil for the root.
    package var relation: MapRelation?
    /// Whether it is needed together with the node before it.
    package var isJoint = false
    /// For a denied step that does not lead to the node above the parent: what it leads to.
    package var step: StatementID?
    /// For a question: the answer that the node above needs.
    package var answer: StatementID?
    /// Whether it is unfolded elsewhere in the tree.
    package var isRepeat = false
    package var children = 0..<0
    /// Nodes below it that were left out.
    package var hidden = 0
  }

  /// In breadth-first order, the root first; never empty. Children of a node follow each other.
  package internal(set) var nodes: [Node]
  /// Whether there is more than it may hold, so that what was left out is not counted.
  package internal(set) var isCut = false

  /// How many nodes were left out.
  package var hidden: Int { nodes.reduce(0) { $0 + $1.hidden } }

  /// The same tree with the nearest nodes only; each says how many below it were left out.
  ///
  /// - Parameters:
  ///   - levels: below the root.
  ///   - most: nodes in all, the root included.
  package func pruned(levels: Int, most: Int) -> ArgumentTree {
    let deeper = nodes.firstIndex { $0.depth > levels } ?? nodes.count
    let end = max(1, min(deeper, most))
    var left = nodes.map(\.hidden)
    for node in nodes.indices[end...].reversed() {
      if let parent = nodes[node].parent { left[parent] += left[node] + 1 }
    }
    var tree = ArgumentTree(nodes: Array(nodes[..<end]), isCut: isCut)
    for node in tree.nodes.indices {
      tree.nodes[node].hidden = left[node]
      tree.nodes[node].children = tree.nodes[node].children.clamped(to: 0..<end)
    }
    return tree
  }

  /// What some of its nodes are: `2 reasons, 1 objection`.
  func counts(of nodes: some Sequence<Int>) -> String {
    let parts = MapRelation.allCases.compactMap { relation in
      let count = nodes.count { self.nodes[$0].relation == relation }
      return count == 0 ? nil : relation.counted(count)
    }
    return parts.joined(separator: ", ")
  }

  /// Depth first: the order in which an outline shows the nodes.
  package var outlineOrder: [Int] {
    var order: [Int] = []
    var stack = [0]
    while let node = stack.popLast() {
      order.append(node)
      stack += nodes[node].children.reversed()
    }
    return order
  }
}
