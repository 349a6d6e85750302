import CruxModel

/// Something in a map that cannot be computed with, and where.
package struct ArgumentMapError: Error, Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case claim(Int, StatementID)
    case link(Int)
    case stance(PersonID, StatementID)
    case map
  }

  package enum Problem: Hashable, Sendable {
    /// Not a number in [0, 1].
    case notAShare(Double)
    case unknownClaim(Int)
    case unknownLink(Int)
    case noPremise
    /// The link's target is one of its premises, or itself.
    case selfLink
    /// More than 2^30 of them.
    case tooLarge
  }

  package var place: Place
  package var problem: Problem
}

extension ArgumentMapError: CustomStringConvertible {
  package var description: String { "\(place): \(problem)" }
}

extension ArgumentMapError.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .claim(_, let id): "claim '\(id)'"
    case .link(let index): "link number \(index + 1)"
    case .stance(let person, let claim): "stance of '\(person)' on '\(claim)'"
    case .map: "map"
    }
  }
}

extension ArgumentMapError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAShare(let value): "'\(value)' is not a number from 0 to 1"
    case .unknownClaim(let index): "there is no claim number \(index + 1)"
    case .unknownLink(let index): "there is no link number \(index + 1)"
    case .noPremise: "a link needs at least one premise"
    case .selfLink: "a claim or link cannot bear on itself; remove the link"
    case .tooLarge: "more than 1073741823 claims or links"
    }
  }
}

extension ArgumentMap {
  /// What a link that bears on its own premise is taken for.
  package enum SelfLinks: Sendable {
    /// An error, as in a map somebody wrote.
    case refused
    /// Computed like any other, as in a Dung framework.
    case allowed
  }

  /// Throws the first thing that cannot be computed with. Every computation takes a checked map.
  package func check(selfLinks: SelfLinks = .refused) throws(ArgumentMapError) {
    guard claimCount < 1 << 30, premises.count < 1 << 30 else {
      throw ArgumentMapError(place: .map, problem: .tooLarge)
    }
    for claim in 0..<claimCount where !isShare(baseScores[claim]) {
      throw ArgumentMapError(
        place: .claim(claim, claimIDs[claim]), problem: .notAShare(baseScores[claim]))
    }
    for link in 0..<linkCount {
      if let problem = problem(ofLink: link, selfLinks: selfLinks) {
        throw ArgumentMapError(place: .link(link), problem: problem)
      }
    }
    for views in views { try check(views) }
  }

  private func problem(ofLink link: Int, selfLinks: SelfLinks) -> ArgumentMapError.Problem? {
    guard isShare(linkWeights[link]) else { return .notAShare(linkWeights[link]) }
    let start = Int(premiseStarts[link])
    let end = Int(premiseStarts[link + 1])
    guard start < end else { return .noPremise }
    let target = Int(linkTargets[link])
    let undercuts = linkKinds[link] == .undercuts
    if undercuts {
      guard linkKinds.indices.contains(target) else { return .unknownLink(target) }
      if target == link { return .selfLink }
    } else {
      guard claimIDs.indices.contains(target) else { return .unknownClaim(target) }
    }
    for position in start..<end {
      let claim = premises[position].claim
      guard claimIDs.indices.contains(claim) else { return .unknownClaim(claim) }
      if !undercuts, claim == target, selfLinks == .refused { return .selfLink }
    }
    return nil
  }

  private func check(_ person: PersonViews) throws(ArgumentMapError) {
    for view in person.views {
      guard claimIDs.indices.contains(view.claim) else {
        throw ArgumentMapError(place: .map, problem: .unknownClaim(view.claim))
      }
      guard isShare(view.credence) else {
        throw ArgumentMapError(
          place: .stance(person.person, claimIDs[view.claim]), problem: .notAShare(view.credence))
      }
    }
  }

  /// False for NaN.
  private func isShare(_ value: Double) -> Bool { value >= 0 && value <= 1 }
}
