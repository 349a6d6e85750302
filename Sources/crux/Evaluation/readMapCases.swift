import CruxModel
import Interchange
import Reasoning

/// Reads a map file: one map, an array of maps, or an object whose `cases` are maps. docs/reasoning.md
/// describes the shapes.
///
/// - Returns: for each map what was read, or the first thing wrong with it; one that is wrong does
///   not keep the others from being read.
func readMapCases(_ root: JSONValue) -> [Result<MapCase, MapFileProblem>] {
  if root.kind == .array { return cases(root.children, path: "") }
  if let list = root["cases"], list.kind == .array { return cases(list.children, path: "cases") }
  return [read(root, path: "")]
}

private func cases(_ values: [JSONValue], path: String) -> [Result<MapCase, MapFileProblem>] {
  values.enumerated().map { read($1, path: "\(path)[\($0)]") }
}

private func read(_ value: JSONValue, path: String) -> Result<MapCase, MapFileProblem> {
  do throws(MapFileProblem) {
    var reader = MapCaseReader(path: path)
    try reader.read(value)
    return .success(reader.result)
  } catch {
    return .failure(error)
  }
}

private struct MapCaseReader {
  let path: String
  var result = MapCase()
  private var claims: [String: Int] = [:]
  private var links: [String: Int] = [:]

  init(path: String) { self.path = path }

  mutating func read(_ value: JSONValue) throws(MapFileProblem) {
    guard value.kind == .object else { throw problem("", value, "a map must be an object") }
    result.id = value["id"]?.string
    if value["claims"] != nil {
      try readClaims(value)
      try readLinks(value)
    } else if let base = value["base"] {
      result.circularSupport = .counted
      result.selfLinks = .allowed
      for score in base.children { try addClaim(score.name ?? "", score, base: score, at: "base") }
      try readPairs(value, "attacks", .attacks)
      try readPairs(value, "supports", .supports)
    } else if let arguments = value["arguments"] {
      result.selfLinks = .allowed
      for (number, id) in arguments.children.enumerated() {
        try addClaim(string(id, "arguments[\(number)]"), id, base: nil, at: "arguments[\(number)]")
        result.map.setBase(1, ofClaim: number)
      }
      try readPairs(value, "attacks", .attacks)
    } else {
      throw problem("", value, "a map needs 'claims', 'base' or 'arguments'")
    }
    try readStances(value)
    if let thesis = value["thesis"] {
      result.thesis = try claim(string(thesis, "thesis"), thesis, "thesis")
    }
  }

  // MARK: Claims

  private mutating func readClaims(_ value: JSONValue) throws(MapFileProblem) {
    let held = heldClaims(value["stances"])
    for (number, claim) in (value["claims"]?.children ?? []).enumerated() {
      let place = "claims[\(number)]"
      guard let id = claim["id"] else { throw problem(place, claim, "a claim needs an 'id'") }
      let asserted = claim["asserted"]?.flag
      try addClaim(
        string(id, "\(place).id"), id, base: claim["base"], at: "\(place).base",
        isAsserted: asserted ?? held?.contains(id.string ?? "") ?? true)
    }
  }

  /// The claims on which somebody's stance is above one half; nil where the file has no stances.
  private func heldClaims(_ stances: JSONValue?) -> Set<String>? {
    guard let people = stances?.children, !people.isEmpty else { return nil }
    var held: Set<String> = []
    for stance in people.lazy.flatMap(\.children) where (stance.number ?? 0) > 0.5 {
      if let name = stance.name { held.insert(name) }
    }
    return held
  }

  private mutating func addClaim(
    _ id: String, _ value: JSONValue, base: JSONValue?, at place: String, isAsserted: Bool = true
  ) throws(MapFileProblem) {
    guard !id.isEmpty, !id.hasPrefix("!") else {
      throw problem(place, value, "an id must not be empty or begin with '!'")
    }
    guard claims[id] == nil else { throw problem(place, value, "the id '\(id)' is taken") }
    claims[id] = result.map.addClaim(
      StatementID(id),
      base: try base.map { value throws(MapFileProblem) in try share(value, place) }
        ?? ArgumentMap.defaultBase,
      isAsserted: isAsserted)
  }

  // MARK: Links

  private mutating func readLinks(_ value: JSONValue) throws(MapFileProblem) {
    let values = value["links"]?.children ?? []
    for (number, link) in values.enumerated() {
      let id = link["id"]?.string ?? "link \(number + 1)"
      guard links[id] == nil else {
        throw problem("links[\(number)].id", link, "the id '\(id)' is taken")
      }
      links[id] = number
      result.linkIDs.append(id)
    }
    for (number, link) in values.enumerated() { try readLink(link, "links[\(number)]") }
  }

