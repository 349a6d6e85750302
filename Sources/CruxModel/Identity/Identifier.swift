/// An id that cannot be mistaken for an id of another kind.
///
/// The raw value is the text as it is written in threads, URLs and the index, in Unicode's normalization
/// form C: what reads the same is one id, in SQLite and in file names too. It is never empty.
package struct Identifier<Kind>: Hashable, Sendable {
  package let rawValue: String

  /// Composes the text and else takes it as it is; whoever parses user text validates it first.
  package init(_ rawValue: String) { self.rawValue = composed(rawValue) }
}

extension Identifier: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: CustomStringConvertible {
  package var description: String { rawValue }
}

extension Identifier: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}

/// The id of a claim, crux or rebuttal, unique in the corpus: `legible-hurts`.
///
/// Two forms carry a mark that kebab-case cannot hold: a pole is `crux-id#pole`, and a statement
/// without an id of its own has a *temporary* id `thread-id~3`, which changes when statements are
/// added above it.
package typealias StatementID = Identifier<Statement>

/// The id of a thread; one name space with statements.
package typealias ThreadID = Identifier<DiscussionThread>

/// A person's key: the name as written after `@`, less the `@`, with aliases resolved.
package typealias PersonID = Identifier<Person>

/// A post's anchor inside its thread, without the `#`.
package typealias Anchor = Identifier<Post>

extension Identifier where Kind == Statement {
  /// Whether the id was made by the parser, because the author gave none.
  package var isTemporary: Bool { rawValue.utf8.contains(UInt8(ascii: "~")) }

  /// The crux a pole belongs to and the pole's key; nil where the id is not a pole.
  package var pole: (crux: StatementID, key: String)? {
    guard let mark = rawValue.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    let key = rawValue[rawValue.utf8.index(after: mark)...]
    return (StatementID(String(rawValue[..<mark])), String(key))
  }

  /// The pole of this crux with the given key.
  package func pole(_ key: String) -> StatementID { StatementID(rawValue + "#" + key) }

  /// The id a statement without one gets: the thread's id, `~`, its number in the thread from 1.
  package static func temporary(in thread: ThreadID, number: Int) -> StatementID {
    StatementID("\(thread.rawValue)~\(number)")
  }
}
