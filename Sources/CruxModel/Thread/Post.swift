/// One person's turn in a thread.
package struct Post: Hashable, Sendable {
  /// Written after `#` in the byline, else the post's number.
  package var anchor: Anchor
  package var hasWrittenAnchor: Bool
  package var author: PersonID
  /// The date in the byline; nil where there is none.
  package var date: Timestamp?
  /// The address the name links to.
  package var permalink: String?
  /// Index of the post it answers; nil for a top-level post.
  package var parent: Int?
  /// The byline's heading level, 2 to 6.
  package var level: Int
  /// Whether the author's role keeps it out of the reply tree and gives it no stances.
  package var isAnnotation: Bool
  /// Where its byline begins.
  package var place: Place
  /// Its nodes in the thread's content, without the byline.
  package var content: Range<Int>

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
    self.parent = parent
    self.level = level
    self.isAnnotation = isAnnotation
    self.place = place
    self.content = content
  }
}
