import CruxModel

/// Statements by their ids, in the order in which they came.
///
/// Entries are large, and a dictionary of them would have room for twice as many.
struct StatementTable {
  private(set) var entries: [StatementEntry] = []
  private var places: [StatementID: Int32] = [:]

  subscript(id: StatementID) -> StatementEntry? {
    places[id].map { entries[Int($0)] }
  }

  /// - Parameter entry: of an id that is not there.
  mutating func add(_ entry: StatementEntry) {
    places[entry.id] = Int32(entries.count)
    entries.append(entry)
  }
}
