/// A block quote inside a post, and where its words come from.
package struct Quote: Hashable, Sendable {
  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// Found once in the first group of posts that holds it.
    case exact
    /// Found more than once there; the nearest is taken.
    case ambiguous
    /// Not found, but one passage shares at least 80 % of its words in order.
    case drifted
    /// It quotes something outside the thread.
    case elsewhere
  }

  /// A stretch of somebody's words that a quote repeats. Small, since a quote may have 64.
  package struct Passage: Hashable, Sendable {
    private var postIndex: Int32
    /// In `ThreadBody.text`.
    package var text: ByteRange

    /// Index of the post; nil for the introduction.
    package var post: Int? { postIndex < 0 ? nil : Int(postIndex) }

    package init(post: Int?, text: ByteRange) {
      postIndex = post.map { Int32($0) } ?? -1
      self.text = text
    }
  }

  /// Index of the post that quotes.
  package var post: Int
  package var place: Place
  /// Index of the block quote in the thread's content.
  package var node: Int
  package var status: Status
  /// The passage taken first, then the others; empty for `elsewhere`.
  package var passages: [Passage]

  package init(post: Int, place: Place, node: Int, status: Status, passages: [Passage]) {
    self.post = post
    self.place = place
    self.node = node
    self.status = status
    self.passages = passages
  }
}

/// `[[target]]` or `[[target|words]]` in a post or an introduction.
///
/// Whether the target exists is known only to the corpus; one that does not is text.
package struct Reference: Hashable, Sendable {
  /// A statement, thread, `thread#anchor` or `@Name`, as written.
  package var target: String
  /// Index of the post; nil in the introduction.
  package var post: Int?
  package var place: Place
  /// Index of the reference in the thread's content.
  package var node: Int

  package init(target: String, post: Int?, place: Place, node: Int) {
    self.target = target
    self.post = post
    self.place = place
    self.node = node
  }
}
