import CruxModel

@testable import Reasoning

/// A map written down by ids, as in a case file or a test.
struct MapSketch {
  struct Link {
    var id = ""
    var kind: ArgumentMap.Kind
    var premises: [String]
    var target: String
    var weight = 1.0
  }

  var claims: [(id: String, base: Double, isAsserted: Bool)] = []
  var links: [Link] = []
  var stances: [String: [String: Double]] = [:]

  /// Lines such as `a supports T`, `p + q attacks T`, `u undercuts a>T`, `!c needs T`; claims come
  /// into being as they are named, with base .5 and asserted.
  init(_ text: String = "", bases: [String: Double] = [:], unasserted: Set<String> = []) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init).filter { $0 != "+" }
      guard words.count >= 3, let kind = ArgumentMap.Kind(word: words[words.count - 2]) else {
        for word in words { add(word, bases, unasserted) }
        continue
      }
      let premises = Array(words.dropLast(2))
      let target = words[words.count - 1]
      for premise in premises { add(premise.bare, bases, unasserted) }
      if kind != .undercuts { add(target, bases, unasserted) }
      links.append(
        Link(
          id: "\(premises[0].bare)>\(target)", kind: kind, premises: premises, target: target))
    }
  }

  private mutating func add(_ id: String, _ bases: [String: Double], _ unasserted: Set<String>) {
    guard !claims.contains(where: { $0.id == id }) else { return }
    claims.append((id, bases[id] ?? 0.5, !unasserted.contains(id)))
  }

  func map() -> ArgumentMap {
    var map = ArgumentMap()
    var indices: [String: Int] = [:]
    for claim in claims {
      indices[claim.id] = map.addClaim(
        StatementID(claim.id), base: claim.base, isAsserted: claim.isAsserted)
    }
    let links = Dictionary(uniqueKeysWithValues: self.links.enumerated().map { ($1.id, $0) })
    for link in self.links {
      map.addLink(
        link.kind,
        from: link.premises.map {
          ArgumentMap.Premise(indices[$0.bare] ?? -1, isNegated: $0.hasPrefix("!"))
        },
        to: (link.kind == .undercuts ? links[link.target] : indices[link.target]) ?? -1,
        weight: link.weight)
    }
    map.views = stances.sorted { $0.key < $1.key }.map { person, credences in
      PersonViews(
        person: PersonID(person),
        views: credences.map { .init(claim: indices[$0] ?? -1, credence: $1) })
    }
    return map
  }
}

extension MapSketch {
  /// A case of the specification's files.
  init(_ fields: Fields) {
    claims = fields.list("claims").map {
      ($0.id, $0.number("base") ?? 0.5, $0.flag("asserted") ?? true)
    }
    links = fields.list("links").map {
      Link(
        id: $0.id, kind: ArgumentMap.Kind(word: $0.string("kind") ?? "") ?? .supports,
        premises: $0.strings("premises"), target: $0.string("target") ?? "",
        weight: $0.number("weight") ?? 1)
    }
    for person in fields.fields("stances")?.object.keys.sorted() ?? [] {
      stances[person] = fields.fields("stances")?.numbers(person) ?? [:]
    }
  }
}

extension String {
  fileprivate var bare: String { hasPrefix("!") ? String(dropFirst()) : self }
}

extension ArgumentMap.Kind {
  init?(word: String) {
    switch word {
    case "support", "supports": self = .supports
    case "attack", "attacks": self = .attacks
    case "undercut", "undercuts": self = .undercuts
    case "needs": self = .needs
    case "excludes": self = .excludes
    default: return nil
    }
  }
}

extension ArgumentMap {
  func index(of id: StatementID) -> Int { claimIDs.firstIndex(of: id) ?? -1 }
}

/// Pseudo-random numbers that are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// What random maps are made of.
struct RandomMap {
  var claims = 8
  var links = 12
  var kinds: [ArgumentMap.Kind] = [.supports, .attacks, .undercuts, .needs, .excludes]
  var isAcyclic = false
  /// Bases are drawn from these; any number where empty.
  var bases: [Double] = []
  var people = 0

  func sketch(seed: UInt64) -> MapSketch {
    var random = SeededGenerator(seed: seed)
    var sketch = MapSketch()
    for number in 0..<claims {
      let base = bases.randomElement(using: &random) ?? Double.random(in: 0...1, using: &random)
      sketch.claims.append(("c\(number)", base, Bool.random(using: &random)))
    }
    for number in 0..<links { append(number, to: &sketch, &random) }
    for number in 0..<people {
      sketch.stances["p\(number)"] = Dictionary(
        uniqueKeysWithValues: sketch.claims.filter { _ in Bool.random(using: &random) }
          .map { ($0.id, Double.random(in: 0.05...0.95, using: &random)) })
    }
    return sketch
  }

  private func append(
    _ number: Int, to sketch: inout MapSketch, _ random: inout SeededGenerator
  ) {
    var kind = kinds.randomElement(using: &random) ?? .supports
    if kind == .undercuts, sketch.links.isEmpty { kind = .attacks }
    let target = Int.random(in: 0..<claims, using: &random)
    var premises: Set<Int> = []
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      premises.insert(premise(target: target, &random))
    }
    premises.remove(target)
    guard !premises.isEmpty else { return }
    let undercut = kind == .undercuts ? undercutTarget(in: sketch, premises, &random) : nil
    if kind == .undercuts, undercut == nil { return }
    sketch.links.append(
      .init(
        id: "l\(number)", kind: kind,
        premises: premises.sorted().map {
          (Int.random(in: 0..<6, using: &random) == 0 ? "!c" : "c") + String($0)
        },
        target: undercut ?? "c\(target)",
        weight: Bool.random(using: &random) ? 1 : Double.random(in: 0...1, using: &random)))
  }

  private func premise(target: Int, _ random: inout SeededGenerator) -> Int {
    guard isAcyclic else { return Int.random(in: 0..<claims, using: &random) }
    return target + 1 < claims ? Int.random(in: target + 1..<claims, using: &random) : target
  }

  /// In acyclic maps a link into a claim before all premises.
  private func undercutTarget(
    in sketch: MapSketch, _ premises: Set<Int>, _ random: inout SeededGenerator
  ) -> String? {
    sketch.links.filter { link in
      guard isAcyclic else { return true }
      guard let claim = Int(link.target.dropFirst()), link.target.hasPrefix("c") else {
        return false
      }
      return claim < (premises.min() ?? 0)
    }.randomElement(using: &random)?.id
  }
}
