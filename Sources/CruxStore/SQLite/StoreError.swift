/// Why the index could not do what was asked.
///
/// Carries the SQL that failed, never the values bound to it: those are somebody's words.
package struct StoreError: Error, Equatable {
  package enum Reason: Hashable, Sendable {
    /// The file is not an SQLite file, or its pages contradict each other.
    case corrupt
    /// An SQLite file that another program made.
    case foreign
    /// Made by a later version of crux, with this schema version.
    case newer(Int)
    /// Made by an earlier version of crux, with this schema version.
    case older(Int)
    /// Somebody else is writing for longer than we wait.
    case busy
    case diskFull
    case cannotOpen
    case readOnly
    /// Any other of SQLite's result codes.
    case other(code: Int32)
  }

  package var reason: Reason
  package var path: String
  /// SQLite's own words; empty where it was not asked.
  package var message: String
  package var sql: String?

  package init(_ reason: Reason, path: String, message: String = "", sql: String? = nil) {
    self.reason = reason
    self.path = path
    self.message = message
    self.sql = sql
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .corrupt: "the index '\(path)' is damaged; 'crux ingest' makes it again"
    case .foreign: "'\(path)' belongs to another program and is left alone; move it away"
    case .newer: "the index '\(path)' was made by a newer crux; update crux, or delete the index"
    case .older: "the index '\(path)' was made by an older crux; 'crux ingest' makes it again"
    case .busy: "the index '\(path)' is being written by another crux; try again"
    case .diskFull: "no space is left for the index '\(path)'; free some and run again"
    case .cannotOpen: "the index '\(path)' cannot be opened: \(message)"
    case .readOnly: "the index '\(path)' cannot be written: \(message)"
    case .other(let code): "the index '\(path)' failed: \(message) (SQLite \(code))\(inStatement)"
    }
  }

  private var inStatement: String { sql.map { " in: \($0)" } ?? "" }
}
