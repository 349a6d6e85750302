import CruxModel

extension ThesisScope {
  /// The claims behind the thesis by how much hangs on them (specification, lines 14 to 22).
  ///
  /// - Parameters:
  ///   - positions: the claims whose swings are computed.
  ///   - sweep: with a person's views fixed where the question is asked for that person.
  func rankedCruxes(of positions: [Int], _ sweep: inout Sweep) -> [CruxScore] {
    let swings = swings(of: positions, &sweep)
    let folds = folds(swings)
    let opinions = opinions
    let routes = Routes(self, sweep)
    let severalRoads = severalRoads
    return
      swings.map { swing in
        let opinion = opinions[claim(at: swing.position)]
        let ifTrue = Strength(swing.ifTrue)
        let ifFalse = Strength(swing.ifFalse)
        return CruxScore(
          claim: id(at: swing.position), ifTrue: ifTrue, ifFalse: ifFalse,
          verdictIfTrue: sweep.semantics.verdict(of: ifTrue),
          verdictIfFalse: sweep.semantics.verdict(of: ifFalse),
          openness: openness(of: swing.position, opinion, sweep),
          comesDownTo: folds[swing.position].map { id(at: $0) },
          opinions: opinion ?? Opinions(), route: routes.claimsBetween(swing.position),
          hasSeveralRoads: severalRoads[swing.position])
      }
      .sorted { $0.rank < $1.rank }
  }
}

extension CruxScore {
  /// Unfolded before folded, then level, score, leverage and id.
  fileprivate var rank: (Int, Int, Double, Double, StatementID) {
    (
      comesDownTo == nil ? 0 : 1, -level.rawValue, -score.roundedForOrder,
      -abs(leverage).roundedForOrder, claim
    )
  }
}
