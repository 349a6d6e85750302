import CruxModel

/// What filters ask of the links of a corpus; the same answers as the terminal's search gives.
struct StatementRelations {
  private let outline: CorpusOutline
  /// Every statement, and every end of a link, in order.
  let ids: [StatementID]
  /// Premises of undercuts, by all ends of the step they deny.
  private let undercutters: [StatementID: [StatementID]]

  init(_ outline: CorpusOutline) {
    self.outline = outline
    var undercutters: [StatementID: [StatementID]] = [:]
    for link in outline.links where link.kind == .undercuts {
      for end in Set([link.target, link.stepTarget ?? link.target] + link.stepPremises) {
        undercutters[end, default: []] += link.premises
      }
    }
    self.undercutters = undercutters
    var ids = Set(outline.statements.values.map(\.id))
    for link in outline.links {
      ids.insert(link.target)
      if let end = link.stepTarget { ids.insert(end) }
      ids.formUnion(link.stepPremises)
    }
    for crux in outline.statements.values where crux.kind == .crux && !crux.hasRivalPoles {
      ids.formUnion([crux.id.pole("yes"), crux.id.pole("no")])
    }
    self.ids = ids.sorted()
  }

  /// The crux, its answers, and everything linked to either.
  func aboutCrux(_ crux: StatementID) -> [StatementID] {
    guard outline.statements[crux]?.kind == .crux else { return premises(nil, of: [crux]) + [crux] }
    let poles = (outline.statements[crux]?.poles ?? []) + [crux.pole("yes"), crux.pole("no")]
    return [crux] + poles + premises(nil, of: [crux] + poles)
  }

  /// Reasons for it: for a yes/no crux also objections to *no*.
  func supporters(of id: StatementID) -> [StatementID] {
    premises([.supports, .needs], of: same(as: id)) + premises([.rebuts], of: contrary(of: id))
  }

  /// Objections to it, to a step into it or out of it, and for a yes/no crux reasons for *no*.
  func attackers(of id: StatementID) -> [StatementID] {
    premises([.rebuts], of: same(as: id)) + premises([.supports], of: contrary(of: id))
      + same(as: id).flatMap { undercutters[$0] ?? [] }
  }

  /// Statements that somebody answered, in one wording or another: rebutted, granted, or about
  /// which something was granted, or one of whose steps was undercut; and cruxes on which somebody took
  /// a side.
  var answered: Set<StatementID> {
    var found = answeredWordings
    var others: [StatementID: [StatementID]] = [:]
    for link in outline.links where link.kind == .sameAs {
      for premise in link.premises {
        others[premise, default: []].append(link.target)
        others[link.target, default: []].append(premise)
      }
    }
    var waiting = Array(found)
    while let id = waiting.popLast() {
      waiting += (others[id] ?? []).filter { found.insert($0).inserted }
    }
    return found
  }

  private var answeredWordings: Set<StatementID> {
    var answered: Set<StatementID> = []
    for link in outline.links {
      switch link.kind {
      case .rebuts, .undercuts, .rejects: answered.formUnion([link.target] + link.stepPremises)
      case .grants: answered.formUnion(link.premises + [link.target])
      default: break
      }
      if [.supports, .rebuts, .needs].contains(link.kind) {
        answered.formUnion(cruxes(link.target))
      }
    }
    for history in outline.histories { answered.formUnion(cruxes(history.key.statement)) }
    return answered
  }

  // MARK: Pieces

  private func premises(_ kinds: Set<LinkKind>?, of targets: [StatementID]) -> [StatementID] {
    targets.flatMap { outline.links(to: $0) }
      .filter { kinds?.contains($0.kind) ?? ($0.kind != .undercuts) }.flatMap(\.premises)
  }

  /// The crux that an id means, or of which it means an answer.
  private func cruxes(_ id: StatementID) -> [StatementID] {
    let crux = id.pole?.crux ?? id
    return outline.statements[crux]?.kind == .crux ? [crux] : []
  }

  /// A yes/no crux and its yes answer are one claim.
  private func same(as id: StatementID) -> [StatementID] {
    guard let pole = id.pole else { return [id, id.pole("yes")] }
    return pole.key == "yes" ? [id, pole.crux] : [id]
  }

  private func contrary(of id: StatementID) -> [StatementID] {
    guard let pole = id.pole else { return [id.pole("no")] }
    switch pole.key {
    case "yes": return [pole.crux.pole("no")]
    case "no": return [pole.crux.pole("yes"), pole.crux]
    default: return []
    }
  }
}
