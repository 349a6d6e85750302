import CruxModel

/// The links of a map while it is made: each once, found by where it was recorded and by premise.
struct RecordedLinks {
  private struct Key: Hashable {
    var kind: ArgumentMap.Kind
    var premises: Set<ArgumentMap.Premise>
    var target: Int
  }

  private struct Origin: Hashable {
    var thread: Int
    var place: Int
  }

  private struct Reason: Hashable {
    var person: PersonID
    var claim: Int
  }

  private var known: [Key: Int] = [:]
  private var recorded: [Origin: [Int]] = [:]
  private var outOf: [Int: [Int]] = [:]
  private var reasons: Set<Reason> = []
  private var kinds: [Int: Key] = [:]

  /// Adds a link, or finds the one that says the same.
  mutating func add(
    _ kind: ArgumentMap.Kind, _ premises: [ArgumentMap.Premise], _ target: Int,
    to map: inout ArgumentMap
  ) -> Int {
    let key = Key(kind: kind, premises: Set(premises), target: target)
    if let link = known[key] { return link }
    let link = map.addLink(kind, from: premises, to: target)
    known[key] = link
    kinds[link] = key
    for claim in Set(premises.map(\.claim)) { outOf[claim, default: []].append(link) }
    return link
  }

  /// Notes where a link was recorded, and by whom.
  mutating func remember(_ link: Int, thread: Int, place: Int, recorder: PersonID?) {
    recorded[Origin(thread: thread, place: place), default: []].append(link)
    guard let recorder, let key = kinds[link], key.kind == .supports || key.kind == .needs else {
      return
    }
    reasons.insert(Reason(person: recorder, claim: key.target))
  }

  /// The links made of what one place of a thread records.
  func links(thread: Int, place: Int) -> [Int] {
    recorded[Origin(thread: thread, place: place)] ?? []
  }

  /// The links that have a claim or its negation among their premises.
  func links(from claim: Int) -> [Int] { outOf[claim] ?? [] }

  /// Whether a person recorded a support or a need of the claim.
  func hasReasons(_ person: PersonID, for claim: Int) -> Bool {
    reasons.contains(Reason(person: person, claim: claim))
  }
}
