import CruxModel

/// Two people for whom a double or one-sided crux was found, and what was computed of them.
package struct ComparedPair: Hashable, Sendable {
  package var first: PersonID
  package var second: PersonID
  /// One for each thesis on which such a crux was found, most telling first; never empty.
  package var chains: [DrillDown]
  /// Theses on which no answer was given, and why.
  package var refused: [PairReport]
  /// Claims that both hold or both deny; in order of id.
  package var agreed: [StatementID]
  /// Claims that one holds and the other denies.
  package var parted: [StatementID]
  /// Claims of which only one of them has a recorded view.
  package var neverMet: Int

  package init(
    first: PersonID, second: PersonID, chains: [DrillDown], refused: [PairReport],
    agreed: [StatementID], parted: [StatementID], neverMet: Int
  ) {
    self.first = first
    self.second = second
    self.chains = chains
    self.refused = refused
    self.agreed = agreed
    self.parted = parted
    self.neverMet = neverMet
  }

  package var address: PageAddress { .pair(first, second) }

  /// The most telling crux between them and the thesis that it is one of.
  var best: (thesis: StatementID, crux: PairCrux)? {
    chains.first?.reports.first.flatMap { report in
      report.cruxes.first.map { (report.thesis, $0) }
    }
  }

  /// The other of the two.
  func other(than person: PersonID) -> PersonID { person == first ? second : first }

  /// Claims over which one of them or both would change their view of a thesis.
  var cruxes: [(thesis: StatementID, crux: PairCrux)] {
    chains.flatMap { chain in
      chain.reports.flatMap { report in
        report.cruxes.filter { $0.kind != .shared }.map { (report.thesis, $0) }
      }
    }
  }
}

/// The pairs of a corpus, found by person and by claim.
package struct ComparedPairs: Sendable {
  /// Most telling first.
  package var all: [ComparedPair]
  /// For how many pairs of a person no page was made, because others are more telling.
  package var leftOut: [PersonID: Int]
  private var byPerson: [PersonID: [Int]] = [:]
  private var byClaim: [StatementID: [Int]] = [:]

  package init(_ all: [ComparedPair] = [], leftOut: [PersonID: Int] = [:]) {
    self.all = all
    self.leftOut = leftOut
    for (index, pair) in all.enumerated() {
      for person in [pair.first, pair.second] { byPerson[person, default: []].append(index) }
      for claim in Set(pair.cruxes.map(\.crux.claim)) { byClaim[claim, default: []].append(index) }
    }
  }

  func of(_ person: PersonID) -> [ComparedPair] { (byPerson[person] ?? []).map { all[$0] } }

  /// Pairs who part over one of the claims.
  func over(_ claims: [StatementID]) -> [ComparedPair] {
    Set(claims.flatMap { byClaim[$0] ?? [] }).sorted().map { all[$0] }
  }
}

extension PairCrux.Kind {
  /// Between an article and `over`: `a double crux`.
  var word: String {
    switch self {
    case .double: "double crux"
    case .oneSided: "one-sided crux"
    case .shared: "shared difference"
    }
  }
}
