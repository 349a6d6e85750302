package enum StatementKind: String, Hashable, Sendable, CaseIterable {
  case claim, crux, rebuttal
}

/// Something somebody says that can be supported, rebutted or asked: a claim, crux or rebuttal.
package struct Statement: Hashable, Sendable {
  /// How the statement came to be in the thread.
  package enum Form: String, Hashable, Sendable {
    /// A header with its own text.
    case written
    /// Words of the post itself, marked by a link with a label as scheme.
    case inline
    /// The words of the block quote above, taken over by `quoted`.
    case quoted
    /// An item of a crux's list of answers.
    case pole
    /// Made because something answers a quote that holds no statement.
    case standIn
  }

  package var id: StatementID
  package var kind: StatementKind
  /// Nil for poles and stand-ins, which have no label.
  package var label: Label?
  package var form: Form
  /// Who holds it; nil for poles, and for words of an introduction.
  package var holder: PersonID?
  /// The author of the post it stands in, where that is somebody else than the holder.
  package var annotator: PersonID?
  /// Index of its post in the thread.
  package var post: Int
  /// Where its header or mark begins.
  package var place: Place
  /// The nodes of its header in the thread's content; empty for inline marks and stand-ins.
  package var header: Range<Int>
  /// The nodes of its text in the thread's content; never empty, but for a pole that is a bare name.
  package var content: Range<Int>
  /// Later paragraphs of the same list item, as nodes; empty without any.
  package var detail: Range<Int>
  /// A hash of its words with case, quotation marks, dashes and white space made equal; for a pole
  /// that is a bare name, of its id.
  package var fingerprint: UInt64
  package var formerIDs: [StatementID] = []
  /// For a crux: its answers, in order; empty for a yes/no crux without a list.
  package var poles: [StatementID] = []
  /// For a crux: whether its answers are rivals; otherwise it is one claim and its negation.
  package var hasRivalPoles = false
  /// For a pole: its name as written, `Fitness-seeker`.
  package var poleName: String?
  /// For a pole: the parenthesis after its name.
  package var nickname: String?

  package init(
    id: StatementID, kind: StatementKind, label: Label?, form: Form, holder: PersonID?,
    annotator: PersonID? = nil, post: Int, place: Place, header: Range<Int>, content: Range<Int>,
    detail: Range<Int>, fingerprint: UInt64
  ) {
    self.id = id
    self.kind = kind
    self.label = label
    self.form = form
    self.holder = holder
    self.annotator = annotator
    self.post = post
    self.place = place
    self.header = header
    self.content = content
    self.detail = detail
    self.fingerprint = fingerprint
  }

  /// The crux this is a pole of.
  package var crux: StatementID? { form == .pole ? id.pole?.crux : nil }

  /// Whether a statement in another reading of its file holds the same words. A pole that is a bare name
  /// has a fingerprint of its id, not of words.
  package func hasSameWords(as other: Statement) -> Bool {
    if isBareName, other.isBareName { return poleName == other.poleName }
    return fingerprint == other.fingerprint
  }

  private var isBareName: Bool { form == .pole && header.overlaps(content) }
}
