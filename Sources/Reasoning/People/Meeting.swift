import CruxModel

/// Where two people's views meet, whatever hangs on it.
package struct Meeting: Hashable, Sendable {
  /// Both hold it, or both deny it; in order of id.
  package var agreed: [StatementID] = []
  /// One holds what the other denies.
  package var parted: [StatementID] = []
  /// Only one of them has a view.
  package var neverMet: [StatementID] = []
}

extension Reasoner {
  /// The claims on which two people agree, part and never met; views within .05 of one half are on
  /// neither side and left out.
  package func meeting(of first: PersonID, _ second: PersonID) -> Meeting {
    let left = views(of: first)
    let right = views(of: second)
    var meeting = Meeting()
    for view in left.views {
      let id = map.claimIDs[view.claim]
      guard let other = right.view(of: view.claim) else {
        meeting.neverMet.append(id)
        continue
      }
      switch ThesisScope.side(of: view.credence) * ThesisScope.side(of: other.credence) {
      case 1: meeting.agreed.append(id)
      case -1: meeting.parted.append(id)
      default: break
      }
    }
    meeting.neverMet += right.views.filter { left.view(of: $0.claim) == nil }
      .map { map.claimIDs[$0.claim] }
    meeting.agreed.sort()
    meeting.parted.sort()
    meeting.neverMet.sort()
    return meeting
  }

  /// The theses on which two people part, most telling first: by the kind and score of the best claim
  /// between them.
  ///
  /// - Parameter theses: claims to look at.
  package mutating func disagreements(
    _ first: PersonID, _ second: PersonID, on theses: [Int]
  ) -> [PairReport] {
    let views = (views(of: first), views(of: second))
    var reports: [PairReport] = []
    for thesis in theses {
      let scope = scope(ofThesis: thesis)
      guard scope.concerns(views.0), scope.concerns(views.1) else { continue }
      var sweep = Sweep(scope.graph, .dfQuad)
      let report = scope.compare(views.0, views.1, &sweep)
      if case .cruxes = report.outcome { reports.append(report) }
    }
    return reports.sorted { $0.rank < $1.rank }
  }
}

extension ThesisScope {
  /// Whether a person has a view of anything behind the thesis.
  fileprivate func concerns(_ person: PersonViews) -> Bool {
    person.views.contains { $0.claim != thesis && position(ofClaim: $0.claim) != nil }
  }
}

extension PairReport {
  /// The kind and score of the best claim between them, then the thesis.
  var rank: (Int, Double, StatementID) {
    let best = cruxes.first
    return (best?.kind.rawValue ?? 3, -(best?.score ?? gap ?? 0).roundedForOrder, thesis)
  }
}
