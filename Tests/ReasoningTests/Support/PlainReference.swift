import CruxModel

@testable import Reasoning

/// The strengths of the specification, lines 3 and 6 to 8, written out as plainly as can be: point
/// values, all claims and links at once, circular support counted. An oracle for the fast engine.
struct PlainReference {
  var map: ArgumentMap
  var semantics: Semantics

  func step(_ claims: [Double], _ links: [Double]) -> (claims: [Double], links: [Double]) {
    let newLinks = links.indices.map { linkValue($0, isContrary: false, claims, links) }
    let newClaims = claims.indices.map { claim in
      var supports: [Double] = []
      var attacks: [Double] = []
      for link in links.indices
      where map.linkKinds[link] != .undercuts && Int(map.linkTargets[link]) == claim {
        let main = linkValue(link, isContrary: false, claims, links)
        let contrary = linkValue(link, isContrary: true, claims, links)
        switch map.linkKinds[link] {
        case .supports: supports.append(main)
        case .attacks: attacks.append(main)
        case .needs:
          supports.append(main)
          attacks.append(contrary)
        case .excludes:
          attacks.append(main)
          supports.append(contrary)
        case .undercuts: break
        }
      }
      return strength(map.baseScores[claim], supports, attacks)
    }
    return (newClaims, newLinks)
  }

  private func linkValue(
    _ link: Int, isContrary: Bool, _ claims: [Double], _ links: [Double]
  ) -> Double {
    let least =
      map.premises(ofLink: link).map { $0.isNegated ? 1 - claims[$0.claim] : claims[$0.claim] }
      .min() ?? 1
    var value = map.linkWeights[link] * (isContrary ? 1 - least : least)
    for undercut in links.indices
    where map.linkKinds[undercut] == .undercuts && Int(map.linkTargets[undercut]) == link {
      value *= 1 - links[undercut]
    }
    return value
  }

  private func strength(_ base: Double, _ supports: [Double], _ attacks: [Double]) -> Double {
    let effect: Double
    switch semantics {
    case .dfQuad:
      effect = attacks.reduce(1) { $0 * (1 - $1) } - supports.reduce(1) { $0 * (1 - $1) }
    case .strongestPoint:
      effect = (supports.max() ?? 0) - (attacks.max() ?? 0)
    case .quadraticEnergy:
      let energy = supports.reduce(0, +) - attacks.reduce(0, +)
      effect = (energy < 0 ? -1 : 1) * energy * energy / (1 + energy * energy)
    }
    return effect >= 0 ? base + (1 - base) * effect : base + base * effect
  }
}
