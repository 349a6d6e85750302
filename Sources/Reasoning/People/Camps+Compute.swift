import CruxModel

extension ThesisScope {
  /// The people whose position is that the thesis stands or falls, and how many of each camp would
  /// change with the contrary of their view of one claim (specification, line 45).
  ///
  /// Credences of different people are never averaged. Nil unless both camps have somebody.
  ///
  /// - Parameter sweep: with nothing fixed.
  func camps(_ sweep: inout Sweep) -> Camps? {
    var members: [Verdict: [Member]] = [:]
    for views in people {
      let computed = position(of: views, &sweep)
      guard computed.position.isExplained, let verdict = computed.position.impliedVerdict else {
        continue
      }
      members[verdict, default: []].append(Member(views: views, computed: computed))
    }
    guard let standing = members[.stands], let falling = members[.falls] else { return nil }
    let standingMoved = movedByClaim(standing, &sweep)
    let fallingMoved = movedByClaim(falling, &sweep)
    let divides = standingMoved.keys.filter { fallingMoved[$0] != nil }.map { claim in
      Camps.Divide(
        claim: index.map.claimIDs[claim],
        standingMoved: Double(standingMoved[claim] ?? 0) / Double(standing.count),
        fallingMoved: Double(fallingMoved[claim] ?? 0) / Double(falling.count))
    }
    return Camps(
      standing: standing.map(\.views.person), falling: falling.map(\.views.person),
      divides: divides.sorted { $0.rank < $1.rank })
  }

  private struct Member {
    var views: PersonViews
    var computed: ComputedPosition
  }

  /// For each claim on which somebody of the camp takes a side, how many would change.
  private func movedByClaim(_ camp: [Member], _ sweep: inout Sweep) -> [Int: Int] {
    var moved: [Int: Int] = [:]
    for member in camp {
      sweep.push(member.computed.fixes)
      for view in member.views.views where view.claim != thesis {
        let side = ThesisScope.side(of: view.credence)
        guard side != 0, let position = position(ofClaim: view.claim) else { continue }
        let after = sweep.value(at: target, if: position, is: side > 0 ? 0 : 1)
        let changes =
          sweep.semantics.verdict(of: Strength(after)) != member.computed.position.impliedVerdict
        moved[view.claim, default: 0] += changes ? 1 : 0
      }
      sweep.pop()
    }
    return moved
  }
}

extension Camps.Divide {
  fileprivate var rank: (Double, StatementID) { (-(standingMoved + fallingMoved), claim) }
}
