import CruxModel

/// What somebody recorded about a passage of a post: a claim in it, or how they took it.
///
/// Annotations are written under a quote of the passage in posts of their own, never into the post
/// they are about, so that nobody's words change.
package struct ImportedAnnotation: Sendable, Equatable {
  package enum Content: Sendable, Equatable {
    /// The passage is a statement. `holder` is who holds it, nil for the passage's author: for a
    /// crux, whoever says that it is one.
    case statement(Label, holder: ImportedAuthor?)
    /// Somebody agrees or disagrees with the passage, as a label for stances.
    case stance(Label, holder: ImportedAuthor)
    /// What no label says, in words: `changemind`.
    case remark(String, by: ImportedAuthor)
  }

  /// How a statement bears on another annotation's statement.
  package struct Relation: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case supports, rebuts, undercuts
    }

    package var kind: Kind
    /// The id of the other annotation.
    package var target: String

    package init(_ kind: Kind, _ target: String) {
      self.kind = kind
      self.target = target
    }
  }

  /// The same in every fetch and unique in the thread.
  package var id: String
  /// The id of the post it is about.
  package var post: String
  /// The words it is about, as the source gives them; nil for the whole post. Where a statement
  /// has none, it has the post's first sentence.
  package var words: String?
  package var content: Content
  package var relations: [Relation] = []

  package init(id: String, post: String, words: String?, content: Content) {
    self.id = id
    self.post = post
    self.words = words
    self.content = content
  }
}
