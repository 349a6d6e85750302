import CruxModel

/// The supports among claims that depend on each other which go in a circle: a claim would be a
/// reason for itself.
///
/// Two claims in such a circle would carry each other to certainty from nothing. A link is in one
/// where its target and one of its premises, taken as they are and not negated, reach each other by
/// supports (specification, line 4). A `needs` link counts as a support here and is left out whole.
///
/// - Parameter nodes: one strongly connected component.
/// - Returns: links, in no particular order.
func circularSupportLinks(in nodes: ArraySlice<Int32>, of index: LinkIndex) -> [Int] {
  let claims = nodes.filter { Int($0) < index.map.claimCount }
  let local = Dictionary(uniqueKeysWithValues: claims.enumerated().map { ($1, Int32($0)) })
  var steps = SupportSteps()
  for (target, claim) in claims.enumerated() {
    for link in index.links(into: Int(claim)) {
      steps.append(link: Int(link), target: Int32(target), of: index.map, local: local)
    }
  }
  let rows = CompressedRows(rowCount: claims.count, rows: steps.targets, values: steps.premises)
  var finder = ComponentFinder(nodeCount: claims.count)
  let numbers = componentNumbers(finder.all(rows), count: claims.count)
  return steps.links.indices
    .filter { numbers[Int(steps.targets[$0])] == numbers[Int(steps.premises[$0])] }
    .map { steps.links[$0] }
}

/// Steps from an un-negated premise to what it supports, as parallel arrays.
private struct SupportSteps {
  var targets: [Int32] = []
  var premises: [Int32] = []
  var links: [Int] = []

  mutating func append(link: Int, target: Int32, of map: ArgumentMap, local: [Int32: Int32]) {
    guard map.linkKinds[link] == .supports || map.linkKinds[link] == .needs else { return }
    for premise in map.premises(ofLink: link) where !premise.isNegated {
      guard let premise = local[Int32(premise.claim)] else { continue }
      targets.append(target)
      premises.append(premise)
      links.append(link)
    }
  }
}

private func componentNumbers(_ order: ComponentOrder, count: Int) -> [Int32] {
  var numbers = [Int32](repeating: 0, count: count)
  var start = 0
  for (number, end) in order.ends.enumerated() {
    for node in order.nodes[start..<Int(end)] { numbers[Int(node)] = Int32(number) }
    start = Int(end)
  }
  return numbers
}
