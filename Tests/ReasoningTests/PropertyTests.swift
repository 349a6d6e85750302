import CruxModel
import Testing

@testable import Reasoning

/// What must hold of every map, tried on random ones.
struct PropertyTests {
  static let seeds = 0..<60 as Range<UInt64>

  @Test func `renaming claims in the same order and reordering links change nothing`() throws {
    for seed in PropertyTests.seeds {
      let sketch = RandomMap(people: 2).sketch(seed: seed)
      var changed = sketch
      var random = SeededGenerator(seed: seed)
      changed.links.shuffle(using: &random)
      changed.claims.shuffle(using: &random)
      changed = changed.renamed { "z\($0)" }
      let before = try answers(sketch)
      let after = try answers(changed)
      #expect(after.strengths.count == before.strengths.count)
      for (claim, strength) in before.strengths {
        let other = after.strengths["z\(claim)"]
        #expect(isNear(strength, other), "seed \(seed), \(claim)")
      }
      #expect(after.ranking == before.ranking.map { "z\($0)" }, "seed \(seed)")
      #expect(after.flips == before.flips.map { $0.map { "z\($0)" } }, "seed \(seed)")
      #expect(after.labels == before.labels.mapKeys { "z\($0)" }, "seed \(seed)")
    }
  }

  @Test func `an unlinked claim changes nothing`() throws {
    for seed in PropertyTests.seeds {
      let sketch = RandomMap().sketch(seed: seed)
      var larger = sketch
      larger.claims.insert(("a-stranger", 0.7, true), at: 0)
      let before = try answers(sketch)
      let after = try answers(larger)
      #expect(before.strengths == after.strengths, "seed \(seed)")
      #expect(before.ranking == after.ranking, "seed \(seed)")
      #expect(before.flips == after.flips, "seed \(seed)")
    }
  }

  @Test(arguments: Semantics.allCases)
  func `to remove a claim is to set it to 0`(semantics: Semantics) throws {
    for seed in PropertyTests.seeds {
      let sketch = RandomMap(kinds: [.supports, .attacks], isAcyclic: true).sketch(seed: seed)
        .withoutNegations
      var reasoner = try Reasoner(sketch.map())
      var analysis = reasoner.analysis(ofThesis: 0, semantics)
      for crux in analysis.cruxes().ranked {
        var smaller = sketch
        smaller.claims.removeAll { $0.id == crux.claim.rawValue }
        smaller.links.removeAll {
          $0.premises.contains(crux.claim.rawValue) || $0.target == crux.claim.rawValue
        }
        var other = try Reasoner(smaller.map())
        let strength = other.analysis(ofThesis: 0, semantics).strength
        #expect(isNear(strength, crux.ifFalse), "seed \(seed), \(crux.claim)")
      }
    }
  }

  @Test func `a what-if evaluates like a map with the claim's links cut and its base set`() throws {
    for seed in PropertyTests.seeds {
      let sketch = RandomMap(links: 16).sketch(seed: seed)
      var builder = StrengthGraphBuilder(LinkIndex(sketch.map()), circularSupport: .counted)
      let scope = ThesisScope(thesis: 0, of: LinkIndex(sketch.map()), with: &builder)
      var sweep = Sweep(scope.graph, .dfQuad)
      let original = sweep.values
      for position in scope.candidates {
        let found = Strength(sweep.value(at: scope.target, if: position, is: 0.8))
        #expect(sweep.values == original, "seed \(seed)")
        let id = scope.id(at: position).rawValue
        let cut = sketch.fixing(id, at: 0.8)
        var other = StrengthGraphBuilder(LinkIndex(cut.map()), circularSupport: .counted)
        let cutScope = ThesisScope(thesis: 0, of: LinkIndex(cut.map()), with: &other)
        let expected = Sweep(cutScope.graph, .dfQuad).strength(at: cutScope.target)
        #expect(isNear(found, expected), "seed \(seed), \(id)")
      }
    }
  }

