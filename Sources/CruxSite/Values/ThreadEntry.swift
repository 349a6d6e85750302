import CruxModel

/// A thread as other pages show it; shared and never copied.
package final class ThreadEntry: Sendable {
  package let id: ThreadID
  package let path: String
  package let title: String
  package let date: Timestamp?
  /// The latest date of a post.
  package let lastDate: Timestamp?
  /// For each post from when it counts; nil for those of annotators and without any date.
  package let postDates: [Timestamp?]
  package let topics: [String]
  /// Authors of posts, annotators apart, in order of their first post.
  package let people: [PersonID]
  package let anchors: [Anchor]
  /// In the order of the file.
  package let statements: [StatementID]
  package let formerIDs: [ThreadID]
  /// The beginning of the introduction, or of the first post; on one line.
  package let opening: String

  /// - Parameter opening: how it begins, on one line.
  package init(_ thread: DiscussionThread, opening: String) {
    id = thread.id
    path = thread.path
    title = thread.title.isEmpty ? thread.id.rawValue : thread.title
    date = thread.date
    lastDate = thread.posts.compactMap(\.date).max() ?? thread.date
    postDates = zip(thread.effectiveDates, thread.posts).map { $1.isAnnotation ? nil : $0 }
    topics = thread.topics
    var people: [PersonID] = []
    for post in thread.posts where !post.isAnnotation && !people.contains(post.author) {
      people.append(post.author)
    }
    self.people = people
    anchors = thread.posts.map(\.anchor)
    statements = thread.statements.map(\.id)
    formerIDs = thread.formerIDs
    self.opening = opening
  }

  package var address: PageAddress { .thread(id) }
}
