import CruxModel

/// Makes the map that a record of threads describes (FORMAT §3 and §5).
///
/// - A crux with *yes* and *no* is one claim and its negation. Support for `#no` is against the claim
///   and the other way round; what `#no` needs, the claim excludes.
/// - The poles of any other crux are claims that attack each other; the crux itself is none.
/// - A crux of a statement is needed by it, in the answer it says.
/// - Statements that say the same are one claim, and the same link recorded twice is one link: volume
///   is not strength. Whoever recorded either keeps their views.
/// - A point granted and a rejected question are never counted.
/// - A claim is asserted when somebody's current stance on it is above one half.
///
/// The result does not depend on the order of the parts.
package func recordedMap(of record: DebateRecord) -> RecordedMap {
  var maker = RecordedMapMaker(record.parts.sorted { $0.thread < $1.thread })
  maker.make()
  return maker.result
}

private struct RecordedMapMaker {
  let parts: [DebateRecord.Part]
  var result: RecordedMap
  private var links = RecordedLinks()
  private var histories: [StanceHistory] = []

  init(_ parts: [DebateRecord.Part]) {
    self.parts = parts
    result = RecordedMap(readings: StatementReadings(parts))
  }

  mutating func make() {
    mergeSames()
    readStances()
    addClaims()
    addLinks()
    addRivals()
    addUndercuts()
    addViews()
  }

  // MARK: Claims

  private mutating func mergeSames() {
    for part in parts {
      for link in part.links where link.kind == .sameAs {
        guard case .statement(let target) = link.target else { continue }
        for premise in link.premises {
          guard let left = claim(premise, link, part), let right = claim(target, link, part) else {
            continue
          }
          if !result.readings.merge(left, right) {
            omit(.sameAsItsContrary(premise), link, part)
          }
        }
      }
    }
  }

  private mutating func addClaims() {
    let held = Set(
      histories.compactMap { history in
        history.current.flatMap { $0.credence.value > 0.5 ? history.key.statement : nil }
      })
    for id in result.readings.assignIndices() {
      result.map.addClaim(id, isAsserted: held.contains(id))
    }
    var wordings: [Int: [StatementID]] = [:]
    for id in result.readings.claims {
      if let claim = result.claim(of: id) { wordings[claim.index, default: []].append(id) }
    }
    result.wordings = wordings.filter { $0.value.count > 1 }
  }

  // MARK: Links

  private mutating func addLinks() {
    for (number, part) in parts.enumerated() {
      for (place, link) in part.links.enumerated() where link.kind.isStep && link.kind != .undercuts
      {
        guard case .statement(let id) = link.target, let target = claim(id, link, part),
          let premises = premises(of: link, part),
          let goal = result.readings.index(of: target.statement)
        else { continue }
        guard !premises.contains(where: { $0.claim == goal }) else {
          omit(.bearsOnItself(target.statement), link, part)
          continue
        }
        let kind = ArgumentMap.Kind(link.kind, isNegated: target.isNegated)
        let index = links.add(kind, premises, goal, to: &result.map)
        links.remember(index, thread: number, place: place, recorder: link.recorder)
        if link.kind == .decides { declare(link, premises[0].claim, goal) }
      }
    }
  }

  private mutating func declare(_ link: Link, _ claim: Int, _ target: Int) {
    let crux = link.premises[0]
    let known = result.declared.firstIndex { $0.crux == crux && $0.target == target }
    guard let known else {
      result.declared.append(
        .init(crux: crux, claim: claim, target: target, recorders: link.recorder.map { [$0] } ?? [])
      )
      return
    }
    let recorders = Set(result.declared[known].recorders).union(link.recorder.map { [$0] } ?? [])
    result.declared[known].recorders = recorders.sorted()
  }

  /// Every answer of a crux with rival poles is against every other.
  private mutating func addRivals() {
    for crux in result.readings.rivalCruxes {
      let poles = crux.poles.compactMap { result.claim(of: $0) }.filter { !$0.isNegated }
      for pole in poles {
        for rival in poles where rival.index != pole.index {
          let count = result.map.linkCount
          let link = links.add(
            .attacks, [ArgumentMap.Premise(pole.index)], rival.index, to: &result.map)
          if link == count { result.derivedLinks.insert(link) }
        }
      }
    }
  }

  /// An undercut can deny the step of another, which must be there first: again and again, until
  /// nothing more can be told.
  private mutating func addUndercuts() {
    var waiting: [(thread: Int, place: Int)] = []
    for (number, part) in parts.enumerated() {
      for place in part.links.indices where part.links[place].kind == .undercuts {
        waiting.append((number, place))
      }
    }
    while !waiting.isEmpty {
      let pending = pendingPremises(of: waiting)
      var left: [(thread: Int, place: Int)] = []
      for (thread, place) in waiting where !addUndercut(thread, place, pending) {
        left.append((thread, place))
      }
      if left.count == waiting.count { break }
      waiting = left
    }
    for (thread, place) in waiting {
      omit(.unclearStep, parts[thread].links[place], parts[thread])
    }
  }

