/// A map of claims and links as a plain Dung framework of linear size.
///
/// - An argument for each claim c and each link l.
/// - Where nobody asserts c: *no ground for c*, which attacks c and is attacked by every link that
///   supports it. Without a ground, no standing.
/// - For each premise p: *not p*, attacked by p; it attacks each link that uses p, so that a link
///   needs all its premises. A link that uses the negation of p is attacked by p itself.
/// - A link against c attacks c; an undercut attacks the link whose step it denies.
/// - c needs p: p supports c, and a second arm of the link, which holds when some premise does not,
///   attacks c. An undercut hits both arms.
///
/// The reading of supports is our own: neither deductive nor necessary (Cayrol and Lagasquie-Schiex
/// 2013 compare both), but a reason. A support gives ground and does not defend. With attacks only
/// the grounded labelling of the claims is that of the map taken as a Dung framework.
package struct StandingFramework: Sendable {
  package let framework: DungFramework
  package let claimCount: Int
  package let linkCount: Int
  /// The argument *no ground for c* of each claim; -1 where somebody asserts it.
  package let noGround: [Int32]
  /// The argument *not c* of each claim; -1 where no link has it as a premise.
  package let negation: [Int32]
  /// The second arm of each link; -1 but for `needs` and `excludes`.
  package let contraryArm: [Int32]

  package func argument(ofClaim claim: Int) -> Int { claim }
  package func argument(ofLink link: Int) -> Int { claimCount + link }

  /// - Parameter map: checked.
  package init(_ map: ArgumentMap) {
    var compiler = StandingCompiler(map)
    compiler.compile()
    framework = DungFramework(
      argumentCount: compiler.argumentCount, attackers: compiler.attackers,
      attacked: compiler.attacked)
    claimCount = map.claimCount
    linkCount = map.linkCount
    noGround = compiler.noGround
    negation = compiler.negation
    contraryArm = compiler.contraryArm
  }
}

private struct StandingCompiler {
  let map: ArgumentMap
  var argumentCount: Int
  var attackers: [Int32] = []
  var attacked: [Int32] = []
  var noGround: [Int32]
  var negation: [Int32]
  var contraryArm: [Int32]

  init(_ map: ArgumentMap) {
    self.map = map
    argumentCount = map.claimCount + map.linkCount
    noGround = [Int32](repeating: -1, count: map.claimCount)
    negation = [Int32](repeating: -1, count: map.claimCount)
    contraryArm = [Int32](repeating: -1, count: map.linkCount)
    attackers.reserveCapacity(2 * map.linkCount + map.premises.count + map.claimCount)
    attacked.reserveCapacity(2 * map.linkCount + map.premises.count + map.claimCount)
  }

  mutating func compile() {
    for claim in 0..<map.claimCount where !map.isAsserted[claim] {
      noGround[claim] = newArgument()
      attack(noGround[claim], Int32(claim))
    }
    for link in 0..<map.linkCount where hasContraryArm(link) { contraryArm[link] = newArgument() }
    for link in 0..<map.linkCount { compile(link: link) }
  }

  private mutating func compile(link: Int) {
    let argument = Int32(map.claimCount + link)
    for position in Int(map.premiseStarts[link])..<Int(map.premiseStarts[link + 1]) {
      denial(of: map.premises[position], attacks: argument)
    }
    let target = map.linkTargets[link]
    switch map.linkKinds[link] {
    case .supports: support(argument, Int(target))
    case .attacks: attack(argument, target)
    case .undercuts: undercut(argument, Int(target))
    case .needs:
      support(argument, Int(target))
      attack(contraryArm[link], target)
      connectContraryArm(link, argument)
    case .excludes:
      attack(argument, target)
      support(contraryArm[link], Int(target))
      connectContraryArm(link, argument)
    }
  }

  private func hasContraryArm(_ link: Int) -> Bool {
    map.linkKinds[link] == .needs || map.linkKinds[link] == .excludes
  }

  /// The second arm holds exactly when some premise does not: it is attacked by what stands for all
  /// premises together.
  private mutating func connectContraryArm(_ link: Int, _ argument: Int32) {
    let premises = map.premises(ofLink: link)
    if premises.count == 1, let premise = premises.first {
      assertion(of: premise, attacks: contraryArm[link])
      return
    }
    let all = newArgument()
    for premise in premises { denial(of: premise, attacks: all) }
    attack(all, contraryArm[link])
  }

  private mutating func support(_ argument: Int32, _ claim: Int) {
    if noGround[claim] >= 0 { attack(argument, noGround[claim]) }
  }

  private mutating func undercut(_ argument: Int32, _ link: Int) {
    attack(argument, Int32(map.claimCount + link))
    if contraryArm[link] >= 0 { attack(argument, contraryArm[link]) }
  }

  /// What attacks when the premise does not hold.
  private mutating func denial(of premise: ArgumentMap.Premise, attacks target: Int32) {
    attack(premise.isNegated ? Int32(premise.claim) : negation(of: premise.claim), target)
  }

  /// What attacks when the premise holds.
  private mutating func assertion(of premise: ArgumentMap.Premise, attacks target: Int32) {
    attack(premise.isNegated ? negation(of: premise.claim) : Int32(premise.claim), target)
  }

  private mutating func negation(of claim: Int) -> Int32 {
    if negation[claim] < 0 {
      negation[claim] = newArgument()
      attack(Int32(claim), negation[claim])
    }
    return negation[claim]
  }

  private mutating func newArgument() -> Int32 {
    argumentCount += 1
    return Int32(argumentCount - 1)
  }

  private mutating func attack(_ attacker: Int32, _ target: Int32) {
    attackers.append(attacker)
    attacked.append(target)
  }
}
