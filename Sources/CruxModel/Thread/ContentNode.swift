/// One block or inline of a thread.
///
/// A thread's content is a flat list in document order: a node's descendants are the nodes after it
/// up to `end`. No value holds another, so no depth of nesting can overflow a stack.
package struct ContentNode: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable {
    case paragraph, heading, blockQuote, list, item, codeBlock, htmlBlock, thematicBreak
    case text, code, html, softBreak, hardBreak, emphasis, strong, link, image
    /// Words marked as a statement (`[words](claim:id)`): a link in the source, plain words to readers.
    case mark
    /// `[[id|words]]`: one or three texts, of which only the words are not markup.
    case reference
  }

  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Part of a byline, a header or a reference's brackets: not among the words a reader is shown.
    package static let markup = Flags(rawValue: 1)
    /// A paragraph that Markdown swallowed into a quote or item and that was lifted out.
    package static let lifted = Flags(rawValue: 2)
    /// `source` is the line of the block, because the exact bytes could not be found.
    package static let imprecise = Flags(rawValue: 4)
    /// An ordered list.
    package static let ordered = Flags(rawValue: 8)
    /// A list whose items are not set apart by blank lines.
    package static let tight = Flags(rawValue: 16)
  }

  package var kind: Kind
  package var flags: Flags
  /// Containers above it inside the thread, 0 at the top; never above 200 (blocks and inlines are
  /// flattened at 100 each).
  package var depth: UInt16
  /// A heading's level, an ordered list's first number; else 0.
  package var number: UInt32
  /// Its bytes in the file.
  package var source: ByteRange
  /// Its rendered text in `ThreadBody.text`, that of its descendants included.
  package var text: ByteRange
  /// In `ThreadBody.attributes`: a link's or image's address, a code block's info, a reference's target.
  package var attribute: ByteRange
  /// The index after its last descendant.
  package var end: Int32

  package init(
    kind: Kind, flags: Flags = [], depth: UInt16, number: UInt32 = 0, source: ByteRange,
    text: ByteRange, attribute: ByteRange = ByteRange(0, 0), end: Int32
  ) {
    self.kind = kind
    self.flags = flags
    self.depth = depth
    self.number = number
    self.source = source
    self.text = text
    self.attribute = attribute
    self.end = end
  }

  /// Whether it is a run of text that libcmark returned: text, code or HTML.
  package var isLiteral: Bool {
    switch kind {
    case .text, .code, .html, .codeBlock, .htmlBlock: true
    default: false
    }
  }

  package var isBlock: Bool { kind.rawValue <= Kind.thematicBreak.rawValue }
}
