/// The sets of nodes that can all reach each other (Tarjan 1972, as a loop: no depth of a corpus can
/// overflow the stack).
struct StrongComponents {
  private let successors: [[Int]]
  private var order: [Int]
  private var lowest: [Int]
  private var component: [Int]
  private var open: [Int] = []
  private var calls: [(node: Int, next: Int)] = []
  private var visited = 0
  private var found = 0

  init(successors: [[Int]]) {
    self.successors = successors
    order = Array(repeating: -1, count: successors.count)
    lowest = order
    component = order
  }

  /// For each node the number of its component.
  mutating func run() -> [Int] {
    for root in successors.indices where order[root] < 0 {
      enter(root)
      while let call = calls.last { advance(call) }
    }
    return component
  }

  private mutating func enter(_ node: Int) {
    order[node] = visited
    lowest[node] = visited
    visited += 1
    open.append(node)
    calls.append((node, 0))
  }

  private mutating func advance(_ call: (node: Int, next: Int)) {
    guard call.next < successors[call.node].count else { return leave(call.node) }
    calls[calls.count - 1].next += 1
    let successor = successors[call.node][call.next]
    if order[successor] < 0 {
      enter(successor)
    } else if component[successor] < 0 {
      lowest[call.node] = min(lowest[call.node], order[successor])
    }
  }

  private mutating func leave(_ node: Int) {
    calls.removeLast()
    if let caller = calls.last?.node { lowest[caller] = min(lowest[caller], lowest[node]) }
    guard lowest[node] == order[node] else { return }
    while let member = open.popLast() {
      component[member] = found
      if member == node { break }
    }
    found += 1
  }
}
