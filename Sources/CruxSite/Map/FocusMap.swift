import CruxModel

/// The argument around one statement: what bears on it, and what it bears on itself.
package struct FocusMap: Hashable, Sendable {
  package var reasons: ArgumentTree
  /// The same root, and below it each target once; a node's relation is what the root is to it.
  package var targets: ArgumentTree

  /// Unfolds what bears on the statement, and one level of what it bears on.
  ///
  /// - Parameter targets: links from the statement and from its answers, in order.
  package init(of root: StatementID, in source: ArgumentSource, targets: [LinkEntry]) {
    reasons = ArgumentTree(under: root, of: source)
    self.targets = ArgumentTree(from: root, to: targets, in: source)
  }

  private init(reasons: ArgumentTree, targets: ArgumentTree) {
    self.reasons = reasons
    self.targets = targets
  }

  /// Whether nothing bears on it and it bears on nothing.
  package var isEmpty: Bool { reasons.nodes.count == 1 && targets.nodes.count == 1 }

  /// What fits into so many columns. The nearest stay; where there is room for two only, what it
  /// bears on gives way to what bears on it.
  func fitted(columns: Int, most: Int) -> FocusMap {
    let hasReasons = reasons.nodes.count > 1
    let showsTargets = targets.nodes.count > 1 && (columns > 2 || !hasReasons)
    return FocusMap(
      reasons: reasons.pruned(levels: columns - (showsTargets ? 2 : 1), most: most),
      targets: targets.pruned(levels: showsTargets ? 1 : 0, most: 6))
  }

  /// With so many levels of what bears on it, and no more than anybody looks at.
  package func limited(to levels: Int) -> FocusMap {
    FocusMap(
      reasons: reasons.pruned(levels: levels, most: 400),
      targets: targets.pruned(levels: 1, most: 30))
  }

  /// What is left out, in a phrase; nil where nothing is.
  var note: String? {
    let (below, beside) = (reasons.hidden, targets.hidden)
    let parts = [
      below == 0 ? nil : "\(reasons.isCut ? "more than " : "")\(below) more below",
      beside == 0 ? nil : "\(beside) more that it bears on",
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return "\(parts.joined(separator: " and ")) left out of the picture."
  }
}

extension ArgumentTree {
  fileprivate init(from root: StatementID, to links: [LinkEntry], in source: ArgumentSource) {
    var nodes = [Node(id: root, parent: nil, depth: 0, relation: nil)]
    var seen: Set<StatementID> = []
    for relation in MapRelation.allCases {
      for link in links where MapRelation(link.kind) == relation {
        let id = source.statement(link.target) ?? link.target
        guard seen.insert(id).inserted else { continue }
        var node = Node(id: id, parent: 0, depth: 1, relation: relation)
        node.step = link.stepTarget
        nodes.append(node)
      }
    }
    nodes[0].children = 1..<nodes.count
    self.init(nodes: nodes)
  }
}
