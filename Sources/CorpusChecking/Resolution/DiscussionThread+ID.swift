import CruxModel

extension DiscussionThread {
  /// The same thread under another id, with the temporary ids that are made from it.
  package func withID(_ id: ThreadID) -> DiscussionThread {
    var copy = self
    copy.id = id
    let old = self.id.rawValue + "~"
    let new = id.rawValue + "~"
    func renamed(_ statement: StatementID) -> StatementID {
      guard statement.rawValue.hasPrefix(old) else { return statement }
      return StatementID(new + statement.rawValue.dropFirst(old.count))
    }
    copy.statements = statements.map { statement in
      var statement = statement
      statement.id = renamed(statement.id)
      statement.poles = statement.poles.map(renamed)
      return statement
    }
    copy.links = links.map { $0.mappingIDs(renamed) }
    func renamed(_ stance: Stance) -> Stance {
      var stance = stance
      stance.statement = renamed(stance.statement)
      stance.causes = stance.causes.map(renamed)
      return stance
    }
    copy.stances = stances.map(renamed)
    copy.uncountedStances = uncountedStances.map(renamed)
    return copy
  }
}

extension Link {
  /// The same link with every id replaced by what `change` makes of it.
  fileprivate func mappingIDs(_ change: (StatementID) -> StatementID) -> Link {
    var copy = self
    copy.premises = premises.map(change)
    switch target {
    case .statement(let id): copy.target = .statement(change(id))
    case .link: break
    case .step(let from, let to): copy.target = .step(from: change(from), to: change(to))
    case .onlyStep(let from): copy.target = .onlyStep(from: change(from))
    }
    return copy
  }
}
