/// The strongly connected components of a graph of dependencies, what others depend on first.
struct ComponentOrder: Sendable {
  /// Component after component.
  var nodes: [Int32] = []
  /// Where each component ends in `nodes`.
  var ends: [Int32] = []
}

/// Finds strongly connected components (Tarjan 1972, "Depth-first search and linear graph
/// algorithms"), with a stack of its own: a chain of a million claims is no deeper than any other.
///
/// The arrays span the whole graph and are cleaned after use, so that looking behind one thesis costs
/// no more than what is found there.
struct ComponentFinder: Sendable {
  /// When each node was reached, from 1; 0 for not yet.
  private var reached: [Int32]
  /// The earliest node on the stack that can be reached; `done` once its component is known.
  private var lowest: [Int32]
  private var clock: Int32 = 0
  private var open: [Int32] = []
  private var path: [Frame] = []

  private static let done = Int32.max

  private struct Frame {
    var node: Int32
    /// The next dependency to follow.
    var next: Int32
  }

  init(nodeCount: Int) {
    reached = [Int32](repeating: 0, count: nodeCount)
    lowest = [Int32](repeating: 0, count: nodeCount)
  }

  /// Every component of the graph.
  mutating func all(_ dependencies: CompressedRows) -> ComponentOrder {
    var order = ComponentOrder()
    order.nodes.reserveCapacity(reached.count)
    order.ends.reserveCapacity(reached.count)
    for node in 0..<reached.count where reached[node] == 0 {
      follow(Int32(node), dependencies, isLeaf: { _ in false }, into: &order)
    }
    clean(order)
    return order
  }

  /// The components of what a node depends on, itself included (last).
  ///
  /// - Parameter isLeaf: nodes whose dependencies are not followed.
  mutating func behind(
    _ node: Int, _ dependencies: CompressedRows, isLeaf: (Int32) -> Bool = { _ in false }
  ) -> ComponentOrder {
    var order = ComponentOrder()
    follow(Int32(node), dependencies, isLeaf: isLeaf, into: &order)
    clean(order)
    return order
  }

  private mutating func clean(_ order: ComponentOrder) {
    for node in order.nodes {
      reached[Int(node)] = 0
      lowest[Int(node)] = 0
    }
    clock = 0
  }

  @inline(__always)
  private mutating func follow(
    _ root: Int32, _ dependencies: CompressedRows, isLeaf: (Int32) -> Bool,
    into order: inout ComponentOrder
  ) {
    enter(root, dependencies)
    while let frame = path.last {
      let node = Int(frame.node)
      if frame.next < dependencies.starts[node + 1], !isLeaf(frame.node) {
        path[path.count - 1].next += 1
        let dependency = dependencies.values[Int(frame.next)]
        if reached[Int(dependency)] == 0 {
          enter(dependency, dependencies)
        } else if lowest[Int(dependency)] != ComponentFinder.done {
          lowest[node] = min(lowest[node], reached[Int(dependency)])
        }
      } else {
        path.removeLast()
        if lowest[node] == reached[node] {
          close(frame.node, into: &order)
        } else if let parent = path.last {
          lowest[Int(parent.node)] = min(lowest[Int(parent.node)], lowest[node])
        }
      }
    }
  }

  @inline(__always)
  private mutating func enter(_ node: Int32, _ dependencies: CompressedRows) {
    clock += 1
    reached[Int(node)] = clock
    lowest[Int(node)] = clock
    open.append(node)
    path.append(Frame(node: node, next: dependencies.starts[Int(node)]))
  }

  /// The node is the first of its component, which stands on top of it.
  @inline(__always)
  private mutating func close(_ first: Int32, into order: inout ComponentOrder) {
    while let node = open.popLast() {
      lowest[Int(node)] = ComponentFinder.done
      order.nodes.append(node)
      if node == first { break }
    }
    order.ends.append(Int32(truncatingIfNeeded: order.nodes.count))
  }
}
