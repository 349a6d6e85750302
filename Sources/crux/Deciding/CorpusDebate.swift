import CruxModel
import CruxStore
import Reasoning

/// The argument of a whole corpus, read from its index and ready for questions.
struct CorpusDebate {
  let store: Store
  let recorded: RecordedMap
  let standing: MapStanding
  var reasoner: Reasoner

  init(_ reading: ReadingOptions) throws {
    store = try openIndex(reading)
    recorded = recordedMap(of: try store.debateRecord())
    reasoner = try Reasoner(recorded.map)
    standing = reasoner.standing()
  }

  var map: ArgumentMap { recorded.map }

  /// A statement that was asked about, and the claim of the map that it is read as.
  struct AskedClaim {
    let id: StatementID
    let index: Int
    /// Whether it is read as the claim's contrary, as a question's *no* is.
    let isNegated: Bool
  }

  /// The claim that a typed id means. A crux with rival poles is none: name a pole.
  func claim(named typed: String) throws -> AskedClaim {
    let id = try store.wantedStatement(named: typed)
    if let claim = recorded.claim(of: id) {
      return AskedClaim(id: id, index: claim.index, isNegated: claim.isNegated)
    }
    throw Failure.cruxWithoutPole(typed, poles: poles(of: id))
  }

  private func poles(of crux: StatementID) -> [String] {
    map.claimIDs.filter { $0.pole?.crux == crux }.map(\.rawValue).sorted()
  }

  func person(named typed: String) throws -> PersonID {
    if let person = try store.person(named: typed) { return person }
    let names = map.views.map(\.person.rawValue)
    throw Failure.unknownPerson(typed, nearest: nearest(to: typed, among: names))
  }

  /// A sentence with the statements' words.
  func text(_ sentence: Sentence) -> String {
    sentence.text(statement: { words(of: $0) })
  }

  /// A statement's words on one line, without a final full stop; its id where it has none. A crux is
  /// shown as its answer *yes*, where that is written out: that is what is true or false.
  func words(of id: StatementID) -> String {
    let words = (try? store.words(of: id.pole("yes")) ?? store.words(of: id)) ?? ""
    var line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if line.hasSuffix("."), !line.hasSuffix("..") { line.removeLast() }
    return line.isEmpty ? id.rawValue : line
  }
}

extension Store {
  /// The statement that a typed id means; fails where it means none.
  func wantedStatement(named typed: String) throws -> StatementID {
    if let id = try statement(named: typed) { return id }
    if try person(named: typed) != nil { throw Failure.noStatement(typed) }
    throw Failure.unknownID(typed, nearest: try statementID(near: typed))
  }
}
