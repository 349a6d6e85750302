/// A person's view of a statement, as recorded in one post.
package struct Stance: Hashable, Sendable {
  package enum Attitude: String, Hashable, Sendable {
    case agree, disagree, unsure
    /// A credence written on the holder's own statement.
    case credence
    /// Nothing was written: whoever holds a claim is taken to agree with it (FORMAT §5).
    case implied
  }

  package var person: PersonID
  /// As written: `crux#no` stays so, and `credence` is about that text.
  package var statement: StatementID
  package var attitude: Attitude
  package var credence: Credence
  /// A view held before the thread (`(formerly)`).
  package var isFormer: Bool
  /// What changed the person's mind (`because of`), if they said.
  package var causes: [StatementID]
  package var post: Int
  package var place: Place

  package init(
    person: PersonID, statement: StatementID, attitude: Attitude, credence: Credence,
    isFormer: Bool = false, causes: [StatementID] = [], post: Int, place: Place
  ) {
    self.person = person
    self.statement = statement
    self.attitude = attitude
    self.credence = credence
    self.isFormer = isFormer
    self.causes = causes
    self.post = post
    self.place = place
  }

  package var isImplied: Bool { attitude == .implied }
}
