import CruxModel

/// A whole map laid out once, to be weighed in several ways.
package struct WholeMap: Sendable {
  let graph: StrengthGraph
  private let claimCount: Int

  init(_ graph: StrengthGraph, claimCount: Int) {
    self.graph = graph
    self.claimCount = claimCount
  }

  /// The strength of every claim, by index.
  package func strengths(_ semantics: Semantics) -> [Strength] {
    let sweep = Sweep(graph, semantics, for: .oneEvaluation)
    var result = [Strength](repeating: Strength(0), count: claimCount)
    for position in 0..<graph.count where graph.claims[position] >= 0 {
      result[Int(graph.claims[position])] = sweep.strength(at: position)
    }
    return result
  }
}
