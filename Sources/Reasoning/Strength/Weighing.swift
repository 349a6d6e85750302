import CruxModel

/// The points for and against a claim, gathered for one semantics: intervals as (low, high).
struct Balance {
  /// DF-QuAD: the product of 1 − v over the points v. Quadratic energy: their sum. Strongest point:
  /// their maximum.
  var supports: SIMD2<Double>
  var attacks: SIMD2<Double>
}

extension Semantics {
  @inline(__always) var emptyBalance: Balance {
    // A switch: '==' on an enum of another module is a call for every claim.
    switch self {
    case .dfQuad: Balance(supports: [1, 1], attacks: [1, 1])
    case .quadraticEnergy, .strongestPoint: Balance(supports: [0, 0], attacks: [0, 0])
    }
  }

  @inline(__always) func add(_ value: SIMD2<Double>, to points: inout SIMD2<Double>) {
    switch self {
    case .dfQuad: points *= 1 - value
    case .quadraticEnergy: points += value
    case .strongestPoint: points = pointwiseMax(points, value)
    }
  }

  /// The strength of a claim with the given base score.
  ///
  /// A strength rises in each supporter and falls in each attacker, so its lower end comes from the
  /// lower ends of the supporters and the upper ends of the attackers, and the other way round.
  ///
  /// - DF-QuAD (Rago, Toni, Aurisicchio and Baroni 2016): e = Π(1 − a) − Π(1 − s); from the base
  ///   score w to w + (1 − w)e where e ≥ 0, to w + we otherwise.
  /// - Quadratic energy (Potyka 2018): e = Σs − Σa; w + (1 − w)h(e) − w h(−e) with
  ///   h(x) = x² / (1 + x²) for x > 0, else 0.
  /// - Strongest point (ours): as DF-QuAD with e = max s − max a.
  @inline(__always)
  func strength(base: Double, _ balance: Balance) -> SIMD2<Double> {
    let attacks = SIMD2(balance.attacks.y, balance.attacks.x)
    switch self {
    case .dfQuad: return moved(from: base, by: attacks - balance.supports)
    case .strongestPoint: return moved(from: base, by: balance.supports - attacks)
    case .quadraticEnergy:
      let energy = balance.supports - attacks
      let square = energy * energy
      let share = square / (1 + square)
      return moved(from: base, by: share.replacing(with: -share, where: energy .< 0))
    }
  }

  /// A share `effect` of the way from the base score to 1, or to 0 where it is negative.
  @inline(__always)
  private func moved(from base: Double, by effect: SIMD2<Double>) -> SIMD2<Double> {
    let up = base + (1 - base) * effect
    return up.replacing(with: base + base * effect, where: effect .< 0)
  }

  /// How far from one half a strength must be to count as standing or falling: a fifth of what one
  /// balanced point in favour does to a claim nobody argued about (specification, line 12).
  package var margin: Double {
    switch self {
    case .dfQuad, .strongestPoint: 0.05
    case .quadraticEnergy: 0.02
    }
  }

  /// The reading of a strength; *open* unless the whole interval is on one side.
  package func verdict(of strength: Strength) -> Verdict {
    if strength.low > 0.5 + margin + Semantics.tolerance { return .stands }
    if strength.high < 0.5 - margin - Semantics.tolerance { return .falls }
    return .open
  }

  /// The reading of a credence, whose margin is .05 however points are weighed.
  package static func verdict(ofCredence credence: Double) -> Verdict {
    Semantics.dfQuad.verdict(of: Strength(credence))
  }

  /// Differences below this are rounding.
  static let tolerance = 1e-9
}

extension Double {
  /// Rounded to a billionth, so that an order does not hang on the last bits.
  var roundedForOrder: Double { (self * 1e9).rounded() / 1e9 }
}

extension Strength {
  init(_ interval: SIMD2<Double>) { self.init(low: interval.x, high: interval.y) }
}
