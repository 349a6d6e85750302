import CruxModel

/// The standing of every claim and link of a map.
package struct MapStanding: Sendable {
  package let framework: StandingFramework
  package let labels: [ArgumentLabel]

  /// - Parameter map: checked.
  package init(of map: ArgumentMap) {
    framework = StandingFramework(map)
    labels = groundedLabelling(of: framework.framework)
  }

  package func label(ofClaim claim: Int) -> ArgumentLabel {
    labels[framework.argument(ofClaim: claim)]
  }

  package func label(ofLink link: Int) -> ArgumentLabel {
    labels[framework.argument(ofLink: link)]
  }

  /// In words of the debate. A claim that is out is out because of an objection, where one holds;
  /// else for want of any ground.
  package func standing(ofClaim claim: Int, in index: LinkIndex) -> Standing {
    switch label(ofClaim: claim) {
    case .accepted: .answered
    case .undecided: .loop
    case .rejected: objections(to: claim, in: index).isEmpty ? .noGround : .unanswered
    }
  }

  /// The links whose arm against the claim holds, in order.
  package func objections(to claim: Int, in index: LinkIndex) -> [Int] {
    index.links(into: claim).compactMap { link in
      let link = Int(link)
      switch index.map.linkKinds[link] {
      case .attacks, .excludes: return label(ofLink: link) == .accepted ? link : nil
      case .needs:
        return labels[Int(framework.contraryArm[link])] == .accepted ? link : nil
      case .supports, .undercuts: return nil
      }
    }
  }
}
