/// When something recorded in a thread takes effect.
///
/// The order of stances (FORMAT §5): the date, then the thread's id, then the post, then the place
/// in the file. What has no date at all comes first.
package struct Moment: Hashable, Sendable {
  /// Nil in a thread without any date.
  package var date: Timestamp?
  package var thread: ThreadID
  /// Index of the post in its thread.
  package var post: Int
  /// Bytes from the start of the file.
  package var offset: Int

  package init(date: Timestamp?, thread: ThreadID, post: Int, offset: Int) {
    self.date = date
    self.thread = thread
    self.post = post
    self.offset = offset
  }
}

extension Moment: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    let leftSeconds = left.date?.seconds ?? .min
    let rightSeconds = right.date?.seconds ?? .min
    if leftSeconds != rightSeconds { return leftSeconds < rightSeconds }
    if left.thread != right.thread { return left.thread < right.thread }
    return (left.post, left.offset) < (right.post, right.offset)
  }
}

/// The date each post of a thread counts from (FORMAT §5).
///
/// - Parameters:
///   - written: the posts' own dates, in the order of the file.
///   - thread: the date of the thread.
/// - Returns: as many dates as posts. An undated post takes the date before it, undated first posts
///   that of the thread; nil only where neither says anything.
package func effectiveDates(ofPosts written: [Timestamp?], thread: Timestamp?) -> [Timestamp?] {
  var last = thread
  return written.map { date in
    last = date ?? last
    return last
  }
}

extension DiscussionThread {
  /// The date each post counts from.
  package var effectiveDates: [Timestamp?] {
    CruxModel.effectiveDates(ofPosts: posts.map(\.date), thread: date)
  }
}