  private mutating func readLink(_ link: JSONValue, _ place: String) throws(MapFileProblem) {
    guard let word = link["kind"]?.string, let kind = ArgumentMap.Kind(word: word) else {
      throw problem(
        "\(place).kind", link["kind"] ?? link,
        "'kind' must be support, attack, undercut, needs or excludes")
    }
    guard let target = link["target"] else { throw problem(place, link, "a link needs a 'target'") }
    let goal =
      try kind == .undercuts
      ? self.link(target, "\(place).target")
      : claim(string(target, "\(place).target"), target, "\(place).target")
    var premises: [ArgumentMap.Premise] = []
    for (number, premise) in (link["premises"]?.children ?? []).enumerated() {
      premises.append(try self.premise(premise, "\(place).premises[\(number)]"))
    }
    guard !premises.isEmpty else { throw problem(place, link, "a link needs 'premises'") }
    let weight = try link["weight"].map { value throws(MapFileProblem) in
      try share(value, "\(place).weight")
    }
    try add(kind, premises, goal, weight: weight ?? 1, link, place)
  }

  private mutating func readPairs(
    _ value: JSONValue, _ key: String, _ kind: ArgumentMap.Kind
  ) throws(MapFileProblem) {
    for (number, pair) in (value[key]?.children ?? []).enumerated() {
      let place = "\(key)[\(number)]"
      let ends = pair.children
      guard ends.count == 2 else { throw problem(place, pair, "a pair of ids is needed") }
      let premise = try premise(ends[0], "\(place)[0]")
      let goal = try claim(string(ends[1], "\(place)[1]"), ends[1], "\(place)[1]")
      result.linkIDs.append("\(ends[0].string ?? "")>\(ends[1].string ?? "")")
      try add(kind, [premise], goal, weight: 1, pair, place)
    }
  }

  private mutating func add(
    _ kind: ArgumentMap.Kind, _ premises: [ArgumentMap.Premise], _ target: Int, weight: Double,
    _ value: JSONValue, _ place: String
  ) throws(MapFileProblem) {
    let isSelf =
      kind == .undercuts
      ? target == result.map.linkCount : premises.contains { $0.claim == target }
    guard !isSelf || result.selfLinks == .allowed else {
      throw problem(place, value, "a claim or link cannot bear on itself; remove the link")
    }
    result.map.addLink(kind, from: premises, to: target, weight: weight)
  }

  // MARK: Stances

  private mutating func readStances(_ value: JSONValue) throws(MapFileProblem) {
    var views: [PersonViews] = []
    for person in value["stances"]?.children ?? [] {
      let place = "stances.\(person.name ?? "")"
      var credences: [Int: Double] = [:]
      for stance in person.children {
        let id = stance.name ?? ""
        let claim = try claim(id, stance, "\(place).\(id)")
        credences[claim] = try share(stance, "\(place).\(id)")
      }
      views.append(
        PersonViews(
          person: PersonID(person.name ?? ""),
          views: credences.map { .init(claim: $0, credence: $1) }))
    }
    result.map.views = views.sorted { $0.person < $1.person }
  }

  // MARK: Parts

  private func premise(
    _ value: JSONValue, _ place: String
  ) throws(MapFileProblem) -> ArgumentMap.Premise {
    let text = try string(value, place)
    let isNegated = text.hasPrefix("!")
    return ArgumentMap.Premise(
      try claim(isNegated ? String(text.dropFirst()) : text, value, place), isNegated: isNegated)
  }

  private func claim(
    _ id: String, _ value: JSONValue, _ place: String
  ) throws(MapFileProblem) -> Int {
    if let claim = claims[id] { return claim }
    throw problem(place, value, unknown("claim", id, among: Array(claims.keys)))
  }

  private func link(_ value: JSONValue, _ place: String) throws(MapFileProblem) -> Int {
    let id = try string(value, place)
    if let link = links[id] { return link }
    throw problem(place, value, unknown("link", id, among: Array(links.keys)))
  }

  private func unknown(_ what: String, _ id: String, among ids: [String]) -> String {
    let near = nearest(to: id, among: ids.sorted()).map { "; did you mean '\($0)'?" } ?? ""
    return "there is no \(what) '\(id)'\(near)"
  }

  private func string(_ value: JSONValue, _ place: String) throws(MapFileProblem) -> String {
    if let string = value.string { return string }
    throw problem(place, value, "a string is needed")
  }

  private func share(_ value: JSONValue, _ place: String) throws(MapFileProblem) -> Double {
    if let number = value.number, number >= 0, number <= 1 { return number }
    throw problem(place, value, "a number from 0 to 1 is needed")
  }

  private func problem(_ place: String, _ value: JSONValue, _ message: String) -> MapFileProblem {
    let separator = path.isEmpty || place.isEmpty ? "" : "."
    return MapFileProblem(
      path: path + separator + place, offset: value.offset, message: message)
  }
}

extension ArgumentMap.Kind {
  /// Reads the word of a map file, with or without the final s.
  fileprivate init?(word: String) {
    switch word {
    case "support", "supports": self = .supports
    case "attack", "attacks", "rebuts": self = .attacks
    case "undercut", "undercuts": self = .undercuts
    case "needs": self = .needs
    case "excludes": self = .excludes
    default: return nil
    }
  }
}
