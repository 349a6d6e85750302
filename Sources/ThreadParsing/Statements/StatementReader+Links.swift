import CruxModel

extension StatementReader {
  /// Adds the links that a header or mark makes (FORMAT §3, "which target").
  mutating func addLinks(of definition: Definition, entry: Int) {
    guard let id = entries[entry].id else { return }
    addSameAs(definition, id, entry)
    switch definition.label {
    case .and where !hasTarget(definition.parts): join(definition, id, entry)
    case .undercut: addUndercut(definition, id, entry)
    case .crux: addDecisions(definition, id, entry)
    default: addPlainLinks(definition, id, entry)
    }
  }

  private func hasTarget(_ parts: HeaderParts) -> Bool {
    parts.relations.contains {
      switch $0 {
      case .toward, .against, .of: true
      case .sameAs, .was, .becauseOf: false
      }
    }
  }

  private mutating func addSameAs(_ definition: Definition, _ id: StatementID, _ entry: Int) {
    for case .sameAs(let ids) in definition.parts.relations {
      for other in ids { add(.sameAs, [id], .statement(StatementID(other)), definition, nil) }
    }
  }

  /// Claim, Because, And with a target, Only if, Granted, Rebuttal.
  private mutating func addPlainLinks(
    _ definition: Definition, _ id: StatementID, _ entry: Int
  ) {
    let kind = Self.kind(of: definition.label)
    var isWritten = false
    for relation in definition.parts.relations {
      switch relation {
      case .toward(let ids): add(kind, id, to: ids, definition, entry)
      case .of(let conditions, let ends):
        add(kind, id, to: conditions.map(\.id) + ends, definition, entry)
      case .against(let ids):
        let against: LinkKind = kind == .supports ? .rebuts : kind
        add(against, id, to: ids, definition, entry)
      case .sameAs, .was, .becauseOf: continue
      }
      isWritten = true
    }
    let needsNone = definition.label == .claim || definition.label == .granted
    if !isWritten, !needsNone { addToImpliedTarget(kind, definition, id, entry) }
  }

  private static func kind(of label: Label) -> LinkKind {
    switch label {
    case .onlyIf: .needs
    case .granted: .grants
    case .rebuttal: .rebuts
    default: .supports
    }
  }

  private mutating func add(
    _ kind: LinkKind, _ id: StatementID, to targets: [String], _ definition: Definition,
    _ entry: Int
  ) {
    for target in targets {
      add(kind, [id], .statement(StatementID(target)), definition, entry)
    }
  }

  /// Rules 2 to 4: nesting, then the quote above, else an error.
  private mutating func addToImpliedTarget(
    _ kind: LinkKind, _ definition: Definition, _ id: StatementID, _ entry: Int
  ) {
    if let parent = parent(besides: firstEntry(ofParagraphOf: entry)) {
      addToParent(parent, kind, definition, id, entry)
      return
    }
    switch statementQuotedAbove() {
    case .one(let target): add(kind, [id], .statement(target), definition, entry)
    case .several(let ids): notice(.severalTargets(ids), at: definition.node)
    case .none: notice(.needsTarget(definition.label), at: definition.node)
    }
  }

  /// Under a stance a reason speaks for what the stance says of its target.
  private mutating func addToParent(
    _ parent: Int, _ kind: LinkKind, _ definition: Definition, _ id: StatementID, _ entry: Int
  ) {
    guard let target = entries[parent].id else {
      notice(.needsTarget(definition.label), at: definition.node)
      return
    }
    let isReason = kind == .supports
    let direction: LinkKind = isReason && entries[parent].label == .disagree ? .rebuts : kind
    if isReason, entries[parent].label == .unsure {
      notice(.needsTarget(definition.label), at: definition.node)
      return
    }
    add(direction, [id], .statement(target), definition, entry)
    for other in entries[parent].furtherIDs {
      add(direction, [id], .statement(other), definition, entry)
    }
  }

  // MARK: And

  /// Joins the nearest earlier reason of the same list or run of paragraphs, else the reason that
  /// it is nested under.
  private mutating func join(_ definition: Definition, _ id: StatementID, _ entry: Int) {
    let parent = parent(besides: firstEntry(ofParagraphOf: entry))
    guard let joined = joinable ?? parent, entries[joined].isJoinable,
      !entries[joined].links.isEmpty
    else {
      notice(.nothingToJoin, at: definition.node)
      return
    }
    for link in entries[joined].links where links[link].premises[0] != id {
      if joinedPremises.insert(JoinedPremise(link: link, premise: id)).inserted {
        links[link].premises.append(id)
      }
    }
    entries[entry].links = entries[joined].links
    if keptQuote.contains(joined) { keptQuote.insert(entry) }
  }

