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
  private var nodes: ByteRange
  private var parentIndex: Int32
  private var headingLevel: UInt8
  package var hasWrittenAnchor: Bool
  /// Whether the author's role keeps it out of the reply tree and gives it no stances.
  package var isAnnotation: Bool

  /// Index of the post it answers; nil for a top-level post.
  package var parent: Int? {
    get { parentIndex < 0 ? nil : Int(parentIndex) }
    set { parentIndex = newValue.map { Int32($0) } ?? -1 }
  }
  /// The byline's heading level, 2 to 6.
  package var level: Int {
    get { Int(headingLevel) }
    set { headingLevel = UInt8(clamping: newValue) }
  }
  /// Its nodes in the thread's content, without the byline.
  package var content: Range<Int> {
    get { nodes.range }
    set { nodes = ByteRange(newValue) }
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
    parentIndex = parent.map { Int32($0) } ?? -1
    headingLevel = UInt8(clamping: level)
    self.isAnnotation = isAnnotation
    self.place = place
    nodes = ByteRange(content)
  }
}
