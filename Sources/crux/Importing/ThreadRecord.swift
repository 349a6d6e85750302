import CruxModel

/// What people recorded in a thread, without places: statements, links and views. Two threads of
/// which one holds the other's record say no less.
struct ThreadRecord {
  private var lines: Set<String> = []

  var isEmpty: Bool { lines.isEmpty }

  init(_ thread: DiscussionThread) {
    var names: [StatementID: String] = [:]
    for statement in thread.statements {
      let words = ImportedWords.words(of: statement.content, in: thread.body)
      let name = statement.id.isTemporary ? "'\(words)'" : statement.id.rawValue
      names[statement.id] = name
      lines.insert(
        "\(statement.kind) \(statement.form) \(name) \(statement.holder?.rawValue ?? "") \(words)")
    }
    let name = { (id: StatementID) in names[id] ?? id.rawValue }
    for link in thread.links {
      let target =
        switch link.target {
        case .statement(let id): name(id)
        case .link(let index): "step of " + thread.links[index].premises.map(name).joined()
        case .step(let from, let to): "\(name(from)) for \(name(to))"
        case .onlyStep(let from): "only step of \(name(from))"
        }
      let premises = link.premises.map(name).joined(separator: " and ")
      lines.insert("\(link.kind) \(premises) \(target) \(link.recorder?.rawValue ?? "")")
    }
    for stance in thread.stances {
      lines.insert(
        "\(stance.person) \(name(stance.statement)) \(stance.attitude) \(stance.credence.value)")
    }
  }

  func holds(_ other: ThreadRecord) -> Bool { other.lines.isSubset(of: lines) }
}