  private var joinable: Int? {
    let frame = frames[frames.count - 1]
    if let own = frame.joinable { return own }
    return frame.kind == .item ? frames[frames.count - 2].joinable : nil
  }

  // MARK: Undercut

  private mutating func addUndercut(
    _ definition: Definition, _ id: StatementID, _ entry: Int
  ) {
    var targets: [LinkTarget] = []
    for relation in definition.parts.relations {
      guard case .of(let conditions, let ends) = relation else { continue }
      targets += steps(from: conditions.map(\.id), to: ends)
    }
    if targets.isEmpty, !hasTarget(definition.parts), let implied = impliedStep(entry) {
      targets = [implied]
    }
    if targets.isEmpty { notice(.unclearStep, at: definition.node) }
    for target in targets { add(.undercuts, [id], target, definition, entry) }
  }

  private func steps(from premises: [String], to ends: [String]) -> [LinkTarget] {
    premises.flatMap { premise -> [LinkTarget] in
      let from = StatementID(premise)
      if ends.isEmpty { return [.onlyStep(from: from)] }
      return ends.map { .step(from: from, to: StatementID($0)) }
    }
  }

  /// The step that the header above adds, or the only one out of the statement quoted above.
  private mutating func impliedStep(_ entry: Int) -> LinkTarget? {
    if let parent = parent(besides: firstEntry(ofParagraphOf: entry)) {
      let added = entries[parent].links.filter { links[$0].kind != .grants }
      return added.count == 1 ? .link(added[0]) : nil
    }
    guard case .one(let quoted) = statementQuotedAbove() else { return nil }
    return .onlyStep(from: quoted)
  }

  // MARK: Crux

  private mutating func addDecisions(
    _ definition: Definition, _ id: StatementID, _ entry: Int
  ) {
    var isWritten = false
    for relation in definition.parts.relations {
      switch relation {
      case .of(let conditions, let ends):
        for condition in conditions {
          let premise = pole(condition.pole, of: id)
          let target = LinkTarget.statement(StatementID(condition.id))
          add(.decides, [premise], target, definition, entry)
        }
        add(.decides, id, to: ends, definition, entry)
      case .toward(let ids): add(.decides, id, to: ids, definition, entry)
      case .against(let ids): add(.decides, id.pole("no"), to: ids, definition, entry)
      case .sameAs, .was, .becauseOf: continue
      }
      isWritten = true
    }
    guard !isWritten else { return }
    if let parent = parent(besides: firstEntry(ofParagraphOf: entry)) {
      for target in entries[parent].ids {
        add(.decides, [id], .statement(target), definition, entry)
      }
      return
    }
    switch statementQuotedAbove() {
    case .one(let target): add(.decides, [id], .statement(target), definition, entry)
    case .several(let ids): notice(.severalTargets(ids), at: definition.node)
    case .none: break
    }
  }

  /// `yes`, `no`, a pole's key or its whole id, as an id.
  func pole(_ written: String?, of crux: StatementID) -> StatementID {
    guard let written else { return crux }
    return written.utf8.contains(ASCII.hash) ? StatementID(written) : crux.pole(written)
  }

  // MARK: Adding

  private mutating func add(
    _ kind: LinkKind, _ premises: [StatementID], _ target: LinkTarget, _ definition: Definition,
    _ entry: Int?
  ) {
    let recorder =
      definition.parts.holder.map { context.people.id(for: $0) } ?? context.posts[post].author
    links.append(
      Link(
        kind: kind, premises: premises, target: target, recorder: recorder, post: post,
        place: place(of: definition.node)))
    if let entry { entries[entry].links.append(links.count - 1) }
  }

  /// The first entry of the paragraph that the entry stands in: they are siblings. Entries are made
  /// in order, so it is the item's first where none came before the paragraph.
  private func firstEntry(ofParagraphOf entry: Int) -> Int? { paragraphFirst ?? entry }
}

/// A premise that an `And` added to a link, by the link's index.
struct JoinedPremise: Hashable {
  var link: Int
  var premise: StatementID
}
