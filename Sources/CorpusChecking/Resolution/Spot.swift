import CruxModel

/// A thread and a place in it, to point at.
struct Spot {
  var thread: DiscussionThread
  var place: Place

  var path: String { thread.path }

  func related(_ message: String) -> Finding.Related {
    Finding.Related(path: path, place: place, message: message)
  }
}

extension CorpusRecord {
  /// Where something is defined.
  func spot(of subject: Subject) -> Spot {
    switch subject {
    case .thread(let index): Spot(thread: threads[index], place: .start)
    case .statement(let place):
      Spot(thread: threads[place.thread], place: statement(at: place).place)
    }
  }

  /// Where a statement that is known is defined; nil for one that is not.
  func spot(of id: StatementID) -> Spot? {
    subject(of: id.rawValue).map { spot(of: $0) }
  }

  /// Where a link is recorded.
  func spot(of link: ResolvedLink) -> Spot {
    Spot(thread: threads[link.thread], place: self.link(link).place)
  }

  /// Where a stance is recorded.
  func spot(of stance: ResolvedStance) -> Spot {
    Spot(thread: threads[stance.thread], place: self.stance(stance).place)
  }

  /// Visits every statement in order.
  func forEachStatement(_ visit: (Statement, StatementPlace) -> Void) {
    for (index, thread) in threads.enumerated() {
      for (number, statement) in thread.statements.enumerated() {
        visit(statement, StatementPlace(thread: index, index: number))
      }
    }
  }

  /// How messages call a statement: by its id, or by where it stands.
  func name(of id: StatementID) -> String {
    guard id.isTemporary, let spot = spot(of: id) else { return quoted(id) }
    return "the statement in \(spot.path):\(spot.place.line)"
  }
}
