import CruxModel

/// A post of a corpus, without its words.
package struct PostPlace: Hashable, Sendable {
  package var thread: ThreadID
  /// Index in the thread.
  package var post: Int
  /// From when it counts: its own date, else that of the one before it.
  package var date: Timestamp

  package init(thread: ThreadID, post: Int, date: Timestamp) {
    self.thread = thread
    self.post = post
    self.date = date
  }
}

/// A post as the first page and the feed show it.
package struct LatestPost: Equatable, Sendable {
  package var place: PostPlace
  package var anchor: Anchor
  package var author: PersonID
  /// How it begins, on one line.
  package var opening: String
  /// All its words: paragraphs, quotes, lists and code, without links and marks.
  package var markup: HTML

  /// Nil where the thread has no such post.
  package init?(_ place: PostPlace, in thread: DiscussionThread) {
    guard thread.id == place.thread, thread.posts.indices.contains(place.post) else { return nil }
    let post = thread.posts[place.post]
    self.place = place
    anchor = post.anchor
    author = post.author
    let words = thread.body.wordBytes(in: post.content)
    opening = shortened(oneLine(Array(words.prefix(2000))), to: 200)
    markup = plainMarkup(of: post.content, in: thread.body)
  }

  package var address: PageAddress { .post(anchor, of: place.thread) }
}

extension CorpusOutline {
  /// The latest posts that have a date, newest first; those of annotators are left out.
  package func latestPosts(most: Int = 30) -> [PostPlace] {
    // The threads with the latest posts are enough to choose from.
    let candidates = threadOrder.compactMap { threads[$0] }.compactMap { thread in
      thread.postDates.compactMap { $0 }.max().map {
        PostPlace(thread: thread.id, post: 0, date: $0)
      }
    }
    let places = candidates.sorted(by: PostPlace.isNewer).prefix(most).flatMap { candidate in
      (threads[candidate.thread]?.postDates ?? []).enumerated().compactMap { index, date in
        date.map { PostPlace(thread: candidate.thread, post: index, date: $0) }
      }
    }
    return Array(places.sorted(by: PostPlace.isNewer).prefix(most))
  }
}

extension PostPlace {
  fileprivate static func isNewer(_ left: PostPlace, _ right: PostPlace) -> Bool {
    (right.date.seconds, right.thread, right.post) < (left.date.seconds, left.thread, left.post)
  }
}

/// Blocks of a thread as markup that any reader of feeds understands: what is no word is left out,
/// and blocks inside quotes and lists stand in a row inside them.
private func plainMarkup(of nodes: Range<Int>, in body: ThreadBody) -> HTML {
  var html = HTML()
  var quoteEnd = nodes.lowerBound
  var isQuoted = false
  for index in nodes {
    if isQuoted, index >= quoteEnd {
      html += "</blockquote>\n"
      isQuoted = false
    }
    let node = body.content[index]
    switch node.kind {
    case .blockQuote where !isQuoted:
      html += "<blockquote>\n"
      (isQuoted, quoteEnd) = (true, Int(node.end))
    case .paragraph, .heading, .codeBlock:
      let end = node.kind == .codeBlock ? index + 1 : Int(node.end)
      let words = body.words(in: index..<end)
      guard words.utf8.contains(where: { $0 > 0x20 }) else { break }
      html += node.kind == .codeBlock ? "<pre>\(words)</pre>\n" : "<p>\(words)</p>\n"
    default: break
    }
  }
  if isQuoted { html += "</blockquote>\n" }
  return html
}
