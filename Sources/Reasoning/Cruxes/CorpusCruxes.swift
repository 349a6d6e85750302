import CruxModel

/// A crux of some thesis, declared by somebody or found by computing.
package struct FoundCrux: Sendable {
  package var thesis: StatementID
  package var score: CruxScore
  /// The crux or pole that somebody declared; nil where it was only found.
  package var declared: RecordedMap.DeclaredCrux?

  /// Whether somebody declared it and the map does not bear it out: the thesis is read the same
  /// whether the claim is true or false.
  package var isNotBorneOut: Bool { declared != nil && score.level == .none }
}

extension Reasoner {
  /// Every crux of a recorded map, most decisive first: those shown for its theses, and those that
  /// somebody declared of any statement.
  package mutating func cruxes(of recorded: RecordedMap) -> [FoundCrux] {
    let declared = Dictionary(grouping: recorded.declared, by: \.target)
    let theses = Set(recorded.theses).union(declared.keys).sorted()
    var found: [FoundCrux] = []
    for thesis in theses {
      var analysis = analysis(ofThesis: thesis, .dfQuad)
      let here = declared[thesis] ?? []
      for score in analysis.cruxes().ranked {
        let declaration = here.first { map.claimIDs[$0.claim] == score.claim }
        guard declaration != nil || score.isShown else { continue }
        found.append(
          FoundCrux(thesis: map.claimIDs[thesis], score: score, declared: declaration))
      }
    }
    return found.sorted { $0.rank < $1.rank }
  }
}

extension FoundCrux {
  fileprivate var rank: (Int, Double, Double, StatementID, StatementID) {
    (
      -score.level.rawValue, -score.score.roundedForOrder, -abs(score.leverage).roundedForOrder,
      score.claim, thesis
    )
  }
}
