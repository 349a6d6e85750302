import CruxModel
import CruxSite
import Reasoning

/// The pairs of people who get a page: those among the ten most telling of one of them.
func comparedPairs(of recorded: RecordedMap, with reasoner: inout Reasoner) -> ComparedPairs {
  let limit = 10
  let theses = recorded.theses
  var taken: [PersonID: Int] = [:]
  var shown: [ComparedPair] = []
  var leftOut: [PersonID: Int] = [:]
  for pair in reasoner.tellingPairs(on: theses) {
    let people = [pair.first, pair.second]
    let isShown = people.contains { taken[$0, default: 0] < limit }
    for person in people {
      if isShown { taken[person, default: 0] += 1 } else { leftOut[person, default: 0] += 1 }
    }
    if isShown { shown.append(ComparedPair(pair, in: recorded, with: &reasoner)) }
  }
  return ComparedPairs(shown, leftOut: leftOut)
}

extension ComparedPair {
  fileprivate init(
    _ pair: TellingPair, in recorded: RecordedMap, with reasoner: inout Reasoner
  ) {
    let meeting = reasoner.meeting(of: pair.first, pair.second)
    var chains: [DrillDown] = []
    for report in pair.reports {
      guard let thesis = recorded.claim(of: report.thesis)?.index else { continue }
      chains.append(reasoner.drillDown(pair.first, pair.second, fromThesis: thesis))
    }
    self.init(
      first: pair.first, second: pair.second, chains: chains, refused: pair.refused,
      agreed: meeting.agreed, parted: meeting.parted, neverMet: meeting.neverMet.count)
  }
}
