import CruxModel
import Testing

@testable import Reasoning

struct StrengthTests {
  @Test(.enabled(if: SharedCases.arePresent))
  func `graphs of the specification have the strengths and enclosures given there`() throws {
    for fields in try SharedCases.cases(in: "qbaf_cases.json") {
      let map = map(fields)
      for semantics in Semantics.allCases {
        guard let expected = fields.fields("expected")?.fields(semantics.rawValue) else { continue }
        let found = strengths(map, semantics, circularSupport: .counted)
        for (id, value) in expected.numbers("strength") {
          #expect(isNear(found[id]?.low, value), "\(fields.id) \(semantics) \(id)")
          #expect(isNear(found[id]?.high, value), "\(fields.id) \(semantics) \(id)")
        }
        for (id, ends) in expected.fields("enclosure")?.object as? [String: [Double]] ?? [:] {
          #expect(isNear(found[id]?.low, ends[0]), "\(fields.id) \(semantics) \(id)")
          #expect(isNear(found[id]?.high, ends[1]), "\(fields.id) \(semantics) \(id)")
          #expect(found[id]?.isSettled == (abs(ends[0] - ends[1]) < 1e-6))
        }
      }
    }
  }

  @Test(arguments: [
    // One support and one attack at .5 cancel; with two supports DF-QuAD has 1 − .25 − (1 − .5).
    ("s supports T\no attacks T", 0.5, 0.5, 0.5),
    ("s supports T\nr supports T\no attacks T", 0.625, 0.6, 0.5),
    // Both premises at .5: their minimum; an undercut at .5 halves what the step carries.
    ("p + q supports T", 0.75, 0.6, 0.75),
    ("p supports T\nu undercuts p>T", 0.625, 0.5 + 0.5 * (0.0625 / 1.0625), 0.625),
    // c at .5: support and contrary cancel. Its attacker takes it to .25: e = (1 − .75) − .75.
    ("c needs T\nx attacks c", 0.25, 0.5 - 0.5 * (0.04 / 1.04), 0.25),
    // Not c is .75 and carries as much as a claim of .75.
    ("!c supports T\nx attacks c", 0.875, 0.5 + 0.5 * (0.36 / 1.36), 0.875),
  ])
  func `strengths worked by hand`(
    text: String, dfQuad: Double, quadraticEnergy: Double, strongestPoint: Double
  ) {
    let map = MapSketch(text).map()
    #expect(isNear(strengths(map, .dfQuad)["T"]?.low, dfQuad))
    #expect(isNear(strengths(map, .quadraticEnergy)["T"]?.low, quadraticEnergy))
    #expect(isNear(strengths(map, .strongestPoint)["T"]?.low, strongestPoint))
  }

  @Test func `two claims that only carry each other stay where they began`() {
    let map = MapSketch("a supports b\nb supports a\na supports T").map()
    #expect(strengths(map, .dfQuad)["a"] == Strength(0.5))
    var builder = StrengthGraphBuilder(LinkIndex(map))
    #expect(builder.wholeMap().circularLinks == [0, 1])
  }

  @Test func `claims that need each other are a circle of support too`() {
    let map = MapSketch("a needs b\nb needs a").map()
    #expect(strengths(map, .dfQuad)["a"] == Strength(0.5))
  }

  @Test func `a support that passes through a negation is no circle`() {
    var builder = StrengthGraphBuilder(LinkIndex(MapSketch("!a supports b\nb supports a").map()))
    #expect(builder.wholeMap().circularLinks == [])
  }

  @Test func `two certain rivals leave an interval, and so does what hangs on them`() {
    let map = MapSketch("a attacks b\nb attacks a\na attacks T", bases: ["a": 1, "b": 1]).map()
    let found = strengths(map, .dfQuad)
    #expect(found["a"] == Strength(low: 0, high: 1))
    #expect(found["T"] == Strength(low: 0, high: 0.5))
    #expect(Semantics.dfQuad.verdict(of: Strength(low: 0, high: 0.5)) == .open)
  }

