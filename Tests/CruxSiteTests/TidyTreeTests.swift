import Testing

@testable import CruxSite

/// Trees as the number of children of each node, breadth first.
@Suite struct TidyTreeTests {
  private static let trees: [[Int]] = [
    [0], [1, 0], [3, 0, 0, 0], [3, 2, 0, 2, 0, 0, 0, 0],
    [2, 1, 3, 1, 0, 0, 0, 4, 0, 0, 0, 0], [4, 0, 0, 0, 5, 0, 0, 2, 0, 0, 3, 0, 0, 0, 0],
    [3, 3, 1, 3, 0, 0, 2, 0, 0, 2, 0, 3, 0, 0, 1, 0, 0, 0, 0],
  ]

  @Test(arguments: trees)
  func `neighbours keep their distance and parents stand in the middle`(_ counts: [Int]) {
    let tree = Tree(counts)
    let heights = tree.children.indices.map { Double(10 + $0 * 7 % 30) }
    func distance(_ left: Int, _ right: Int) -> Double {
      (heights[left] + heights[right]) / 2 + 4
    }
    let offsets = tidyTreeOffsets(children: tree.children, distance: distance)
    for (left, right) in tree.neighbours {
      #expect(offsets[right] - offsets[left] >= distance(left, right) - 1e-9)
    }
    for (node, children) in tree.children.enumerated() {
      guard let first = children.first, let last = children.last else { continue }
      #expect(abs(offsets[node] - (offsets[first] + offsets[last]) / 2) < 1e-9)
    }
  }

  @Test func `equal subtrees are drawn equally, and a mirrored tree is the mirrored picture`() {
    // Two equal subtrees of a leaf, a pair and a leaf, with a deep one between them.
    let tree = Tree([3, 3, 1, 3, 0, 2, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0])
    let offsets = tidyTreeOffsets(children: tree.children) { _, _ in 1 }
    let first = tree.children[1].map { offsets[$0] - offsets[1] }
    let last = tree.children[3].map { offsets[$0] - offsets[3] }
    for (a, b) in zip(first, last) { #expect(abs(a - b) < 1e-9) }
    let width = (offsets[1] + offsets[3]) / 2
    #expect(abs(width - offsets[0]) < 1e-9)
    #expect(abs(offsets[2] - offsets[0]) < 1e-9)
  }

  @Test(arguments: ["wide", "chain", "random", "comb"])
  func `the work grows with the number of nodes and not faster`(_ shape: String) {
    func comparisons(_ count: Int) -> Int {
      var made = 0
      let tree = Tree.shaped(shape, count: count)
      let offsets = tidyTreeOffsets(children: tree.children) { _, _ in
        made += 1
        return 1
      }
      #expect(offsets.count == count)
      return made
    }
    let (few, many) = (comparisons(1_000), comparisons(10_000))
    #expect(few <= 2_000)
    #expect(many <= 20_000)
  }
}

private struct Tree {
  var children: [Range<Int>]

  init(_ counts: [Int]) {
    var next = 1
    children = counts.map { count in
      defer { next += count }
      return next..<next + count
    }
    precondition(next == counts.count)
  }

  static func shaped(_ shape: String, count: Int) -> Tree {
    var counts = [Int](repeating: 0, count: count)
    var left = count - 1
    var state: UInt64 = 7
    for node in counts.indices where left > 0 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let wanted =
        switch shape {
        case "wide": node < 2 ? count / 3 : 3
        case "chain": 1
        case "comb": node % 2 == 0 ? 2 : 0
        default: Int(state >> 33) % 4
        }
      // A node without children must not be the last one open.
      let isLastOpen = node == count - 1 - left
      counts[node] = min(left, isLastOpen ? max(1, wanted) : wanted)
      left -= counts[node]
    }
    return Tree(counts)
  }

  /// Nodes that follow each other on one level.
  var neighbours: [(Int, Int)] {
    var depths = [Int](repeating: 0, count: children.count)
    for (node, range) in children.enumerated() {
      for child in range { depths[child] = depths[node] + 1 }
    }
    return zip(children.indices, children.indices.dropFirst()).filter { depths[$0] == depths[$1] }
  }
}
