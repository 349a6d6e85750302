import CruxModel

/// What a header says between its label and its colon.
struct HeaderParts: Equatable {
  enum Relation: Equatable {
    /// `to` or `for`.
    case toward([String])
    case against([String])
    /// `of …`, each with what stands after `if`, and the ends after `for`.
    case of([Condition], for: [String])
    case sameAs([String])
    case was([String])
    case becauseOf([String])
  }

  /// A statement and the pole it needs: `yes`, `no` or a pole's id; nil without `if`.
  struct Condition: Equatable {
    var id: String
    var pole: String?
  }

  /// The code span right after the label: what it defines or, in a stance, its target.
  var ownID: String?
  /// Code spans joined to that one: in a stance more targets, elsewhere nothing that a header has.
  var furtherIDs: [String] = []
  var relations: [Relation] = []
  var isQuoted = false
  /// Without the `@`.
  var holder: String?
  var credence: Credence?
  /// The text of a parenthesis that is no number between 0 and 100 %.
  var invalidCredence: String?
  var isFormer = false

  var isEmpty: Bool { self == HeaderParts() }
}
