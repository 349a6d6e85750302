/// Something the parser met that the author should hear of, without words: the rule of the same
/// name says it.
package struct Notice: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    // Front matter.
    case malformedFrontMatter(reason: String)
    /// A file that begins like front matter which no line ends.
    case unclosedFrontMatter
    /// A `crux.yml` that is not a YAML mapping.
    case malformedSettings(reason: String)
    case frontMatterTooLarge
    /// A value of the wrong type or spelling; `expected` says what the key takes.
    case invalidKeyValue(key: String, expected: String)
    /// A key that stands again in the same mapping.
    case repeatedKey(String)
    case unknownKey(key: String, nearest: String?)

    // Bytes and blocks.
    case notUTF8
    /// More brackets in one paragraph than libcmark reads in reasonable time: kept as plain text.
    case tooManyBrackets(limit: Int)
    /// Markup takes more memory than is allowed: the file is read post by post, or a post of it (or
    /// the introduction) kept as plain text.
    case tooMuchMarkup(isPlainText: Bool)
    case nestedTooDeep(limit: Int)
    /// So many or so long quotes that from this one on not each was looked for everywhere.
    case tooManyQuotes

    // Posts.
    case replyToUnknownPost(Anchor)
    case replyToLaterPost(Anchor)
    case anchorTaken(Anchor)
    /// A heading that begins like a byline; `part` is what could not be read.
    case almostByline(part: String)

    // Headers.
    /// A bold word one slip away from a label, where a header could stand.
    case almostLabel(written: String, label: Label)
    /// A line that begins like a header and holds a code span, but is prose; `part` is what does
    /// not belong.
    case unreadableHeader(part: String)
    /// A header that has neither text nor an id.
    case emptyHeader(Label)
    /// A header that takes the quoted words as its text and has other words behind its colon.
    case textBesideQuoted(Label)
    /// A header without text that adds nothing, and whose id nothing else in the thread uses.
    case idleHeader(Label)
    /// A header inside a heading or indented code.
    case misplacedHeader(Label)
    /// A header with an id above the first byline, where nobody speaks yet; noted once a file.
    case headerBeforePosts(Label)
    /// A header that Markdown swallowed into the quote or item above it.
    case missingBlankLine(Label)
    case invalidID(String)
    case missingID(Label, temporary: StatementID)
    case invalidCredence(String)
    /// The credence says the contrary of the label.
    case reversedCredence(String, label: Label)
    /// A mark with a link in its words, a header under a quote…: `reason` says what.
    case unreadableMark(reason: String)

    // Targets.
    case needsTarget(Label)
    /// The quote above is shared by several statements.
    case severalTargets([StatementID])
    /// The quote above holds no statement; the stand-in can be named.
    case unnamedTarget(standIn: StatementID)
    case unclearStep
    case nothingToJoin
    case poleNameTaken(String, crux: StatementID)
    case singleRival(String, crux: StatementID)
    /// A crux with rival poles decides a statement without saying which pole it needs.
    case cruxWithoutCondition(StatementID)
    /// `quoted` without a block quote above.
    case nothingQuoted
  }

  package var kind: Kind
  package var place: Place
  /// Bytes to underline; at least 1.
  package var length: Int

  package init(_ kind: Kind, at place: Place, length: Int = 1) {
    self.kind = kind
    self.place = place
    self.length = max(1, length)
  }
}

extension Notice.Kind {
  /// Whether it says of `crux.yml` that nothing of it was read.
  package var leavesNoSettings: Bool {
    switch self {
    case .malformedSettings, .frontMatterTooLarge: true
    default: false
    }
  }
}