  @Test func `gradients are finite differences`() throws {
    for seed in PropertyTests.seeds {
      let sketch = RandomMap(isAcyclic: true).sketch(seed: seed)
      let index = LinkIndex(sketch.map())
      var builder = StrengthGraphBuilder(index)
      let scope = ThesisScope(thesis: 0, of: index, with: &builder)
      for semantics in [Semantics.dfQuad, .quadraticEnergy] {
        var sweep = Sweep(scope.graph, semantics)
        let gradient = scope.gradient(sweep)
        for position in scope.candidates {
          let value = sweep.values[position].x
          let up = sweep.value(at: scope.target, if: position, is: value + 1e-7).x
          let down = sweep.value(at: scope.target, if: position, is: value - 1e-7).x
          // At a kink (a least premise, a balance) the slope is that of one side.
          let slopes = [
            (up - down) / 2e-7, (up - sweep.values[scope.target].x) / 1e-7,
            (sweep.values[scope.target].x - down) / 1e-7,
          ]
          #expect(slopes.contains { abs($0 - gradient[position]) < 1e-5 }, "seed \(seed)")
        }
      }
    }
  }

  @Test func `double cruxes are the same whoever is named first`() throws {
    for seed in PropertyTests.seeds {
      let map = RandomMap(claims: 6, links: 8, people: 2).sketch(seed: seed).map()
      var reasoner = try Reasoner(map)
      let forwards = reasoner.compare("p0", "p1", onThesis: 0)
      let backwards = reasoner.compare("p1", "p0", onThesis: 0)
      #expect(forwards.first == backwards.second && forwards.second == backwards.first)
      #expect(forwards.cruxes.map(\.claim) == backwards.cruxes.map(\.claim), "seed \(seed)")
      for (one, other) in zip(forwards.cruxes, backwards.cruxes) {
        #expect(one.kind == other.kind && abs(one.score - other.score) < 1e-12)
        #expect(one.movesFirst == other.movesSecond && one.movesSecond == other.movesFirst)
        #expect(abs(one.gapClosed - other.gapClosed) < 1e-12)
      }
    }
  }

  @Test func `every flip set flips, is minimal, and none of up to three is missed`() throws {
    for seed in PropertyTests.seeds {
      let map = RandomMap(claims: 7, links: 10).sketch(seed: seed).map()
      let index = LinkIndex(map)
      var builder = StrengthGraphBuilder(index)
      let scope = ThesisScope(thesis: 0, of: index, with: &builder)
      var sweep = Sweep(scope.graph, .dfQuad)
      var search = FlipSearch(scope, sweep)
      let report = search.run()
      let before = Semantics.dfQuad.verdict(of: sweep.strength(at: scope.target))
      var expected: [Set<StatementID>] = []
      for set in subsets(of: scope.candidates, upTo: 3) {
        let ids = Set(set.map { scope.id(at: $0) })
        guard !expected.contains(where: { $0.isSubset(of: ids) }) else { continue }
        let after = sweep.value(at: scope.target, ifFixed: set.map { Sweep.Fix($0, 0) })
        if Semantics.dfQuad.verdict(of: Strength(after)) != before { expected.append(ids) }
      }
      #expect(Set(report.flips.map(Set.init)) == Set(expected), "seed \(seed)")
    }
  }

  @Test func `a search that is bounded says so and finds what overdetermines`() throws {
    var sketch = MapSketch()
    sketch.claims = [("T", 0.5, true)]
    for number in 0..<120 {
      sketch.claims.append(("s\(number)", number < 5 ? 1 : 0, true))
      sketch.links.append(
        .init(id: "l\(number)", kind: .supports, premises: ["s\(number)"], target: "T"))
    }
    var reasoner = try Reasoner(sketch.map())
    let report = reasoner.analysis(ofThesis: 0, .dfQuad).flips()
    #expect(report.coverage == .bounded(tried: 40, candidates: 120))
    #expect(report.flips == [["s0", "s1", "s2", "s3", "s4"]])
  }

