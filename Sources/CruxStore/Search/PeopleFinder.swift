/// Finds people by what is typed for them.
struct PeopleFinder {
  let connection: Connection

  /// Ids of those meant: whoever has exactly this name or alias; else regardless of case; else
  /// those with a word of their name that begins so.
  func ids(named typed: String) throws(StoreError) -> [String] {
    let name = typed.first == "@" ? String(typed.dropFirst()) : typed
    let exact = try connection.rows(
      """
      SELECT person FROM thread_people WHERE person = ?1
      UNION SELECT person FROM person_aliases WHERE alias = ?1
      """, [.text(name)]
    ) { (row) in row.text(0) }
    if !exact.isEmpty || name.isEmpty { return exact }
    let everybody = try names()
    let wanted = name.lowercased()
    let same = everybody.filter { $0.name.lowercased() == wanted }
    let chosen = same.isEmpty ? everybody.filter { begins($0.name, with: wanted) } : same
    return Array(Set(chosen.map(\.id))).sorted()
  }

  /// Every name that somebody answers to, sorted.
  func allNames() throws(StoreError) -> [String] { try Set(names().map(\.name)).sorted() }

  /// Leaps from one name to the next: the rows of people are as many as threads times people.
  private func names() throws(StoreError) -> [(id: String, name: String)] {
    try connection.rows(
      """
      WITH RECURSIVE named (person, name) AS (
        SELECT * FROM (SELECT person, name FROM thread_people ORDER BY person, name LIMIT 1)
        UNION ALL
        SELECT
          coalesce(
            (SELECT t.person FROM thread_people AS t
             WHERE t.person = n.person AND t.name > n.name LIMIT 1),
            (SELECT min(t.person) FROM thread_people AS t WHERE t.person > n.person)),
          coalesce(
            (SELECT min(t.name) FROM thread_people AS t
             WHERE t.person = n.person AND t.name > n.name),
            (SELECT t.name FROM thread_people AS t
             WHERE t.person > n.person ORDER BY t.person, t.name LIMIT 1))
        FROM named AS n WHERE n.person IS NOT NULL
      )
      SELECT person, person FROM named WHERE person IS NOT NULL
      UNION SELECT person, name FROM named WHERE person IS NOT NULL
      UNION SELECT person, alias FROM person_aliases
      """
    ) { (row) in (row.text(0), row.text(1)) }
  }

  private func begins(_ name: String, with wanted: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix(wanted)
      || name.split(separator: " ").contains { $0.hasPrefix(wanted) }
  }
}
