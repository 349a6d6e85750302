import CruxModel
import CruxSite

/// The latest posts of a corpus: how they begin stands on the first page, and all their words in the feed,
/// where there is one.
struct LatestPosts {
  private let hasFeed: Bool
  private(set) var posts: [LatestPost] = []
  /// By thread, what of it is shown.
  private(set) var shown: [SiteState.Shown] = []

  init(settings: CorpusSettings) { hasFeed = settings.baseURL != nil }

  /// - Parameter read: a thread with its words; nil where it cannot be read.
  mutating func take(from outline: CorpusOutline, read: (ThreadID) -> DiscussionThread?) {
    let places = outline.latestPosts()
    var threads: [ThreadID: DiscussionThread] = [:]
    for id in Set(places.map(\.thread)).sorted() {
      guard let thread = read(id) else { continue }
      threads[id] = thread
      let posts = places.filter { $0.thread == id }.map(\.post)
      shown.append(
        SiteState.Shown(path: thread.path, posts: posts, hash: hash(of: posts, in: thread)))
    }
    posts = places.compactMap { place in
      threads[place.thread].flatMap { LatestPost(place, in: $0) }
    }
  }

  /// Whether other words of the thread would be shown now than those that were.
  func differ(in thread: DiscussionThread, from shown: [SiteState.Shown]) -> Bool {
    let path = ExactPath(thread.path)
    guard let known = shown.first(where: { ExactPath($0.path) == path }) else { return false }
    return hash(of: known.posts, in: thread) != known.hash
  }

  private func hash(of posts: [Int], in thread: DiscussionThread) -> UInt64 {
    var bytes: [UInt8] = []
    for post in posts {
      let place = PostPlace(thread: thread.id, post: post, date: Timestamp(seconds: 0, text: ""))
      guard let latest = LatestPost(place, in: thread) else { continue }
      bytes += Array(latest.opening.utf8) + [0] + (hasFeed ? latest.markup.bytes : []) + [0]
    }
    return contentHash(bytes)
  }
}
