import CruxModel

extension ThesisScope {
  /// How the thesis moves with the value of each node, by position: one pass against the order of
  /// evaluation (reverse-mode differentiation; for argumentation Yin, Potyka and Toni 2023).
  ///
  /// Where the least of several premises counts, the first of the least has the whole gradient. A
  /// loop is passed a few times, enough to find candidates in it.
  func gradient(_ sweep: Sweep) -> [Double] {
    var adjoint = Adjoint(sweep: sweep, gradient: [Double](repeating: 0, count: graph.count))
    adjoint.gradient[target] = 1
    var position = graph.count - 1
    var loops = graph.loops[...]
    while position >= 0 {
      if let loop = loops.last, loop.contains(position) {
        adjoint.pass(loop: loop)
        loops.removeLast()
        position = loop.lowerBound - 1
      } else {
        adjoint.pass(position, weight: adjoint.gradient[position])
        position -= 1
      }
    }
    return adjoint.gradient
  }
}

private struct Adjoint {
  private static let loopPasses = 50

  let sweep: Sweep
  var gradient: [Double]

  /// Hands on what each node of a loop got, until little is left.
  mutating func pass(loop: Range<Int>) {
    var pending = Array(gradient[loop])
    for _ in 0..<Adjoint.loopPasses {
      let before = Array(gradient[loop])
      for position in loop.reversed() {
        pass(position, weight: pending[position - loop.lowerBound])
      }
      for position in loop {
        pending[position - loop.lowerBound] =
          gradient[position] - before[position - loop.lowerBound]
      }
      if pending.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
  }

  /// Adds what a node hands on to each node it depends on.
  mutating func pass(_ position: Int, weight: Double) {
    guard weight != 0 else { return }
    let arms = sweep.graph.arms(at: position)
    let slopes = sweep.graph.claims[position] < 0 ? [1.0] : claimSlopes(position, arms)
    for (arm, slope) in zip(arms, slopes) where slope != 0 {
      pass(arm, weight: weight * slope)
    }
  }

  private mutating func pass(_ arm: StrengthGraph.Arm, weight: Double) {
    guard arm.isJoint else {
      add(weight * arm.weight, toPremise: arm.code)
      return
    }
    let joint = sweep.graph.joints[Int(arm.code)]
    let items = sweep.graph.items
    let least = joint.premises.min {
      sweep.middle(ofPremise: items[Int($0)]) < sweep.middle(ofPremise: items[Int($1)])
    }
    guard let least else { return }
    let premise = sweep.middle(ofPremise: items[Int(least)])
    let spared = joint.undercuts.map { 1 - sweep.middle(ofPremise: items[Int($0)] << 1) }
    let all = spared.reduce(1, *)
    add((joint.isContrary ? -1 : 1) * weight * arm.weight * all, toPremise: items[Int(least)])
    let carried = arm.weight * (joint.isContrary ? 1 - premise : premise)
    for (undercut, others) in zip(joint.undercuts, productsOfOthers(spared)) {
      gradient[Int(items[Int(undercut)])] -= weight * carried * others
    }
  }

  private mutating func add(_ amount: Double, toPremise code: Int32) {
    gradient[Int(code >> 1)] += code & 1 == 0 ? amount : -amount
  }

  /// How the strength of a claim moves with the value of each of its arms.
  private func claimSlopes(_ position: Int, _ arms: ArraySlice<StrengthGraph.Arm>) -> [Double] {
    let values = arms.map { Strength(sweep.value(of: $0)).middle }
    let isAttack = arms.map(\.isAttack)
    let base = sweep.graph.bases[position]
    switch sweep.semantics {
    case .dfQuad: return dfQuadSlopes(base, values, isAttack)
    case .quadraticEnergy: return quadraticEnergySlopes(base, values, isAttack)
    case .strongestPoint: return strongestPointSlopes(base, values, isAttack)
    }
  }

  private func dfQuadSlopes(_ base: Double, _ values: [Double], _ isAttack: [Bool]) -> [Double] {
    let supports = values.indices.filter { !isAttack[$0] }
    let attacks = values.indices.filter { isAttack[$0] }
    let supported = supports.map { 1 - values[$0] }
    let attacked = attacks.map { 1 - values[$0] }
    let effect = attacked.reduce(1, *) - supported.reduce(1, *)
    let scale = effect >= 0 ? 1 - base : base
    var slopes = [Double](repeating: 0, count: values.count)
    for (index, others) in zip(supports, productsOfOthers(supported)) {
      slopes[index] = scale * others
    }
    for (index, others) in zip(attacks, productsOfOthers(attacked)) {
      slopes[index] = -scale * others
    }
    return slopes
  }

  private func quadraticEnergySlopes(
    _ base: Double, _ values: [Double], _ isAttack: [Bool]
  ) -> [Double] {
    let energy = zip(values, isAttack).reduce(0.0) { $0 + ($1.1 ? -$1.0 : $1.0) }
    let slope = 2 * abs(energy) / ((1 + energy * energy) * (1 + energy * energy))
    let scaled = (energy >= 0 ? 1 - base : base) * slope
    return isAttack.map { $0 ? -scaled : scaled }
  }

  private func strongestPointSlopes(
    _ base: Double, _ values: [Double], _ isAttack: [Bool]
  ) -> [Double] {
    let support = values.indices.filter { !isAttack[$0] }.max { values[$0] < values[$1] }
    let attack = values.indices.filter { isAttack[$0] }.max { values[$0] < values[$1] }
    let effect = (support.map { values[$0] } ?? 0) - (attack.map { values[$0] } ?? 0)
    let scale = effect >= 0 ? 1 - base : base
    var slopes = [Double](repeating: 0, count: values.count)
    if let support { slopes[support] = scale }
    if let attack { slopes[attack] = -scale }
    return slopes
  }

  /// For each factor the product of all others, without dividing: a factor may be 0.
  private func productsOfOthers(_ factors: [Double]) -> [Double] {
    var products = [Double](repeating: 1, count: factors.count)
    var before = 1.0
    for index in factors.indices {
      products[index] = before
      before *= factors[index]
    }
    var after = 1.0
    for index in factors.indices.reversed() {
      products[index] *= after
      after *= factors[index]
    }
    return products
  }
}

extension Sweep {
  fileprivate func middle(ofPremise code: Int32) -> Double { Strength(premiseValue(code)).middle }
}
