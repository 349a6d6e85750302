import CruxModel

/// What a tree is grown from: statements and the links into them.
package struct ArgumentSource {
  /// The statement an id stands for; nil for an unknown one.
  package var statement: (StatementID) -> StatementID?
  /// The answers of a question, the two of a yes/no question that lists none included; empty for
  /// what is no question.
  package var answers: (StatementID) -> [StatementID]
  /// Links whose target is written as this id, in order.
  package var links: (StatementID) -> [LinkEntry]

  package init(
    statement: @escaping (StatementID) -> StatementID?,
    answers: @escaping (StatementID) -> [StatementID],
    links: @escaping (StatementID) -> [LinkEntry]
  ) {
    self.statement = statement
    self.answers = answers
    self.links = links
  }
}

extension ArgumentTree {
  /// Unfolds what bears on the statement.
  ///
  /// - Parameter most: nodes after which it ends, saying so in `isCut`.
  package init(under root: StatementID, of source: ArgumentSource, most: Int = 1000) {
    var grower = TreeGrower(source: source, most: most)
    grower.grow(from: root)
    self.init(nodes: grower.nodes, isCut: grower.isCut)
  }
}

private struct TreeGrower {
  let source: ArgumentSource
  let most: Int
  var nodes: [ArgumentTree.Node] = []
  var isCut = false
  private var seen: Set<StatementID> = []

  init(source: ArgumentSource, most: Int) {
    self.source = source
    self.most = most
  }

  mutating func grow(from root: StatementID) {
    append(ArgumentTree.Node(id: root, parent: nil, depth: 0, relation: nil))
    var next = 0
    while next < nodes.count {
      if !nodes[next].isRepeat { unfold(next) }
      next += 1
    }
  }

  private mutating func unfold(_ index: Int) {
    let start = nodes.count
    let answers = source.answers(nodes[index].id)
    let links = links(into: index)
    for relation in MapRelation.allCases where relation != .answer && !links.isEmpty {
      for link in links where MapRelation(link.kind) == relation {
        add(link, relation, to: index)
      }
    }
    for answer in answers where isArgued(answer) || isListed(answer) {
      guard hasRoom() else { break }
      append(child(answer, .answer, of: index))
    }
    nodes[index].children = start..<nodes.count
  }

  /// A question's own links are those of its answer *yes*, where it has answers.
  private func links(into index: Int) -> [LinkEntry] {
    let id = nodes[index].id
    if !source.answers(id).isEmpty { return [] }
    guard let (crux, key) = id.pole, key == "yes" else { return source.links(id) }
    return source.links(crux) + source.links(id)
  }

  private func isListed(_ answer: StatementID) -> Bool { source.statement(answer) == answer }

  private func isArgued(_ answer: StatementID) -> Bool {
    if !source.links(answer).isEmpty { return true }
    guard let (crux, key) = answer.pole, key == "yes" else { return false }
    return source.links(crux).contains { MapRelation($0.kind) != nil }
  }

  private mutating func add(_ link: LinkEntry, _ relation: MapRelation, to index: Int) {
    let premises =
      Set(link.premises).count == link.premises.count ? link.premises : [link.premises[0]]
    guard relation != .undercuts || concerns(link, index) else { return }
    for (position, premise) in premises.enumerated() {
      guard hasRoom() else { return }
      var node = child(premise, relation, of: index)
      node.isJoint = position > 0
      if relation == .undercuts, nodes[index].parent == nil {
        node.step = link.stepTarget.map { source.statement($0) ?? $0 }
      }
      if relation == .decides, let crux = premise.pole?.crux {
        (node.id, node.answer) = (source.statement(crux) ?? crux, premise)
      }
      append(node)
    }
  }

  /// Whether the denied step is the one from the node to the one above it; of the root's, any is.
  private func concerns(_ link: LinkEntry, _ index: Int) -> Bool {
    guard let above = nodes[index].parent, let step = link.stepTarget else { return true }
    return meaning(of: step) == meaning(of: nodes[above].id)
  }

  /// The question in place of its answer *yes*.
  private func meaning(of id: StatementID) -> StatementID {
    let id = known(id)
    guard let (crux, key) = id.pole, key == "yes" else { return id }
    return crux
  }

  private mutating func hasRoom() -> Bool {
    if nodes.count == most { isCut = true }
    return !isCut
  }

  private func child(_ id: StatementID, _ relation: MapRelation, of index: Int)
    -> ArgumentTree.Node
  {
    ArgumentTree.Node(
      id: known(id), parent: index, depth: nodes[index].depth + 1, relation: relation)
  }

  /// Present ids in place of former ones; an answer that is not listed keeps its own.
  private func known(_ id: StatementID) -> StatementID {
    guard let found = source.statement(id) else { return id }
    return id.pole != nil && found.pole == nil ? found.pole(id.pole?.key ?? "") : found
  }

  private mutating func append(_ node: ArgumentTree.Node) {
    var node = node
    node.isRepeat = !seen.insert(node.id).inserted
    nodes.append(node)
  }
}
