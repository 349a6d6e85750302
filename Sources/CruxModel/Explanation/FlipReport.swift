/// Which claims would have to be rejected together for a thesis to be read otherwise.
package struct FlipReport: Hashable, Sendable {
  /// How far the search went.
  package enum Coverage: Hashable, Sendable {
    /// Every set of up to `size` claims was tried.
    case complete(size: Int)
    /// All single claims, sets of two and three among `tried` of `candidates`, and one long set.
    case bounded(tried: Int, candidates: Int)
  }

  /// Minimal sets whose rejection changes the verdict; smaller ones first, then by id.
  package var flips: [[StatementID]]
  /// Those that turn *stands* into *falls* or the other way round.
  package var overturns: [[StatementID]]
  /// Single claims that would decide an open thesis if they were true.
  package var settling: [StatementID]
  /// False where no rejection of any number of claims can change the verdict.
  package var isPossible: Bool
  package var coverage: Coverage

  package init(
    flips: [[StatementID]] = [], overturns: [[StatementID]] = [], settling: [StatementID] = [],
    isPossible: Bool, coverage: Coverage
  ) {
    self.flips = flips
    self.overturns = overturns
    self.settling = settling
    self.isPossible = isPossible
    self.coverage = coverage
  }
}
