import CruxModel

/// The map that a record of threads makes, and how the two correspond.
package struct RecordedMap: Sendable {
  /// Something recorded that the map leaves out.
  package struct Omission: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      case unknownStatement(StatementID)
      /// A reason or stance on a crux with rival poles that names no pole.
      case cruxWithoutPole(StatementID)
      /// An undercut whose step cannot be told.
      case unclearStep
      /// After merging what says the same, the link bears on its own premise.
      case bearsOnItself(StatementID)
      /// `same as` makes a statement its own negation.
      case sameAsItsContrary(StatementID)
    }

    package var thread: ThreadID
    package var place: Place
    package var reason: Reason
  }

  /// A crux that somebody declared, before anything is computed.
  package struct DeclaredCrux: Hashable, Sendable {
    /// The crux or the pole of it that the target is said to need.
    package var crux: StatementID
    package var claim: Int
    package var target: Int
    /// In order of id.
    package var recorders: [PersonID]
  }

  package internal(set) var map = ArgumentMap()
  package internal(set) var omissions: [Omission] = []
  package internal(set) var declared: [DeclaredCrux] = []
  /// Links nobody wrote: rival poles of a crux against each other.
  package internal(set) var derivedLinks: Set<Int> = []
  /// For claims that several statements state: all of them, in order of id.
  package internal(set) var wordings: [Int: [StatementID]] = [:]
  var readings: StatementReadings

  /// Which claim an id means and whether its negation; nil for an id the map does not hold.
  package func claim(of id: StatementID) -> (index: Int, isNegated: Bool)? {
    guard let reading = readings.reading(of: id) else { return nil }
    return readings.index(of: reading.statement).map { ($0, reading.isNegated) }
  }

  /// The statements with something recorded for or against them that support, rebut, undercut and
  /// answer no other: what a question is asked about. In order of id.
  package var theses: [Int] {
    var hasReason = [Bool](repeating: false, count: map.claimCount)
    var isReason = hasReason
    for link in 0..<map.linkCount where !derivedLinks.contains(link) {
      for premise in map.premises(ofLink: link) { isReason[premise.claim] = true }
      if map.linkKinds[link] != .undercuts { hasReason[Int(map.linkTargets[link])] = true }
    }
    return (0..<map.claimCount).filter { hasReason[$0] && !isReason[$0] }
  }
}
