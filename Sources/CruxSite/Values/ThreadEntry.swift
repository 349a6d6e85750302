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

  package init(_ thread: DiscussionThread) {
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
    opening = Self.opening(of: thread)
  }

  package var address: PageAddress { .thread(id) }

  /// The first paragraph that is not a heading, cut to about three lines.
  private static func opening(of thread: DiscussionThread) -> String {
    let content = thread.body.content
    var nodes = thread.introduction
    if nodes.isEmpty { nodes = thread.posts.first?.content ?? 0..<0 }
    let paragraph = nodes.first { index in
      content[index].kind == .paragraph
        && thread.body.wordBytes(in: index..<Int(content[index].end)).contains { $0 > 0x20 }
    }
    guard let paragraph else { return "" }
    let words = thread.body.wordBytes(in: paragraph..<Int(content[paragraph].end))
    return shortened(oneLine(Array(words.prefix(2000))), to: 260)
  }
}
