/// What the recorded arguments make of one statement, and why.
package struct ThesisExplanation: Hashable, Sendable {
  /// One way of weighing and what it gives.
  package struct Reading: Hashable, Sendable {
    package var semantics: Semantics
    package var strength: Strength
    package var verdict: Verdict

    package init(semantics: Semantics, strength: Strength, verdict: Verdict) {
      self.semantics = semantics
      self.strength = strength
      self.verdict = verdict
    }
  }

  package var thesis: StatementID
  package var standing: Standing
  /// The links whose objection is unanswered.
  package var objections: [LinkName]
  /// The links that bear on the thesis directly, in order.
  package var reasons: [LinkName]
  /// How many of them, those of circular support left out.
  package var pointsFor: Int
  package var pointsAgainst: Int
  /// The headline first, then the second opinions.
  package var readings: [Reading]
  /// The headline with other defaults (.35 and .65) for claims nobody argued about.
  package var otherDefaults: [Reading]
  /// Best first; those that come down to another last.
  package var cruxes: [CruxScore]
  package var flips: FlipReport
  package var positions: [Position]
  package var camps: Camps?
  package var refusals: [Refusal]

  /// What the tool says it did not or cannot do.
  package enum Refusal: Hashable, Sendable {
    /// Nothing is recorded for or against the thesis.
    case nothingBearsOnIt
    /// Nobody has a stance on the thesis.
    case nobodysView
    /// A loop leaves the strength open.
    case openLoop([StatementID])
    /// Steps of a circle of support, left out.
    case circularSupport([LinkName])
    /// Only the nearest claims were looked at.
    case nearestOnly(claims: Int)
    /// Swings were computed for the most promising claims only.
    case swingsBounded(computed: Int, claims: Int)
  }

  package init(
    thesis: StatementID, standing: Standing, objections: [LinkName], reasons: [LinkName],
    pointsFor: Int,
    pointsAgainst: Int, readings: [Reading], otherDefaults: [Reading], cruxes: [CruxScore],
    flips: FlipReport,
    positions: [Position], camps: Camps?, refusals: [Refusal]
  ) {
    self.thesis = thesis
    self.standing = standing
    self.objections = objections
    self.reasons = reasons
    self.pointsFor = pointsFor
    self.pointsAgainst = pointsAgainst
    self.readings = readings
    self.otherDefaults = otherDefaults
    self.cruxes = cruxes
    self.flips = flips
    self.positions = positions
    self.camps = camps
    self.refusals = refusals
  }

  package var headline: Reading {
    readings.first
      ?? Reading(semantics: .dfQuad, strength: Strength(low: 0, high: 1), verdict: .open)
  }

  package var sameVerdictHoweverWeighed: Bool {
    readings.allSatisfy { $0.verdict == headline.verdict }
  }

  package var sameVerdictWithOtherDefaults: Bool {
    otherDefaults.allSatisfy { $0.verdict == headline.verdict }
  }

  /// Whether every way of weighing and every default gives the same verdict.
  package var isRobust: Bool { sameVerdictHoweverWeighed && sameVerdictWithOtherDefaults }
}

/// A link as a reader can recognise it: what does what to what.
package struct LinkName: Hashable, Sendable {
  package var kind: LinkKind
  package var premises: [Proposition]
  /// Nil for an undercut, whose target is a step.
  package var target: StatementID?

  package init(kind: LinkKind, premises: [Proposition], target: StatementID?) {
    self.kind = kind
    self.premises = premises
    self.target = target
  }
}