  /// Whether the undercut is done with: added, or left out for its premises.
  private mutating func addUndercut(
    _ thread: Int, _ place: Int, _ pending: Set<Int>
  ) -> Bool {
    let part = parts[thread]
    let link = part.links[place]
    let steps = steps(deniedBy: link, thread: thread, pending)
    guard !steps.isEmpty else { return false }
    guard let premises = premises(of: link, part) else { return true }
    for step in steps {
      let index = links.add(.undercuts, premises, step, to: &result.map)
      links.remember(index, thread: thread, place: place, recorder: link.recorder)
    }
    return true
  }

  /// The links whose step an undercut denies; none where that cannot be told, or not yet.
  private func steps(
    deniedBy link: Link, thread: Int, _ pending: Set<Int>
  ) -> [Int] {
    switch link.target {
    case .statement: return []
    case .link(let place): return links.links(thread: thread, place: place)
    case .step(let from, let to):
      guard let from = result.claim(of: from), let to = result.claim(of: to) else { return [] }
      return links.links(from: from.index).filter {
        result.map.linkKinds[$0] != .undercuts && Int(result.map.linkTargets[$0]) == to.index
      }
    case .onlyStep(let from):
      guard let claim = result.claim(of: from), !pending.contains(claim.index) else {
        return []
      }
      let steps = links.links(from: claim.index).filter { !result.derivedLinks.contains($0) }
      return steps.count == 1 ? steps : []
    }
  }

  /// The claims out of which a step is still to be told.
  private func pendingPremises(of waiting: [(thread: Int, place: Int)]) -> Set<Int> {
    var pending: Set<Int> = []
    for (thread, place) in waiting {
      for id in parts[thread].links[place].premises {
        if let claim = result.claim(of: id) { pending.insert(claim.index) }
      }
    }
    return pending
  }

  // MARK: Views

  private mutating func readStances() {
    var known: [RecordedStance] = []
    for part in parts {
      for recorded in part.stances {
        let id = recorded.stance.statement
        if let reason = reasonToOmit(id) {
          result.omissions.append(
            .init(thread: part.thread, place: recorded.stance.place, reason: reason))
        } else {
          known.append(recorded)
        }
      }
    }
    let readings = result.readings
    histories = stanceHistories(of: known) { readings.reading(of: $0) ?? Proposition($0) }
  }

  private mutating func addViews() {
    var views: [PersonID: [PersonViews.View]] = [:]
    for history in histories {
      guard let current = history.current,
        let claim = result.readings.index(of: history.key.statement)
      else { continue }
      views[history.key.person, default: []].append(
        .init(
          claim: claim, credence: current.credence.value,
          isImplied: current.recorded.stance.isImplied,
          hasReasons: links.hasReasons(history.key.person, for: claim)))
    }
    result.map.views = views.keys.sorted().map { PersonViews(person: $0, views: views[$0] ?? []) }
  }

  // MARK: Reading ids

  private mutating func premises(of link: Link, _ part: DebateRecord.Part)
    -> [ArgumentMap.Premise]?
  {
    var premises: [ArgumentMap.Premise] = []
    for id in link.premises {
      guard let reading = claim(id, link, part),
        let index = result.readings.index(of: reading.statement)
      else { return nil }
      let premise = ArgumentMap.Premise(index, isNegated: reading.isNegated)
      if !premises.contains(premise) { premises.append(premise) }
    }
    return premises.isEmpty ? nil : premises
  }

  /// What an id in a link means; where it means nothing, the link is noted as left out.
  private mutating func claim(
    _ id: StatementID, _ link: Link, _ part: DebateRecord.Part
  ) -> Proposition? {
    if let reason = reasonToOmit(id) {
      omit(reason, link, part)
      return nil
    }
    return result.readings.reading(of: id)
  }

  private func reasonToOmit(_ id: StatementID) -> RecordedMap.Omission.Reason? {
    guard let reading = result.readings.reading(of: id) else { return .unknownStatement(id) }
    return result.readings.isRivalCrux(reading.statement) ? .cruxWithoutPole(id) : nil
  }

  private mutating func omit(
    _ reason: RecordedMap.Omission.Reason, _ link: Link, _ part: DebateRecord.Part
  ) {
    result.omissions.append(.init(thread: part.thread, place: link.place, reason: reason))
  }
}

extension LinkKind {
  /// Whether it is a step of an argument, which can be denied and is counted.
  fileprivate var isStep: Bool {
    switch self {
    case .supports, .needs, .rebuts, .undercuts, .decides: true
    case .sameAs, .grants, .rejects: false
    }
  }
}

extension ArgumentMap.Kind {
  /// What a link to a claim, or to its negation, does to the claim.
  fileprivate init(_ kind: LinkKind, isNegated: Bool) {
    switch kind {
    case .supports: self = isNegated ? .attacks : .supports
    case .rebuts: self = isNegated ? .supports : .attacks
    default: self = isNegated ? .excludes : .needs
    }
  }
}