  @Test(arguments: Semantics.allCases)
  func `the enclosure holds every fixed point that plain iteration finds`(semantics: Semantics) {
    for seed in 0..<40 as Range<UInt64> {
      let map = RandomMap(claims: 6, links: 14).sketch(seed: seed).map()
      let found = strengths(map, semantics, circularSupport: .counted)
      let enclosures = map.claimIDs.compactMap { found[$0.rawValue] }
      for start in 0..<2 as Range<UInt64> {
        guard let point = plainIteration(map, semantics, seed: seed * 2 + start) else { continue }
        for (claim, value) in point.enumerated() {
          let strength = enclosures[claim]
          #expect(
            strength.low - 1e-7 <= value && value <= strength.high + 1e-7,
            "seed \(seed), claim \(claim)")
        }
      }
    }
  }

  @Test func `attacks between certain claims give the grounded labelling`() {
    for seed in 0..<200 as Range<UInt64> {
      var sketch = RandomMap(kinds: [.attacks], bases: [1]).sketch(seed: seed)
      sketch.links = sketch.links.filter { !$0.premises.contains { $0.hasPrefix("!") } }.map {
        var link = $0
        link.weight = 1
        return link
      }
      for index in sketch.claims.indices { sketch.claims[index].isAsserted = true }
      let map = sketch.map()
      let standing = MapStanding(of: map)
      let found = strengths(map, .dfQuad)
      for claim in 0..<map.claimCount {
        let expected: Strength =
          switch standing.label(ofClaim: claim) {
          case .accepted: Strength(1)
          case .rejected: Strength(0)
          case .undecided: Strength(low: 0, high: 1)
          }
        #expect(found[map.claimIDs[claim].rawValue] == expected, "seed \(seed), claim \(claim)")
      }
    }
  }

  @Test func `a chain of a million claims does not overflow the stack`() {
    var map = ArgumentMap()
    map.reserve(claims: 1_000_000, links: 1_000_000)
    for number in 0..<1_000_000 { map.addClaim(StatementID(String(number))) }
    for number in 1..<1_000_000 { map.addLink(.attacks, from: [.init(number)], to: number - 1) }
    var builder = StrengthGraphBuilder(LinkIndex(map))
    let sweep = Sweep(builder.wholeMap(), .dfQuad, for: .oneEvaluation)
    #expect(sweep.values.count == 1_000_000)
    #expect(abs(sweep.values[999_999].x - 1.0 / 3) < 1e-9)
    #expect(MapStanding(of: map).label(ofClaim: 0) == .rejected)
  }

  @Test func `a loop of ten thousand that will not settle ends and stays open`() {
    var map = ArgumentMap()
    for number in 0..<10_000 { map.addClaim(StatementID(String(number)), base: 1) }
    for number in 0..<10_000 {
      map.addLink(.attacks, from: [.init((number + 1) % 10_000)], to: number)
    }
    var builder = StrengthGraphBuilder(LinkIndex(map))
    let sweep = Sweep(builder.wholeMap(), .dfQuad, for: .oneEvaluation)
    #expect(sweep.values.allSatisfy { $0 == SIMD2(0, 1) })
    // Every what-if goes through the loop: few can be taken, and the searches say so.
    #expect(sweep.affordableWhatIfs <= 3_000)
  }

  // MARK: Helpers

  private func map(_ fields: Fields) -> ArgumentMap {
    var sketch = MapSketch()
    for (id, base) in fields.numbers("base").sorted(by: { $0.key < $1.key }) {
      sketch.claims.append((id, base, true))
    }
    for (kind, key) in [(ArgumentMap.Kind.attacks, "attacks"), (.supports, "supports")] {
      for (number, pair) in fields.stringLists(key).enumerated() {
        sketch.links.append(
          .init(id: "\(key)\(number)", kind: kind, premises: [pair[0]], target: pair[1]))
      }
    }
    return sketch.map()
  }

  private func strengths(
    _ map: ArgumentMap, _ semantics: Semantics, circularSupport: CircularSupport = .leftOut
  ) -> [String: Strength] {
    var builder = StrengthGraphBuilder(LinkIndex(map), circularSupport: circularSupport)
    let graph = builder.wholeMap()
    let sweep = Sweep(graph, semantics, for: .oneEvaluation)
    var result: [String: Strength] = [:]
    for position in 0..<graph.count where graph.claims[position] >= 0 {
      result[map.claimIDs[Int(graph.claims[position])].rawValue] = sweep.strength(at: position)
    }
    return result
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) <= 1e-6 } ?? false
  }

  /// Evaluates all claims at once again and again from a random start, straight from the definitions;
  /// nil where it does not come to rest.
  private func plainIteration(
    _ map: ArgumentMap, _ semantics: Semantics, seed: UInt64
  ) -> [Double]? {
    var random = SeededGenerator(seed: seed)
    let reference = PlainReference(map: map, semantics: semantics)
    var claims = map.claimIDs.map { _ in Double.random(in: 0...1, using: &random) }
    var links = map.linkKinds.map { _ in Double.random(in: 0...1, using: &random) }
    for _ in 0..<400 {
      let next = reference.step(claims, links)
      let moved = zip(claims + links, next.claims + next.links).map { abs($0 - $1) }.max() ?? 0
      (claims, links) = next
      if moved < 1e-12 { return claims }
    }
    return nil
  }
}
