/// A way of weighing the points for and against a claim.
package enum Semantics: String, Hashable, Sendable, CaseIterable {
  /// Adding up: every further point counts, the less the more there are. The headline.
  case dfQuad = "df-quad"
  /// Energy: points add up, and small differences hardly show.
  case quadraticEnergy = "quadratic-energy"
  /// Only the strongest point on each side counts.
  case strongestPoint = "strongest-point"
}

/// What the recorded arguments come to: a reading of a strength, never of the truth.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
  case stands, falls, open
}

/// How the recorded points balance, in [0, 1]; never a probability.
///
/// An interval: a loop of arguments may leave it open where in `low...high` the strength lies.
package struct Strength: Hashable, Sendable {
  package var low: Double
  package var high: Double

  @inlinable package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  @inlinable package init(_ value: Double) { self.init(low: value, high: value) }

  /// Whether both ends are one number for every purpose: at most 1e-6 apart.
  @inlinable package var isSettled: Bool { high - low <= 1e-6 }
  @inlinable package var middle: Double { low == high ? low : (low + high) / 2 }
}

/// Whether the recorded objections to a statement are answered.
package enum Standing: String, Hashable, Sendable, CaseIterable {
  /// Every recorded objection is answered.
  case answered
  /// An objection is unanswered.
  case unanswered
  /// Nobody asserts it, and no reason for it is left.
  case noGround = "no-ground"
  /// Caught in a loop.
  case loop
}
