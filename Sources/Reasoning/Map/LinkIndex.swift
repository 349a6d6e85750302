import CruxModel

/// A map with its links found by target: made once for a map, used by every computation on it.
///
/// A *node* is what has a value: a claim, by its index, or an undercut, numbered after the claims. An
/// ordinary link has none; it is part of its target.
package struct LinkIndex: Sendable {
  package let map: ArgumentMap
  /// The links into each claim, in order.
  let intoClaims: CompressedRows
  /// The undercuts of each link, as nodes; without rows where the map has no undercut.
  let undercuts: CompressedRows
  /// The links that are undercuts, in order; the node of the first is `claimCount`.
  let undercutLinks: [Int32]
  /// What each node's value depends on: premises of its links, and their undercuts.
  let dependencies: CompressedRows
  let views: ViewIndex

  package var nodeCount: Int { map.claimCount + undercutLinks.count }

  /// - Parameter map: checked.
  package init(_ map: ArgumentMap) {
    self.map = map
    views = ViewIndex(map)
    intoClaims = LinkIndex.linksIntoClaims(map)
    let undercutLinks = (0..<map.linkCount).lazy.filter { map.linkKinds[$0] == .undercuts }
      .map { Int32($0) }
    self.undercutLinks = Array(undercutLinks)
    undercuts = LinkIndex.undercuts(map, self.undercutLinks)
    dependencies = LinkIndex.dependencies(map, intoClaims, undercuts, self.undercutLinks)
  }

  package func links(into claim: Int) -> ArraySlice<Int32> { intoClaims[claim] }

  /// The link that is this node; nil for a claim.
  func undercutLink(atNode node: Int) -> Int? {
    node < map.claimCount ? nil : Int(undercutLinks[node - map.claimCount])
  }

  func hasUndercuts(_ link: Int) -> Bool {
    !undercutLinks.isEmpty && undercuts.starts[link] < undercuts.starts[link + 1]
  }

  /// The undercuts of a link, as nodes.
  func undercutNodes(ofLink link: Int) -> ArraySlice<Int32> {
    undercutLinks.isEmpty ? [] : undercuts[link]
  }

  private static func linksIntoClaims(_ map: ArgumentMap) -> CompressedRows {
    var rows: [Int32] = []
    var values: [Int32] = []
    rows.reserveCapacity(map.linkCount)
    values.reserveCapacity(map.linkCount)
    for link in 0..<map.linkCount where map.linkKinds[link] != .undercuts {
      rows.append(map.linkTargets[link])
      values.append(Int32(truncatingIfNeeded: link))
    }
    return CompressedRows(rowCount: map.claimCount, rows: rows, values: values)
  }

  private static func undercuts(_ map: ArgumentMap, _ links: [Int32]) -> CompressedRows {
    CompressedRows(
      rowCount: links.isEmpty ? 0 : map.linkCount,
      rows: links.map { map.linkTargets[Int($0)] },
      values: links.indices.map { Int32(map.claimCount + $0) })
  }

  private static func dependencies(
    _ map: ArgumentMap, _ intoClaims: CompressedRows, _ undercuts: CompressedRows,
    _ undercutLinks: [Int32]
  ) -> CompressedRows {
    var rows = CompressedRows(rowCount: 0, rows: [], values: [])
    rows.starts.reserveCapacity(map.claimCount + undercutLinks.count + 1)
    rows.values.reserveCapacity(map.premises.count)
    func append(link: Int) {
      for position in Int(map.premiseStarts[link])..<Int(map.premiseStarts[link + 1]) {
        rows.values.append(map.premises[position].code >> 1)
      }
      guard !undercutLinks.isEmpty else { return }
      for place in Int(undercuts.starts[link])..<Int(undercuts.starts[link + 1]) {
        rows.values.append(undercuts.values[place])
      }
    }
    for claim in 0..<map.claimCount {
      for position in Int(intoClaims.starts[claim])..<Int(intoClaims.starts[claim + 1]) {
        append(link: Int(intoClaims.values[position]))
      }
      rows.starts.append(Int32(truncatingIfNeeded: rows.values.count))
    }
    for link in undercutLinks {
      append(link: Int(link))
      rows.starts.append(Int32(truncatingIfNeeded: rows.values.count))
    }
    return rows
  }
}
