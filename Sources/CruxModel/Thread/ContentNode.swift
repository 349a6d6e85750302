/// One block or inline of a thread.
///
/// A thread's content is a flat list in document order: a node's descendants are the nodes after it
/// up to `end`. No value holds another, so no depth of nesting can overflow a stack.
///
/// Public only for speed: Swift does not inline what is `package` into other targets, and every node
/// of every thread passes through here.
@frozen public struct ContentNode: Hashable, Sendable {
  @frozen public enum Kind: UInt8, Hashable, Sendable {
    case paragraph, heading, blockQuote, list, item, codeBlock, htmlBlock, thematicBreak
    case text, code, html, softBreak, hardBreak, emphasis, strong, link, image
    /// Words marked as a statement (`[words](claim:id)`): a link in the source, plain words to readers.
    case mark
    /// `[[id|words]]`: one or three texts, of which only the words are not markup.
    case reference

    /// Spelt out, since the one that Swift makes cannot be inlined into other modules.
    @inlinable public static func == (left: Kind, right: Kind) -> Bool {
      left.rawValue == right.rawValue
    }
  }

  @frozen public struct Flags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Nothing set; spelt out, since an empty literal is a generic call.
    @inlinable public static var none: Flags { Flags(rawValue: 0) }
    /// Part of a byline, a header or a reference's brackets: not among the words a reader is shown.
    @inlinable public static var markup: Flags { Flags(rawValue: 1) }
    /// A paragraph that Markdown swallowed into a quote or item and that was lifted out.
    @inlinable public static var lifted: Flags { Flags(rawValue: 2) }
    /// `source` is the line of the block, because the exact bytes could not be found.
    @inlinable public static var imprecise: Flags { Flags(rawValue: 4) }
    /// An ordered list.
    @inlinable public static var ordered: Flags { Flags(rawValue: 8) }
    /// A list whose items are not set apart by blank lines.
    @inlinable public static var tight: Flags { Flags(rawValue: 16) }
  }

  public var kind: Kind
  public var flags: Flags
  /// Containers above it inside the thread, 0 at the top; never above 200 (blocks and inlines are
  /// flattened at 100 each).
  public var depth: UInt16
  /// A heading's level, an ordered list's first number; else 0.
  public var number: UInt32
  /// Its bytes in the file.
  public var source: ByteRange
  /// Its rendered text in `ThreadBody.text`, that of its descendants included.
  public var text: ByteRange
  /// In `ThreadBody.attributes`: a link's or image's address, a code block's info, a reference's target.
  public var attribute: ByteRange
  /// The index after its last descendant.
  public var end: Int32

  @inlinable public init(
    kind: Kind, flags: Flags = .none, depth: UInt16, number: UInt32 = 0, source: ByteRange,
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
  @inlinable public var isLiteral: Bool {
    switch kind {
    case .text, .code, .html, .codeBlock, .htmlBlock: true
    default: false
    }
  }

  /// Whether it is no word that a reader is shown.
  @inlinable public var isMarkup: Bool { flags.rawValue & Flags.markup.rawValue != 0 }

  /// Sets it apart from the words that a reader is shown.
  @inlinable public mutating func markAsMarkup() {
    flags = Flags(rawValue: flags.rawValue | Flags.markup.rawValue)
  }

  @inlinable public var isBlock: Bool { kind.rawValue <= Kind.thematicBreak.rawValue }
}
