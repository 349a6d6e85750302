import CruxModel
import Testing

@testable import Reasoning

/// The crux cases of the specification, number by number.
@Suite(.enabled(if: SharedCases.arePresent))
struct CruxCaseTests {
  @Test(arguments: [Semantics.dfQuad, .quadraticEnergy])
  func `strengths, verdicts and gradients`(semantics: Semantics) throws {
    try forEachCase(semantics) { id, analysis, expected in
      for (claim, strength) in analysis.strengths {
        if let ends = expected.fields("enclosure")?.object[claim.rawValue] as? [Double] {
          #expect(isNear(strength.low, ends[0]) && isNear(strength.high, ends[1]), "\(id) \(claim)")
        } else {
          #expect(isNear(strength.middle, expected.numbers("strength")[claim.rawValue]), "\(id)")
        }
      }
      #expect(analysis.unsettled.map(\.rawValue) == expected.strings("unsettled"), "\(id)")
      #expect(analysis.verdict.rawValue == expected.string("verdict"), "\(id)")
      #expect(analysis.hasLoop == (expected.object["gradient"] == nil), "\(id)")
      if !analysis.hasLoop {
        for (claim, slope) in analysis.gradient() {
          let expected = expected.numbers("gradient")[claim.rawValue]
          #expect(isNear(slope, expected), "\(id) \(claim)")
        }
      }
    }
  }

  @Test(arguments: [Semantics.dfQuad, .quadraticEnergy])
  func `the ranking of cruxes and every number in it`(semantics: Semantics) throws {
    try forEachCase(semantics) { id, analysis, expected in
      var analysis = analysis
      let ranked = analysis.cruxes().ranked
      let rows = expected.list("cruxes")
      #expect(ranked.map(\.claim.rawValue) == rows.map { $0.string("claim") }, "\(id)")
      for (found, row) in zip(ranked, rows) {
        let place: Comment = "\(id) \(found.claim)"
        #expect(isNear(found.ifTrue.middle, row.number("if_true")), place)
        #expect(isNear(found.ifFalse.middle, row.number("if_false")), place)
        #expect(found.verdictIfTrue.rawValue == row.string("verdict_if_true"), place)
        #expect(found.verdictIfFalse.rawValue == row.string("verdict_if_false"), place)
        #expect(Double(found.level.rawValue) == row.number("level"), place)
        #expect(isNear(found.leverage, row.number("leverage")), place)
        #expect(isNear(found.openness, row.number("openness")), place)
        #expect(isNear(found.score, row.number("score")), place)
        #expect(found.comesDownTo?.rawValue == row.string("comes_down_to"), place)
      }
    }
  }

  @Test(arguments: [Semantics.dfQuad, .quadraticEnergy])
  func `flip sets and overturn sets`(semantics: Semantics) throws {
    try forEachCase(semantics) { id, analysis, expected in
      let report = analysis.flips()
      #expect(report.flips.map { $0.map(\.rawValue) } == expected.stringLists("flip_sets"), "\(id)")
      #expect(
        report.overturns.map { $0.map(\.rawValue) } == expected.stringLists("overturn_sets"),
        "\(id)")
      #expect(report.isPossible == expected.flag("flip_possible_bound"), "\(id)")
      #expect(report.coverage == .complete(size: 3))
    }
  }

  @Test(arguments: [Semantics.dfQuad, .quadraticEnergy])
  func `positions of people`(semantics: Semantics) throws {
    try forEachCase(semantics) { id, analysis, expected in
      var analysis = analysis
      let rows = expected.list("positions")
      let positions = analysis.positions()
      #expect(positions.map(\.person.rawValue) == rows.map { $0.string("who") }, "\(id)")
      for (found, row) in zip(positions, rows) { check(found, row, id) }
    }
  }

  @Test(arguments: [Semantics.dfQuad, .quadraticEnergy])
  func `double cruxes and refusals of pairs`(semantics: Semantics) throws {
    try forEachCase(semantics) { id, analysis, expected in
      var analysis = analysis
      for pair in expected.list("pairs") {
        let people = pair.strings("people").map { person in
          analysis.scope.index.map.views.first { $0.person.rawValue == person }
            ?? PersonViews(person: PersonID(person), views: [])
        }
        let report = analysis.compare(people[0], people[1])
        check(report.first, pair.list("positions")[0], id)
        check(report.second, pair.list("positions")[1], id)
        switch report.outcome {
        case .unexplained: #expect(pair.string("refused")?.contains(": ") == true, "\(id)")
        case .noDisagreement:
          #expect(pair.string("refused") == "no disagreement on the thesis", "\(id)")
        case .cruxes(let cruxes):
          #expect(isNear(report.gap, pair.number("gap")), "\(id)")
          check(cruxes, pair.list("cruxes"), id)
        }
      }
    }
  }

  // MARK: Helpers

  private func forEachCase(
    _ semantics: Semantics, _ body: (String, ThesisAnalysis, Fields) throws -> Void
  ) throws {
    for fields in try SharedCases.cases(in: "crux_cases.json") {
      guard let expected = fields.fields("expected")?.fields(semantics.rawValue) else { continue }
      let map = MapSketch(fields).map()
      var reasoner = try Reasoner(map)
      let thesis = map.index(of: StatementID(fields.string("thesis") ?? ""))
      try body(fields.id, reasoner.analysis(ofThesis: thesis, semantics), expected)
    }
  }

  private func check(_ found: Position, _ row: Fields, _ id: String) {
    let place: Comment = "\(id) \(found.person)"
    #expect(isNear(found.implied?.middle, row.number("implied")), place)
    #expect(found.impliedVerdict?.rawValue == row.string("implied_verdict"), place)
    #expect(isNear(found.declared, row.number("declared")), place)
    #expect(found.declaredVerdict?.rawValue == row.string("declared_verdict"), place)
    #expect(found.isExplained == row.flag("explained"), place)
  }

  private func check(_ found: [PairCrux], _ rows: [Fields], _ id: String) {
    #expect(found.map(\.claim.rawValue) == rows.map { $0.string("claim") }, "\(id)")
    for (found, row) in zip(found, rows) {
      let place: Comment = "\(id) \(found.claim)"
      #expect(isNear(found.firstCredence, row.number("p_credence")), place)
      #expect(isNear(found.secondCredence, row.number("q_credence")), place)
      #expect(isNear(found.firstAfter.middle, row.number("p_after")), place)
      #expect(isNear(found.secondAfter.middle, row.number("q_after")), place)
      #expect(found.movesFirst == row.flag("moves_p"), place)
      #expect(found.movesSecond == row.flag("moves_q"), place)
      let kinds: [PairCrux.Kind: String] = [.double: "double crux", .oneSided: "one-sided crux"]
      #expect(kinds[found.kind] ?? "shared disagreement" == row.string("kind"), place)
      #expect(isNear(found.score, row.number("score")), place)
      #expect(isNear(found.gapClosed, row.number("gap_closed")), place)
    }
  }

  private func isNear(_ value: Double?, _ expected: Double?) -> Bool {
    guard let value, let expected else { return value == nil && expected == nil }
    return abs(value - expected) <= 1e-6
  }
}
