/// Where a person's recorded views put a thesis.
package struct Position: Hashable, Sendable {
  /// Why nothing is claimed for the person.
  package enum Refusal: Hashable, Sendable {
    /// No recorded view on anything behind the thesis.
    case noViewBehind
    /// What follows from their reasons is not what they declare.
    case reasonsLeadElsewhere
    /// They declare nothing, and their reasons leave the thesis open.
    case reasonsLeaveOpen
  }

  package var person: PersonID
  /// What their views on the claims behind the thesis come to; nil without any.
  package var implied: Strength?
  package var impliedVerdict: Verdict?
  /// Their written credence in the thesis itself.
  package var declared: Double?
  package var declaredVerdict: Verdict?
  package var refusal: Refusal?

  package init(
    person: PersonID, implied: Strength?, impliedVerdict: Verdict?, declared: Double?,
    declaredVerdict: Verdict?, refusal: Refusal?
  ) {
    self.person = person
    self.implied = implied
    self.impliedVerdict = impliedVerdict
    self.declared = declared
    self.declaredVerdict = declaredVerdict
    self.refusal = refusal
  }

  package var isExplained: Bool { refusal == nil }
}

/// A claim on which two people part, and what taking the other's view of it would do to each.
package struct PairCrux: Hashable, Sendable {
  package enum Kind: Int, Hashable, Sendable, Comparable {
    /// Either would give up their view of the thesis.
    case double
    /// One of them would.
    case oneSided
    /// Neither would.
    case shared

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package var claim: StatementID
  package var firstCredence: Double
  package var secondCredence: Double
  /// The thesis for each with the other's view of this claim.
  package var firstAfter: Strength
  package var secondAfter: Strength
  package var movesFirst: Bool
  package var movesSecond: Bool
  package var score: Double
  /// The share of the distance between both that the exchange closes.
  package var gapClosed: Double

  package init(
    claim: StatementID, firstCredence: Double, secondCredence: Double, firstAfter: Strength,
    secondAfter: Strength, movesFirst: Bool, movesSecond: Bool, score: Double, gapClosed: Double
  ) {
    self.claim = claim
    self.firstCredence = firstCredence
    self.secondCredence = secondCredence
    self.firstAfter = firstAfter
    self.secondAfter = secondAfter
    self.movesFirst = movesFirst
    self.movesSecond = movesSecond
    self.score = score
    self.gapClosed = gapClosed
  }

  package var kind: Kind {
    movesFirst && movesSecond ? .double : movesFirst || movesSecond ? .oneSided : .shared
  }
}

/// Two people on one thesis.
package struct PairReport: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// At least one position is not explained; the positions say why.
    case unexplained
    case noDisagreement
    /// Where they part, most telling first; empty where they share no claim on which they differ.
    case cruxes([PairCrux])
  }

  package var thesis: StatementID
  package var first: Position
  package var second: Position
  package var outcome: Outcome

  package init(thesis: StatementID, first: Position, second: Position, outcome: Outcome) {
    self.thesis = thesis
    self.first = first
    self.second = second
    self.outcome = outcome
  }

  /// Empty where the comparison was refused.
  package var cruxes: [PairCrux] {
    if case .cruxes(let cruxes) = outcome { cruxes } else { [] }
  }

  /// How far apart they are on the thesis; nil where one of them has no position.
  package var gap: Double? {
    guard let first = first.implied, let second = second.implied else { return nil }
    return abs(first.middle - second.middle)
  }
}

/// What lies behind a disagreement: the same question asked of the crux, and of the crux of that.
package struct DrillDown: Hashable, Sendable {
  package enum End: Hashable, Sendable {
    /// Nobody argued about the last claim.
    case nothingBehind
    /// What each rests the last claim on is not recorded.
    case notRecorded
    /// They share no claim on which they differ there.
    case nothingShared
    /// The chain came back to a claim it had passed.
    case circle
  }

  /// The thesis first, then the claim that each report found.
  package var reports: [PairReport]
  package var end: End

  package init(reports: [PairReport], end: End) {
    self.reports = reports
    self.end = end
  }
}

/// People by what their views of the claims behind a thesis come to, and what would move them.
package struct Camps: Hashable, Sendable {
  package struct Divide: Hashable, Sendable {
    package var claim: StatementID
    /// The share of those for whom the thesis stands who would change with the other side's view.
    package var standingMoved: Double
    /// The same share of those for whom it falls.
    package var fallingMoved: Double

    package init(claim: StatementID, standingMoved: Double, fallingMoved: Double) {
      self.claim = claim
      self.standingMoved = standingMoved
      self.fallingMoved = fallingMoved
    }
  }

  package var standing: [PersonID]
  package var falling: [PersonID]
  /// Claims on which both camps have views, those that would move most people first.
  package var divides: [Divide]

  package init(standing: [PersonID], falling: [PersonID], divides: [Divide]) {
    self.standing = standing
    self.falling = falling
    self.divides = divides
  }
}
