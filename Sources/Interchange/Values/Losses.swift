/// What an import did not keep, counted by kind: every importer says what it drops.
package struct Losses: Sendable, Equatable {
  /// A kind of thing that is dropped. The raw value names one of it, for `--json`.
  package enum Kind: String, Sendable, CaseIterable {
    case vote, reaction, edit, image, attachment, badge, poll
    /// Who is quoted, where it is somebody outside the thread.
    case attribution
    /// A post without words, or one that was deleted with its words.
    case emptyPost = "empty-post"
    /// A reply to a post that is not in the file.
    case missingParent = "missing-parent"
    /// Markup that Markdown cannot say; its words are kept.
    case markup
    /// The line of a changed file that a comment was written beside.
    case place
    /// A line over a quote in mail that says who wrote it, and when.
    case quoteHeading = "quote-heading"
    /// A signature under a message, or the foot that a list adds.
    case signature
    /// A message that is in the file a second time.
    case copy
    /// A text in a character set that is not known; it is read as another.
    case charset
    /// A script, style sheet or drawing in HTML.
    case script
    /// A link that leads nowhere outside its page, or runs a program; its words are kept.
    case link
    /// What a program posted: 'closed the topic'.
    case event
    /// A date that cannot be read.
    case date
    /// A relation or annotation whose words or ends are not in the file.
    case annotation
    /// The type of a claim, or a shade of a relation, that ours do not have.
    case shade
    /// Bytes that are not UTF-8, each run shown as U+FFFD.
    case invalidBytes = "invalid-bytes"
  }

  package private(set) var counts: [Kind: Int] = [:]

  package init() {}

  package mutating func add(_ kind: Kind, _ number: Int = 1) {
    if number > 0 { counts[kind, default: 0] += number }
  }

  package mutating func add(_ other: Losses) {
    for (kind, number) in other.counts { add(kind, number) }
  }

  package subscript(_ kind: Kind) -> Int { counts[kind, default: 0] }
  package var isEmpty: Bool { counts.isEmpty }
  /// In the order in which the kinds are declared.
  package var list: [(kind: Kind, number: Int)] {
    Kind.allCases.compactMap { kind in counts[kind].map { (kind, $0) } }
  }
}
