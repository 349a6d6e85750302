import CruxModel

/// A thread as other pages show it.
package struct ThreadEntry: Hashable, Sendable {
  package var id: ThreadID
  package var path: String
  package var title: String
  package var date: Timestamp?
  /// The latest date of a post.
  package var lastDate: Timestamp?
  /// For each post from when it counts; nil for those of annotators and without any date.
  package var postDates: [Timestamp?]
  package var topics: [String]
  /// Authors of posts, annotators apart, in order of their first post.
  package var people: [PersonID]
  package var anchors: [Anchor]
  /// In the order of the file.
  package var statements: [StatementID]
  package var formerIDs: [ThreadID]
  /// The beginning of the introduction, or of the first post; on one line.
  package var opening: String

  /// - Parameter opening: how it begins, on one line.
  package init(_ thread: DiscussionThread, opening: String) {
    id = thread.id
    path = thread.path
    title = thread.title.isEmpty ? thread.id.rawValue : thread.title
    date = thread.date
    lastDate = thread.posts.compactMap(\.date).max() ?? thread.date
    postDates = zip(thread.effectiveDates, thread.posts).map { $1.isAnnotation ? nil : $0 }
    topics = thread.topics
    people = []
    for post in thread.posts where !post.isAnnotation && !people.contains(post.author) {
      people.append(post.author)
    }
    anchors = thread.posts.map(\.anchor)
    statements = thread.statements.map(\.id)
    formerIDs = thread.formerIDs
    self.opening = opening
  }

  package var address: PageAddress { .thread(id) }
}
