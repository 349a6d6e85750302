import CruxModel
import Testing

@testable import Reasoning

struct StandingTests {
  @Test(.enabled(if: SharedCases.arePresent))
  func `frameworks of the specification have the grounded labelling given there`() throws {
    for fields in try SharedCases.cases(in: "af_cases.json") {
      let labels = labels(fields.strings("arguments"), fields.stringLists("attacks"))
      #expect(labels == fields.texts("grounded_labelling"), "\(fields.id)")
    }
  }

  @Test(.enabled(if: SharedCases.arePresent))
  func `maps of the specification have the standing given there`() throws {
    for fields in try SharedCases.cases(in: "standing_cases.json") {
      let sketch = MapSketch(fields)
      let standing = MapStanding(of: sketch.map())
      var found: [String: String] = [:]
      for (index, claim) in sketch.claims.enumerated() {
        found[claim.id] = standing.label(ofClaim: index).word
      }
      for (index, link) in sketch.links.enumerated() {
        found[link.id] = standing.label(ofLink: index).word
      }
      #expect(found == fields.texts("standing"), "\(fields.id)")
      let compiled = CompiledNames(sketch, standing.framework)
      #expect(compiled.arguments == Set(fields.strings("compiled_arguments")), "\(fields.id)")
      #expect(compiled.attacks == Set(fields.stringLists("compiled_attacks")), "\(fields.id)")
    }
  }

  @Test func `an unanswered objection, an answered one, no ground and a loop are told apart`() {
    let sketch = MapSketch(
      """
      objection attacks hit
      objection2 attacks defended
      reply attacks objection2
      p attacks q
      q attacks p
      bare
      """, unasserted: ["bare"])
    let map = sketch.map()
    let index = LinkIndex(map)
    let standing = MapStanding(of: map)
    let found = ["hit", "defended", "p", "bare"].map {
      standing.standing(ofClaim: map.index(of: StatementID($0)), in: index)
    }
    #expect(found == [.unanswered, .answered, .loop, .noGround])
    #expect(standing.objections(to: map.index(of: "hit"), in: index) == [0])
  }

  @Test func `a claim that needs a lost one is hit, unless the need is undercut`() {
    let lost = "c needs T\nx attacks c"
    #expect(standings(lost)["T"] == .rejected)
    #expect(standings(lost + "\nu undercuts c>T")["T"] == .accepted)
  }

  @Test func `a claim that needs two together is hit when one of them is lost`() {
    #expect(standings("c + d needs T")["T"] == .accepted)
    #expect(standings("c + d needs T\nx attacks d")["T"] == .rejected)
  }

  @Test func `what excludes a claim gives it ground once lost`() {
    #expect(standings("c excludes T")["T"] == .rejected)
    #expect(standings("c excludes T\nx attacks c", unasserted: ["T"])["T"] == .accepted)
  }

  @Test func `the labelling is the least complete one, on random frameworks`() {
    for seed in 0..<400 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...7, using: &random)
      let attacks = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        (
          Int32.random(in: 0..<Int32(count), using: &random),
          Int32.random(in: 0..<Int32(count), using: &random)
        )
      }
      let framework = DungFramework(
        argumentCount: count, attackers: attacks.map(\.0), attacked: attacks.map(\.1))
      #expect(groundedLabelling(of: framework) == leastComplete(count, attacks), "seed \(seed)")
    }
  }

  @Test func `with attacks only the standing of claims is that of the plain framework`() {
    for seed in 0..<200 as Range<UInt64> {
      var sketch = RandomMap(kinds: [.attacks]).sketch(seed: seed)
      for index in sketch.claims.indices { sketch.claims[index].isAsserted = true }
      sketch.links.removeAll { $0.premises.count > 1 || $0.premises[0].hasPrefix("!") }
      let map = sketch.map()
      let plain = DungFramework(
        argumentCount: map.claimCount, attackers: map.premises.map { Int32($0.claim) },
        attacked: map.linkTargets)
      let standing = MapStanding(of: map)
      #expect(
        groundedLabelling(of: plain)
          == (0..<map.claimCount).map { standing.label(ofClaim: $0) }, "seed \(seed)")
    }
  }

  // MARK: Helpers

  private func standings(_ text: String, unasserted: Set<String> = []) -> [String: ArgumentLabel] {
    let map = MapSketch(text, unasserted: unasserted).map()
    let standing = MapStanding(of: map)
    return Dictionary(
      uniqueKeysWithValues: map.claimIDs.enumerated().map {
        ($1.rawValue, standing.label(ofClaim: $0))
      })
  }

  private func labels(_ arguments: [String], _ attacks: [[String]]) -> [String: String] {
    let numbers = Dictionary(uniqueKeysWithValues: arguments.enumerated().map { ($1, Int32($0)) })
    let framework = DungFramework(
      argumentCount: arguments.count, attackers: attacks.compactMap { numbers[$0[0]] },
      attacked: attacks.compactMap { numbers[$0[1]] })
    let labels = groundedLabelling(of: framework)
    return Dictionary(
      uniqueKeysWithValues: arguments.enumerated().map { ($1, labels[$0].word) })
  }

  /// From the definition: the least fixed point of "defended by", by trying every set.
  private func leastComplete(_ count: Int, _ attacks: [(Int32, Int32)]) -> [ArgumentLabel] {
    func attackers(_ argument: Int) -> [Int] {
      attacks.filter { Int($0.1) == argument }.map { Int($0.0) }
    }
    func isIn(_ set: Int, _ argument: Int) -> Bool { set >> argument & 1 == 1 }
    let complete = (0..<1 << count).filter { set in
      (0..<count).allSatisfy { argument in
        let isFree = !isIn(set, argument) || !attackers(argument).contains { isIn(set, $0) }
        let isDefended = attackers(argument).allSatisfy { attacker in
          attackers(attacker).contains { isIn(set, $0) }
        }
        return isFree && isDefended == isIn(set, argument)
      }
    }
    let least = complete.min { $0.nonzeroBitCount < $1.nonzeroBitCount } ?? 0
    return (0..<count).map { argument in
      if isIn(least, argument) { return .accepted }
      return attackers(argument).contains { isIn(least, $0) } ? .rejected : .undecided
    }
  }
}

extension ArgumentLabel {
  fileprivate var word: String {
    switch self {
    case .accepted: "in"
    case .rejected: "out"
    case .undecided: "undec"
    }
  }
}

/// A compiled framework in the names of the case files.
private struct CompiledNames {
  var arguments: Set<String> = []
  var attacks: Set<[String]> = []

  init(_ sketch: MapSketch, _ compiled: StandingFramework) {
    var names = sketch.claims.map(\.id) + sketch.links.map(\.id)
    names += Array(repeating: "", count: compiled.framework.argumentCount - names.count)
    for (index, claim) in sketch.claims.enumerated() {
      if compiled.noGround[index] >= 0 {
        names[Int(compiled.noGround[index])] = "noground:\(claim.id)"
      }
      if compiled.negation[index] >= 0 { names[Int(compiled.negation[index])] = "not:\(claim.id)" }
    }
    arguments = Set(names)
    for argument in 0..<compiled.framework.argumentCount {
      for target in compiled.framework.targets(of: argument) {
        attacks.insert([names[argument], names[Int(target)]])
      }
    }
  }
}
