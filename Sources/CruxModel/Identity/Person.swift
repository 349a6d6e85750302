/// Somebody who writes or is quoted.
package struct Person: Hashable, Sendable {
  package enum Role: String, Hashable, Sendable, CaseIterable {
    /// Takes part in the discussion.
    case speaker
    /// Adds labels only: kept out of the reply tree, given no stances.
    case annotator
    /// A speaker whom the source does not name.
    case unnamed
  }

  package var id: PersonID
  /// What readers are shown; the id where nothing else is given.
  package var name: String
  package var url: String?
  /// What the source of an imported thread tells people apart by, where they have no address.
  package var account: String?
  package var aliases: [String]
  package var role: Role

  package init(
    id: PersonID, name: String? = nil, url: String? = nil, aliases: [String] = [],
    role: Role = .speaker
  ) {
    self.id = id
    self.name = name ?? id.rawValue
    self.url = url
    self.aliases = aliases
    self.role = role
  }
}

/// The people of a thread or of a corpus, found by id or alias.
package struct People: Sendable, Equatable {
  private var byID: [PersonID: Person] = [:]
  private var idOfAlias: [String: PersonID] = [:]

  package init() {}

  package init(_ people: some Sequence<Person>) {
    for person in people { add(person) }
  }

  /// In order of id.
  package var all: [Person] { byID.values.sorted { $0.id < $1.id } }
  package var isEmpty: Bool { byID.isEmpty }

  /// Adds or replaces a person; an alias that two people claim stays with the first.
  package mutating func add(_ person: Person) {
    byID[person.id] = person
    for alias in person.aliases where idOfAlias[alias] == nil { idOfAlias[alias] = person.id }
  }

  package func knows(_ name: String) -> Bool {
    !byID.isEmpty && (byID[PersonID(name)] != nil || idOfAlias[name] != nil)
  }

  /// The person a written name stands for; a name nobody declared stands for itself.
  package func id(for name: String) -> PersonID {
    let id = PersonID(name)
    return byID.isEmpty || byID[id] != nil ? id : idOfAlias[name] ?? id
  }

  package func person(_ id: PersonID) -> Person { byID[id] ?? Person(id: id) }

  /// What readers are shown for a person; the id for one nobody declared.
  package func name(of id: PersonID) -> String {
    byID.isEmpty ? id.rawValue : byID[id]?.name ?? id.rawValue
  }

  package func role(of id: PersonID) -> Person.Role {
    byID.isEmpty ? .speaker : byID[id]?.role ?? .speaker
  }

  /// These people, and over them those of `other`.
  package func overlaid(by other: People) -> People {
    if other.isEmpty { return self }
    var result = self
    for person in other.all { result.add(person) }
    return result
  }
}
