import CruxModel
import Interchange

/// What an import did with one thread.
struct ImportedFileReport {
  enum Status: String {
    case new, updated, unchanged
  }

  /// Relative to the corpus.
  let path: String
  let format: String
  let status: Status
  /// Of what was fetched.
  var posts = 0
  var replies = 0
  /// Block quotes of the thread as it is now, and how many of them stand in another post.
  var quotes = 0
  var quotesFound = 0
  var annotations = 0
  var added = 0
  /// Posts written again as they are there.
  var updated = 0
  /// Posts that somebody made the same here by hand.
  var noted = 0
  var conflicts: [ThreadUpdate.Conflict] = []

  init(path: String, format: String, status: Status) {
    self.path = path
    self.format = format
    self.status = status
  }

  mutating func count(_ fetched: ImportedThread, _ thread: DiscussionThread) {
    posts = fetched.posts.count
    replies = fetched.posts.count { $0.parent != nil }
    annotations = fetched.annotations.count
    quotes = thread.quotes.count
    quotesFound = thread.quotes.count { $0.status == .exact || $0.status == .ambiguous }
  }

  /// `wrote forum/own.md (discourse): 8 posts, 3 replies, 4 of 5 quotes found`.
  func words(path shown: String) -> String {
    switch status {
    case .new: "wrote \(shown) (\(format)): " + contents
    case .updated: "updated \(shown) (\(format)): " + changes
    case .unchanged: "left \(shown) as it is (\(format)): " + nothing
    }
  }

  private var contents: String {
    var parts = [crux.count(posts, "post"), crux.count(replies, "reply", "replies")]
    if quotes > 0 { parts.append("\(quotesFound) of \(crux.count(quotes, "quote")) found") }
    if annotations > 0 { parts.append(crux.count(annotations, "annotation")) }
    return parts.joined(separator: ", ")
  }

  private var changes: String {
    var parts: [String] = []
    if added > 0 { parts.append(crux.count(added, "new post")) }
    if updated > 0 { parts.append("\(crux.count(updated, "post")) edited there") }
    if noted > 0 { parts.append("\(crux.count(noted, "post")) now the same") }
    return parts.joined(separator: ", ")
  }

  private var nothing: String {
    if conflicts.isEmpty { return "it has \(posts == 1 ? "the post" : "all \(posts) posts")" }
    return "nothing new but what differs"
  }

  func write(to json: inout JSONWriter) {
    json.open("{")
    json.member("path", path)
    json.member("format", format)
    json.member("status", status.rawValue)
    json.member("posts", posts)
    json.member("replies", replies)
    json.member("annotations", annotations)
    json.member("quotes", quotes)
    json.member("quotesFound", quotesFound)
    json.member("added", added)
    json.member("updated", updated)
    json.name("conflicts")
    json.array(conflicts) { json, conflict in
      json.open("{")
      json.member("post", conflict.anchor)
      json.member("line", conflict.line)
      json.member("reason", conflict.reason.rawValue)
      json.member("here", conflict.here)
      json.member("there", conflict.there)
      json.close("}")
    }
    json.close("}")
  }
}
