import CruxModel
import Reasoning

/// Writes what the engine computes for one map as a JSON object, in the shape of the case files.
struct EvaluationWriter {
  let mapCase: MapCase
  private var reasoner: Reasoner

  init(_ mapCase: MapCase) throws(ArgumentMapError) {
    self.mapCase = mapCase
    reasoner = try Reasoner(
      mapCase.map, circularSupport: mapCase.circularSupport, selfLinks: mapCase.selfLinks)
  }

  mutating func write(to json: inout JSONWriter) {
    json.open("{")
    if let id = mapCase.id { json.member("id", id) }
    if let thesis = mapCase.thesis { json.member("thesis", mapCase.map.claimIDs[thesis].rawValue) }
    let whole = mapCase.thesis == nil ? reasoner.layOut() : nil
    for semantics in Semantics.allCases {
      json.name(semantics.rawValue)
      json.open("{")
      if let thesis = mapCase.thesis {
        writeThesis(thesis, semantics, to: &json)
      } else if let whole {
        write(whole, semantics, to: &json)
      }
      json.close("}")
    }
    writeStanding(to: &json)
    json.close("}")
  }

  // MARK: One thesis

  private mutating func writeThesis(
    _ thesis: Int, _ semantics: Semantics, to json: inout JSONWriter
  ) {
    var analysis = reasoner.analysis(ofThesis: thesis, semantics)
    write(analysis.strengths, unsettled: analysis.unsettled, to: &json)
    json.member("verdict", analysis.verdict.rawValue)
    json.name("cruxes")
    json.array(analysis.cruxes().ranked) { $0.write($1) }
    write(analysis.flips(), to: &json)
    json.member("circular_support", analysis.circularLinks.map { mapCase.linkIDs[$0] })
    if !analysis.hasLoop {
      json.name("gradient")
      json.open("{")
      for (claim, slope) in analysis.gradient() { json.member(claim.rawValue, slope) }
      json.close("}")
    }
    guard !mapCase.map.views.isEmpty else { return }
    json.name("positions")
    json.array(analysis.positions()) { $0.write($1) }
    json.name("pairs")
    json.array(pairs(&analysis)) { $0.write($1) }
  }

  /// Every two people; of more than two, pairs who agree are left out.
  private func pairs(_ analysis: inout ThesisAnalysis) -> [PairReport] {
    let people = mapCase.map.views
    var reports: [PairReport] = []
    for first in people.indices {
      for second in people.indices where second > first {
        let report = analysis.compare(people[first], people[second])
        if people.count == 2 || report.outcome != .noDisagreement { reports.append(report) }
      }
    }
    return reports
  }

  private func write(_ report: FlipReport, to json: inout JSONWriter) {
    json.name("flip_sets")
    json.array(report.flips) { $0.strings($1.map(\.rawValue)) }
    json.name("overturn_sets")
    json.array(report.overturns) { $0.strings($1.map(\.rawValue)) }
    json.member("flip_possible_bound", report.isPossible)
    guard case .bounded(let tried, let candidates) = report.coverage else { return }
    json.name("flip_search_bounded")
    json.open("{")
    json.member("tried", tried)
    json.member("of", candidates)
    json.close("}")
  }

  // MARK: Strengths and standing

  private func write(_ whole: WholeMap, _ semantics: Semantics, to json: inout JSONWriter) {
    let ids = mapCase.map.claimIDs
    let strengths = whole.strengths(semantics)
    let rows = zip(ids, strengths).map { (claim: $0, strength: $1) }.sorted { $0.claim < $1.claim }
    let open = rows.filter { !$0.strength.isSettled }.map(\.claim)
    json.member("status", open.isEmpty ? "settled" : "open-loop")
    write(rows, unsettled: open, to: &json)
  }

  private func write(
    _ strengths: [(claim: StatementID, strength: Strength)], unsettled: [StatementID],
    to json: inout JSONWriter
  ) {
    let isOpen = !unsettled.isEmpty
    json.name(isOpen ? "enclosure" : "strength")
    json.open("{")
    for (claim, strength) in strengths {
      json.name(claim.rawValue)
      if isOpen {
        json.array([strength.low, strength.high]) { $0.number($1) }
      } else {
        json.number(strength.middle)
      }
    }
    json.close("}")
    if isOpen { json.member("unsettled", unsettled.map(\.rawValue)) }
  }

  private func writeStanding(to json: inout JSONWriter) {
    let standing = reasoner.standing()
    json.name("standing")
    json.open("{")
    for (index, id) in mapCase.map.claimIDs.enumerated() {
      json.member(id.rawValue, standing.label(ofClaim: index).word)
    }
    for (index, id) in mapCase.linkIDs.enumerated() {
      json.member(id, standing.label(ofLink: index).word)
    }
    json.close("}")
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ crux: CruxScore) {
    open("{")
    member("claim", crux.claim.rawValue)
    member("if_true", crux.ifTrue.middle)
    member("if_false", crux.ifFalse.middle)
    member("verdict_if_true", crux.verdictIfTrue.rawValue)
    member("verdict_if_false", crux.verdictIfFalse.rawValue)
    member("level", crux.level.rawValue)
    member("leverage", crux.leverage)
    member("openness", crux.openness)
    member("score", crux.score)
    member("comes_down_to", crux.comesDownTo?.rawValue)
    close("}")
  }

  fileprivate mutating func write(_ position: Position) {
    open("{")
    member("who", position.person.rawValue)
    member("implied", position.implied?.middle)
    member("implied_verdict", position.impliedVerdict?.rawValue)
    member("declared", position.declared)
    member("declared_verdict", position.declaredVerdict?.rawValue)
    member("explained", position.isExplained)
    member("why", position.refusal?.words)
    close("}")
  }

  fileprivate mutating func write(_ report: PairReport) {
    open("{")
    member("people", [report.first.person.rawValue, report.second.person.rawValue])
    switch report.outcome {
    case .noDisagreement: member("refused", "no disagreement on the thesis")
    case .unexplained:
      let reasons = [report.first, report.second].compactMap { position in
        position.refusal.map { "\(position.person): \($0.words)" }
      }
      member("refused", reasons.joined(separator: "; "))
    case .cruxes: break
    }
    name("positions")
    array([report.first, report.second]) { $0.write($1) }
    if case .cruxes(let cruxes) = report.outcome {
      member("gap", report.gap)
      name("cruxes")
      array(cruxes) { $0.write($1) }
    }
    close("}")
  }

  fileprivate mutating func write(_ crux: PairCrux) {
    open("{")
    member("claim", crux.claim.rawValue)
    member("p_credence", crux.firstCredence)
    member("q_credence", crux.secondCredence)
    member("p_after", crux.firstAfter.middle)
    member("q_after", crux.secondAfter.middle)
    member("moves_p", crux.movesFirst)
    member("moves_q", crux.movesSecond)
    member("kind", crux.kind.name)
    member("score", crux.score)
    member("gap_closed", crux.gapClosed)
    close("}")
  }
}

extension PairCrux.Kind {
  /// As in JSON.
  var name: String {
    switch self {
    case .double: "double crux"
    case .oneSided: "one-sided crux"
    case .shared: "shared disagreement"
    }
  }
}

extension ArgumentLabel {
  /// As in the formats of the field.
  var word: String {
    switch self {
    case .accepted: "in"
    case .rejected: "out"
    case .undecided: "undec"
    }
  }
}
