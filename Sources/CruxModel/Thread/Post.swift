/// One person's turn in a thread. Small, since a file may hold a hundred thousand.
package struct Post: Hashable, Sendable {
  /// Written after `#` in the byline, else the post's number.
  package var anchor: Anchor
  package var author: PersonID
  /// The date in the byline; nil where there is none.
  package var date: Timestamp?
  /// The address the name links to.
  package var permalink: String?
  /// Where its byline begins.
  package var place: Place
  /// `parent`, `level` and `content`, to be asked in loops: those copy the whole post to ask it.
  package var position: PostPosition
  package var hasWrittenAnchor: Bool
  /// Whether the author's role keeps it out of the reply tree and gives it no stances.
  package var isAnnotation: Bool

  /// Index of the post it answers; nil for a top-level post.
  package var parent: Int? {
    get { position.parent }
    set { position.parent = newValue }
  }
  /// The byline's heading level, 2 to 6.
  package var level: Int { position.level }
  /// Its nodes in the thread's content, without the byline.
  package var content: Range<Int> {
    get { position.content }
    set { position.content = newValue }
  }

  package init(
    anchor: Anchor, hasWrittenAnchor: Bool, author: PersonID, date: Timestamp? = nil,
    permalink: String? = nil, parent: Int? = nil, level: Int, isAnnotation: Bool = false,
    place: Place, content: Range<Int>
  ) {
    self.anchor = anchor
    self.hasWrittenAnchor = hasWrittenAnchor
    self.author = author
    self.date = date
    self.permalink = permalink
    position = PostPosition(parent: parent, level: level, content: content)
    self.isAnnotation = isAnnotation
    self.place = place
  }
}

/// Where a post stands among the others, and its nodes. Public for the reason that `ContentNode` is.
@frozen public struct PostPosition: Hashable, Sendable {
  @usableFromInline var nodes: ByteRange
  @usableFromInline var parentIndex: Int32
  @usableFromInline var headingLevel: UInt8

  @inlinable public init(parent: Int?, level: Int, content: Range<Int>) {
    nodes = ByteRange(content)
    parentIndex = Int32(truncatingIfNeeded: parent ?? -1)
    headingLevel = UInt8(truncatingIfNeeded: min(max(level, 0), 255))
  }

  @inlinable public var parent: Int? {
    get { parentIndex < 0 ? nil : Int(parentIndex) }
    set { parentIndex = Int32(truncatingIfNeeded: newValue ?? -1) }
  }

  @inlinable public var level: Int { Int(headingLevel) }

  @inlinable public var content: Range<Int> {
    get { nodes.range }
    set { nodes = ByteRange(newValue) }
  }
}
