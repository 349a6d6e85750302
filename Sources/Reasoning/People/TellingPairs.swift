import CruxModel

/// Two people for whom a claim was found over which one of them or both would change their view of a
/// thesis.
package struct TellingPair: Hashable, Sendable {
  /// The one whose id comes first.
  package var first: PersonID
  package var second: PersonID
  /// A report for each thesis with such a claim, most telling first; never empty.
  package var reports: [PairReport]
  /// Reports of theses on which they were looked at and no answer was given.
  package var refused: [PairReport]
}

extension Reasoner {
  /// People of a thesis who are compared with each other at most: those with most views behind it.
  private static let peopleLimit = 100

  /// Every pair of people with a double or one-sided crux on one of the theses, most telling first.
  ///
  /// Only those are compared who differ on a claim behind the thesis, since without one there is
  /// nothing that either could take over from the other.
  package mutating func tellingPairs(on theses: [Int]) -> [TellingPair] {
    var found: [Pair: TellingPair] = [:]
    for thesis in theses {
      let scope = scope(ofThesis: thesis)
      let pairs = scope.pairsWhoDiffer(most: Self.peopleLimit)
      guard !pairs.isEmpty else { continue }
      var sweep = Sweep(scope.graph, .dfQuad)
      for pair in pairs {
        let report = scope.compare(map.views[pair.first], map.views[pair.second], &sweep)
        add(report, of: pair, to: &found)
      }
    }
    return found.values.filter { !$0.reports.isEmpty }.map(\.sorted).sorted { $0.rank < $1.rank }
  }

  private func add(_ report: PairReport, of pair: Pair, to found: inout [Pair: TellingPair]) {
    let isTelling = report.cruxes.contains { $0.kind != .shared }
    guard isTelling || report.outcome == .unexplained else { return }
    var entry =
      found[pair]
      ?? TellingPair(
        first: map.views[pair.first].person, second: map.views[pair.second].person, reports: [],
        refused: [])
    if isTelling { entry.reports.append(report) } else { entry.refused.append(report) }
    found[pair] = entry
  }
}

/// Two people by their places in the map, the smaller first.
private struct Pair: Hashable, Comparable {
  var first: Int
  var second: Int

  static func < (left: Pair, right: Pair) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}

extension ThesisScope {
  /// People of whom one holds and the other denies a claim behind the thesis, in order.
  fileprivate func pairsWhoDiffer(most: Int) -> [Pair] {
    var sides: [(holders: [Int], deniers: [Int])] = []
    var views: [Int: Int] = [:]
    for position in candidates {
      var side: (holders: [Int], deniers: [Int]) = ([], [])
      for (person, view) in index.views.views(of: claim(at: position)) {
        views[person, default: 0] += 1
        switch ThesisScope.side(of: view.credence) {
        case 1...: side.holders.append(person)
        case ..<0: side.deniers.append(person)
        default: break
        }
      }
      if !side.holders.isEmpty, !side.deniers.isEmpty { sides.append(side) }
    }
    let people = Set(
      views.keys.sorted { (-(views[$0] ?? 0), $0) < (-(views[$1] ?? 0), $1) }.prefix(most))
    var pairs: Set<Pair> = []
    for side in sides {
      for holder in side.holders where people.contains(holder) {
        for denier in side.deniers where people.contains(denier) && denier != holder {
          pairs.insert(Pair(first: min(holder, denier), second: max(holder, denier)))
        }
      }
    }
    return pairs.sorted()
  }
}

extension TellingPair {
  fileprivate var sorted: TellingPair {
    var pair = self
    pair.reports.sort { $0.rank < $1.rank }
    pair.refused.sort { $0.thesis < $1.thesis }
    return pair
  }

  fileprivate var rank: (Int, Double, StatementID, PersonID, PersonID) {
    let best = reports[0].rank
    return (best.0, best.1, best.2, first, second)
  }
}
