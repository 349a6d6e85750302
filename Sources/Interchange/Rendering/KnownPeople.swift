import CruxModel

/// Whom the names of a corpus stand for, as far as its threads say it: so that two people who share
/// a name on two forums stay two, and one keeps the name that they have.
package struct KnownPeople: Sendable {
  /// The addresses or accounts that each name stands for.
  private var identities: [String: Set<String>] = [:]
  private var names: [String: String] = [:]

  package init() {}

  package mutating func add(_ people: People) {
    for person in people.all {
      guard let identity = person.url ?? person.account else { continue }
      add(identity, as: person.id.rawValue)
    }
  }

  mutating func add(_ identity: String, as name: String) {
    identities[name, default: []].insert(identity)
    if names[identity] == nil { names[identity] = name }
  }

  /// The name of somebody who is known.
  func name(of identity: String?) -> String? { identity.flatMap { names[$0] } }

  /// Whether the name is known to be somebody else's; nothing is known of somebody without identity.
  func isTaken(_ name: String, for identity: String?) -> Bool {
    guard let identity, let known = identities[name] else { return false }
    return !known.contains(identity)
  }
}

/// A short hash that is the same on every machine, in eight digits (FNV-1a, folded to 32 bits).
package func shortHash(_ bytes: some Sequence<UInt8>) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
