/// What a thesis would come to if a claim behind it were true, and if it were false.
package struct CruxScore: Hashable, Sendable {
  package enum Level: Int, Hashable, Sendable, Comparable {
    case none, tips, decides

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package var claim: StatementID
  package var ifTrue: Strength
  package var ifFalse: Strength
  package var verdictIfTrue: Verdict
  package var verdictIfFalse: Verdict
  /// From 0 (nobody disagrees) to 1.
  package var openness: Double
  /// The claim behind this one that it comes down to.
  package var comesDownTo: StatementID?
  package var opinions: Opinions
  /// The claims between this one and the thesis on the path that carries most, nearest first.
  package var route: [StatementID]
  /// Whether it reaches the thesis by more than one path, so that one reason may count twice.
  package var hasSeveralRoads: Bool

  package init(
    claim: StatementID, ifTrue: Strength, ifFalse: Strength, verdictIfTrue: Verdict,
    verdictIfFalse: Verdict, openness: Double, comesDownTo: StatementID? = nil,
    opinions: Opinions = Opinions(), route: [StatementID] = [], hasSeveralRoads: Bool = false
  ) {
    self.claim = claim
    self.ifTrue = ifTrue
    self.ifFalse = ifFalse
    self.verdictIfTrue = verdictIfTrue
    self.verdictIfFalse = verdictIfFalse
    self.openness = openness
    self.comesDownTo = comesDownTo
    self.opinions = opinions
    self.route = route
    self.hasSeveralRoads = hasSeveralRoads
  }

  /// How far the thesis moves when the claim goes from false to true; above 0 where it helps.
  package var leverage: Double { ifTrue.middle - ifFalse.middle }
  package var score: Double { abs(leverage) * openness }

  package var level: Level {
    if verdictIfTrue == verdictIfFalse { return .none }
    return verdictIfTrue != .open && verdictIfFalse != .open ? .decides : .tips
  }

  /// Decisive, and nobody disputes it.
  package var isLoadBearing: Bool { level >= .tips && openness == 0 }

  /// Whether it is worth a reader's while: it moves the verdict, on its own account, by enough.
  package var isShown: Bool { level >= .tips && comesDownTo == nil && score >= 0.05 - 1e-9 }
}

/// Who holds a claim, who denies it and who is undecided; each in order of id.
///
/// A credence within .05 of one half is neither.
package struct Opinions: Hashable, Sendable {
  package var held: [PersonID]
  package var denied: [PersonID]
  package var undecided: [PersonID]

  package init(held: [PersonID] = [], denied: [PersonID] = [], undecided: [PersonID] = []) {
    self.held = held
    self.denied = denied
    self.undecided = undecided
  }

  package var isEmpty: Bool { held.isEmpty && denied.isEmpty && undecided.isEmpty }
}
