import CruxModel

/// Claims, the links between them and people's views: all that is ever computed from.
///
/// Claims and links are dense indices in the order they were added; ids only name claims in results
/// and break ties. Everything is a flat array, so that a map of a million claims is a few
/// allocations.
package struct ArgumentMap: Sendable {
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// Its premises together are a reason for the target.
    case supports
    /// Its premises together are a reason against the target.
    case attacks
    /// Its premises deny the step that another link takes.
    case undercuts
    /// The target stands or falls with the premises: supports it, and its contrary attacks it.
    case needs
    /// The target stands or falls against the premises: attacks it, and its contrary supports it.
    case excludes
  }

  /// A claim or its negation, where a link uses it.
  package struct Premise: Hashable, Sendable {
    /// The claim's index doubled, plus one where it is negated.
    package let code: Int32

    package init(_ claim: Int, isNegated: Bool = false) {
      code = Int32(truncatingIfNeeded: claim &* 2 &+ (isNegated ? 1 : 0))
    }

    package var claim: Int { Int(code >> 1) }
    package var isNegated: Bool { code & 1 == 1 }
  }

  /// The base score of a claim nobody set one for.
  package static let defaultBase = 0.5

  package private(set) var claimIDs: [StatementID] = []
  package private(set) var baseScores: [Double] = []
  /// Whether somebody holds the claim; one that nobody holds needs a reason to stand.
  package private(set) var isAsserted: [Bool] = []

  package private(set) var linkKinds: [Kind] = []
  /// A claim's index; a link's for undercuts.
  package private(set) var linkTargets: [Int32] = []
  package private(set) var linkWeights: [Double] = []
  /// Where each link's premises begin in `premises`; one more than there are links.
  package private(set) var premiseStarts: [Int32] = [0]
  package private(set) var premises: [Premise] = []

  /// In order of person.
  package var views: [PersonViews] = []

  package init() {}

  package var claimCount: Int { claimIDs.count }
  package var linkCount: Int { linkKinds.count }

  package mutating func reserve(claims: Int, links: Int) {
    claimIDs.reserveCapacity(claims)
    baseScores.reserveCapacity(claims)
    isAsserted.reserveCapacity(claims)
    linkKinds.reserveCapacity(links)
    linkTargets.reserveCapacity(links)
    linkWeights.reserveCapacity(links)
    premiseStarts.reserveCapacity(links + 1)
    premises.reserveCapacity(links)
  }

  /// Adds a claim and returns its index.
  @discardableResult
  package mutating func addClaim(
    _ id: StatementID, base: Double = ArgumentMap.defaultBase, isAsserted asserted: Bool = true
  ) -> Int {
    claimIDs.append(id)
    baseScores.append(base)
    isAsserted.append(asserted)
    return claimCount - 1
  }

  /// Adds a link and returns its index; the target may be added later.
  @discardableResult
  package mutating func addLink(
    _ kind: Kind, from linkPremises: some Sequence<Premise>, to target: Int, weight: Double = 1
  ) -> Int {
    linkKinds.append(kind)
    linkTargets.append(Int32(truncatingIfNeeded: target))
    linkWeights.append(weight)
    premises.append(contentsOf: linkPremises)
    premiseStarts.append(Int32(truncatingIfNeeded: premises.count))
    return linkCount - 1
  }

  package mutating func setBase(_ base: Double, ofClaim claim: Int) { baseScores[claim] = base }

  package func premises(ofLink link: Int) -> ArraySlice<Premise> {
    premises[Int(premiseStarts[link])..<Int(premiseStarts[link + 1])]
  }

  package func linkName(_ link: Int) -> LinkName {
    let kind = linkKinds[link]
    return LinkName(
      kind: LinkKind(kind),
      premises: premises(ofLink: link).map {
        Proposition(claimIDs[$0.claim], isNegated: $0.isNegated)
      },
      target: kind == .undercuts ? nil : claimIDs[Int(linkTargets[link])])
  }
}

/// One person's current views.
package struct PersonViews: Hashable, Sendable {
  package struct View: Hashable, Sendable {
    package var claim: Int
    /// In [0, 1].
    package var credence: Double
    /// Taken from holding the claim; otherwise written.
    package var isImplied: Bool
    /// Whether the person recorded a reason for the claim: then the reasons speak for an implied view.
    package var hasReasons: Bool

    package init(claim: Int, credence: Double, isImplied: Bool = false, hasReasons: Bool = false) {
      self.claim = claim
      self.credence = credence
      self.isImplied = isImplied
      self.hasReasons = hasReasons
    }

    /// Whether the view is fixed when the person's position is computed (specification, line 34b).
    package var isClamped: Bool { !(isImplied && hasReasons) }
  }

  package var person: PersonID
  /// At most one a claim, in order of claim.
  package var views: [View]

  package init(person: PersonID, views: [View]) {
    self.person = person
    self.views = views.sorted { $0.claim < $1.claim }
  }

  package func view(of claim: Int) -> View? {
    var low = 0
    var high = views.count
    while low < high {
      let middle = (low + high) / 2
      if views[middle].claim < claim { low = middle + 1 } else { high = middle }
    }
    return low < views.count && views[low].claim == claim ? views[low] : nil
  }
}

extension LinkKind {
  init(_ kind: ArgumentMap.Kind) {
    switch kind {
    case .supports: self = .supports
    case .attacks: self = .rebuts
    case .undercuts: self = .undercuts
    case .needs, .excludes: self = .needs
    }
  }
}