  @Test func `a bounded search names each set once`() throws {
    let chain = (1...110).map { "x\($0) supports \($0 == 1 ? "a" : "x\($0 - 1)")" }
    let reasons = ["a supports T", "b supports T", "c supports T"]
    let map = MapSketch((reasons + chain).joined(separator: "\n")).map()
    var reasoner = try Reasoner(map)
    let report = reasoner.analysis(ofThesis: map.index(of: "T"), .dfQuad).flips()
    #expect(report.coverage == .bounded(tried: 40, candidates: 113))
    #expect(report.flips.count { $0 == ["a", "b", "c"] } == 1)
    #expect(Set(report.flips).count == report.flips.count)
  }

  @Test func `views of others do not move a person's position`() throws {
    for seed in PropertyTests.seeds {
      var sketch = RandomMap(people: 3).sketch(seed: seed)
      var reasoner = try Reasoner(sketch.map())
      let before = reasoner.compare("p0", "p1", onThesis: 0).first
      sketch.stances["p2"] = nil
      var other = try Reasoner(sketch.map())
      #expect(other.compare("p0", "p1", onThesis: 0).first == before, "seed \(seed)")
    }
  }

  // MARK: Helpers

  private struct Answers {
    var strengths: [String: Strength]
    var labels: [String: ArgumentLabel]
    var ranking: [String]
    var flips: [[String]]
  }

  private func answers(_ sketch: MapSketch) throws -> Answers {
    let map = sketch.map()
    var reasoner = try Reasoner(map)
    let names = map.claimIDs.map(\.rawValue)
    let standing = reasoner.standing()
    let thesis = names.firstIndex { $0.hasSuffix("c0") } ?? 0
    var analysis = reasoner.analysis(ofThesis: thesis, .dfQuad)
    let strengths = zip(names, reasoner.layOut().strengths(.dfQuad)).filter { $0.0 != "a-stranger" }
    return Answers(
      strengths: Dictionary(uniqueKeysWithValues: strengths),
      labels: Dictionary(
        uniqueKeysWithValues: names.indices.map { (names[$0], standing.label(ofClaim: $0)) }),
      ranking: analysis.cruxes().ranked.map(\.claim.rawValue),
      flips: analysis.flips().flips.map { $0.map(\.rawValue) })
  }

  private func isNear(_ left: Strength, _ right: Strength?) -> Bool {
    guard let right else { return false }
    return abs(left.low - right.low) < 1e-7 && abs(left.high - right.high) < 1e-7
  }

  private func subsets(of items: [Int], upTo size: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    for item in items { all += all.filter { $0.count < size }.map { $0 + [item] } }
    return all.dropFirst().sorted { $0.count < $1.count }
  }
}

extension Dictionary {
  fileprivate func mapKeys(_ transform: (Key) -> Key) -> [Key: Value] {
    Dictionary(uniqueKeysWithValues: map { (transform($0.key), $0.value) })
  }
}

extension MapSketch {
  fileprivate func renamed(_ name: (String) -> String) -> MapSketch {
    var copy = self
    copy.claims = claims.map { (name($0.id), $0.base, $0.isAsserted) }
    copy.links = links.map { link in
      var link = link
      link.premises = link.premises.map {
        $0.hasPrefix("!") ? "!" + name(String($0.dropFirst())) : name($0)
      }
      if link.kind != .undercuts { link.target = name(link.target) }
      return link
    }
    copy.stances = stances.mapValues { views in
      Dictionary(uniqueKeysWithValues: views.map { (name($0.key), $0.value) })
    }
    return copy
  }

  fileprivate var withoutNegations: MapSketch {
    var copy = self
    copy.links.removeAll { link in
      link.premises.count > 1 || link.premises.contains { $0.hasPrefix("!") }
    }
    return copy
  }

  /// With a claim that nothing bears on any more.
  fileprivate func fixing(_ id: String, at base: Double) -> MapSketch {
    var copy = self
    copy.claims = claims.map { $0.id == id ? ($0.id, base, $0.isAsserted) : $0 }
    var dropped: Set<String> = []
    copy.links.removeAll { link in
      let isDropped =
        link.kind == .undercuts ? dropped.contains(link.target) : link.target == id
      if isDropped { dropped.insert(link.id) }
      return isDropped
    }
    return copy
  }
}
