import CruxModel

/// One thesis under one semantics: its strength, and what hangs on what.
package struct ThesisAnalysis: Sendable {
  let scope: ThesisScope
  /// With nothing fixed.
  private var sweep: Sweep
  /// With the views of the person fixed for whom the question is asked.
  private var personal: Sweep
  private let fixes: [Sweep.Fix]

  package let semantics: Semantics

  init(_ scope: ThesisScope, _ semantics: Semantics, person: PersonViews?) {
    self.scope = scope
    self.semantics = semantics
    sweep = Sweep(scope.graph, semantics)
    personal = sweep
    guard let person else {
      fixes = []
      return
    }
    fixes = scope.position(of: person, &sweep).fixes
    personal.fix(fixes)
  }

  package var strength: Strength { personal.strength(at: scope.target) }
  package var verdict: Verdict { semantics.verdict(of: strength) }

  /// The claims behind the thesis and the thesis itself, with their strengths; in order of id.
  package var strengths: [(claim: StatementID, strength: Strength)] {
    (scope.candidates + [scope.target]).map { (scope.id(at: $0), personal.strength(at: $0)) }
      .sorted { $0.claim < $1.claim }
  }

  /// The claims whose loops leave them open; in order of id.
  package var unsettled: [StatementID] {
    scope.graph.loops.joined()
      .filter { scope.graph.claims[$0] >= 0 && !personal.strength(at: $0).isSettled }
      .map { scope.id(at: $0) }.sorted()
  }

  /// Links left out as circular support.
  package var circularLinks: [Int] { scope.graph.circularLinks }

  /// Whether a loop of arguments lies behind the thesis.
  package var hasLoop: Bool { !scope.graph.loops.isEmpty }

  /// How the thesis moves with each claim; in order of id.
  package func gradient() -> [(claim: StatementID, slope: Double)] {
    let gradient = scope.gradient(personal)
    return (scope.candidates + [scope.target]).map { (scope.id(at: $0), gradient[$0]) }
      .sorted { $0.claim < $1.claim }
  }

  /// The cruxes, most decisive first, and the number of claims behind the thesis: where that is
  /// larger, only the most promising were computed.
  package mutating func cruxes() -> (ranked: [CruxScore], claims: Int) {
    let candidates = scope.swingCandidates(personal)
    return (scope.rankedCruxes(of: candidates, &personal), scope.candidates.count)
  }

  package func flips() -> FlipReport {
    var search = FlipSearch(scope, personal, excluding: Set(fixes.map(\.position)))
    return search.run()
  }

  /// The positions of everybody with a view of the thesis or of a claim behind it; in order of person.
  package mutating func positions() -> [Position] {
    scope.people.map { scope.position(of: $0, &sweep).position }
  }

  package mutating func compare(_ first: PersonViews, _ second: PersonViews) -> PairReport {
    scope.compare(first, second, &sweep)
  }

  package mutating func camps() -> Camps? { scope.camps(&sweep) }

  /// The reading with another base score for the claims that have the default one; the thesis keeps
  /// its own (specification, section 5).
  package func reading(withDefault base: Double) -> ThesisExplanation.Reading {
    var graph = scope.graph
    for position in graph.bases.indices
    where position != scope.target && graph.bases[position] == ArgumentMap.defaultBase {
      graph.bases[position] = base
    }
    var sweep = Sweep(graph, semantics)
    sweep.fix(fixes)
    let strength = sweep.strength(at: scope.target)
    return .init(semantics: semantics, strength: strength, verdict: semantics.verdict(of: strength))
  }
}

extension ThesisScope {
  /// How strong the thesis is, with the views of a person fixed where one is given.
  func strength(_ semantics: Semantics, as person: PersonViews?) -> Strength {
    guard let person else {
      return Sweep(graph, semantics, for: .oneEvaluation).strength(at: target)
    }
    return ThesisAnalysis(self, semantics, person: person).strength
  }
}
