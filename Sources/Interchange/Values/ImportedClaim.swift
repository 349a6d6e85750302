import CruxModel

/// One claim of a source that is made of claims: an outline of reasons and objections, in which
/// nobody is named.
package struct ImportedClaim: Sendable, Equatable {
  /// What the source calls it, unique in the thread: `1.2.1`.
  package var id: String
  /// The claim it stands under; nil at the top.
  package var parent: String?
  /// How it bears on what it stands under: a claim, a reason or a rebuttal.
  package var label: Label
  /// What it says, as CommonMark on one line in which nothing is ours; nil where it only points to
  /// a claim that stands elsewhere in the outline.
  package var text: String?
  /// The claim that it points to, where it says nothing itself.
  package var target: String?

  package init(id: String, parent: String?, label: Label, text: String) {
    self.id = id
    self.parent = parent
    self.label = label
    self.text = text
  }

  package init(id: String, parent: String, label: Label, pointingTo target: String) {
    self.id = id
    self.parent = parent
    self.label = label
    self.target = target
  }
}
