/// What an id says, once the poles of yes/no cruxes are read: a statement or its negation.
///
/// `crux#yes` is the statement `crux`, `crux#no` its negation. A rival pole is a statement of its
/// own (FORMAT §5).
package struct Proposition: Hashable, Sendable {
  package var statement: StatementID
  package var isNegated: Bool

  package init(_ statement: StatementID, isNegated: Bool = false) {
    self.statement = statement
    self.isNegated = isNegated
  }

  package var negated: Proposition { Proposition(statement, isNegated: !isNegated) }

  /// Reads an id as written.
  ///
  /// - Parameter hasRivalPoles: whether the crux with this id has rival poles; asked for poles only.
  package init(_ id: StatementID, hasRivalPoles: (StatementID) -> Bool) {
    self.init(id)
    guard let (crux, key) = id.pole, key == "yes" || key == "no", !hasRivalPoles(crux) else {
      return
    }
    self.init(crux, isNegated: key == "no")
  }
}
