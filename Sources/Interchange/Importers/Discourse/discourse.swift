import CruxModel

extension Importer {
  /// A topic of a Discourse forum, as the forum's own JSON.
  ///
  /// ```
  /// file   := topic | post | [ post, ... ]
  /// topic  := { id, title, slug?, created_at?, tags?: [ string | {name} ],
  ///             post_stream: { posts: [post] } }            GET /t/ID.json?print=true&include_raw=1
  /// post   := { id, post_number, topic_id, username, name?, created_at, raw? | cooked,
  ///             reply_to_post_number?, topic_title?, topic_slug?, post_type?, version?,
  ///             avatar_template?, reactions?: [{count}], actions_summary?: [{id, count}] }
  ///                                                         GET /posts/ID.json
  /// ```
  ///
  /// Posts are known by `post_number`; files of one topic become one thread. `post_type` 3 is a
  /// message of the program's. The forum's address is not in the file but for the path of an
  /// avatar, `/user_avatar/HOST/...`. `raw` is Markdown with BBCode (`DiscourseMarkdown`).
  static let discourse = Importer(
    name: "discourse", summary: "a Discourse topic or its posts, as JSON",
    recognises: { input in
      input.looksLikeJSON(with: ["post_stream", "posts"])
        || input.looksLikeJSON(with: ["post_number", "topic_id"])
    },
    read: { (input) throws(ImportError) in
      var reader = DiscourseReader()
      try reader.read(try input.json().root)
      return reader.result
    })
}

private struct DiscourseReader {
  private var thread: ImportedThread?
  private var losses = Losses()
  private var hasPosts = false

  var result: Imported { Imported(threads: thread.map { [$0] } ?? [], losses: losses) }

  mutating func read(_ root: JSONValue) throws(ImportError) {
    if let stream = root["post_stream"] {
      guard let posts = stream["posts"], posts.kind == .array else {
        throw ImportError(.missing("post_stream.posts"), at: .byte(stream.offset))
      }
      let address = posts.children.first { Self.host(of: $0) != nil }.flatMap(Self.host)
      begin(topic: try number("id", of: root), in: root, host: address)
      for post in posts.children { try read(post: post) }
    } else {
      for post in root.kind == .array ? root.children : [root] { try read(post: post) }
    }
    if !hasPosts { throw ImportError(.noPosts, at: .file) }
  }

  private mutating func begin(topic: Int, in value: JSONValue, host: String?) {
    let source = host.map { "https://\($0)/t/\(topic)" } ?? "Discourse topic \(topic)"
    let slug = value["slug"]?.string ?? value["topic_slug"]?.string
    let title = value["title"]?.string ?? value["topic_title"]?.string ?? slug
    var thread = ImportedThread(
      key: "discourse/\(topic)", source: source, title: title ?? "Topic \(topic)")
    if value["post_stream"] != nil { thread.date = date(value["created_at"]) }
    thread.topics = (value["tags"]?.children ?? []).compactMap { $0.string ?? $0["name"]?.string }
    thread.userAddress = host.map { "https://\($0)/u/" }
    self.thread = thread
  }

  private mutating func read(post value: JSONValue) throws(ImportError) {
    let number = try number("post_number", of: value)
    let topic = try self.number("topic_id", of: value)
    if thread == nil { begin(topic: topic, in: value, host: Self.host(of: value)) }
    hasPosts = true
    if thread?.userAddress == nil, let host = Self.host(of: value) {
      thread?.userAddress = "https://\(host)/u/"
      thread?.source = "https://\(host)/t/\(topic)"
    }
    countLosses(of: value)
    if value["post_type"]?.number == 3 { return losses.add(.event) }
    guard let username = value["username"]?.string, !username.isEmpty else {
      throw ImportError(.missing("username"), at: .byte(value.offset))
    }
    let (body, quotes) = try body(of: value, topic: topic)
    if body.allSatisfy(\.isWhitespace) { return losses.add(.emptyPost) }
    let id = String(number)
    var post = ImportedPost(id: id, author: author(username, value), body: body)
    post.date = date(value["created_at"])
    post.permalink = "/\(number)"
    post.parent = value["reply_to_post_number"]?.number.map { String(Int(clamping: $0)) }
    post.quotes = quotes
    thread?.posts.append(post)
    try ImportError.refuse(posts: thread?.posts.count ?? 0, at: .byte(value.offset))
  }

  /// The post's Markdown where the file has it, else its HTML as Markdown.
  private mutating func body(
    of value: JSONValue, topic: Int
  ) throws(ImportError) -> (String, [ImportedQuote]) {
    if let raw = try value.postText("raw") {
      var markdown = DiscourseMarkdown(raw, topic: topic)
      markdown.convert()
      losses.add(markdown.losses)
      return (markdown.text, markdown.quotes)
    }
    guard let cooked = try value.postText("cooked") else {
      throw ImportError(.missing("raw"), at: .byte(value.offset))
    }
    let html = DiscourseHTML(cooked, topic: topic)
    losses.add(.attribution, html.foreignQuotes)
    let base = Self.host(of: value).map { "https://\($0)" }
    return (markdown(fromHTML: html.html, base: base, losses: &losses), html.quotes)
  }

  private func author(_ username: String, _ value: JSONValue) -> ImportedAuthor {
    var author = ImportedAuthor(id: username.lowercased(), handle: username)
    let name = value["name"]?.string ?? value["display_username"]?.string ?? ""
    if !name.allSatisfy(\.isWhitespace), name != username { author.name = name }
    return author
  }

  private mutating func countLosses(of post: JSONValue) {
    if let version = post["version"]?.number { losses.add(.edit, Int(clamping: version) - 1) }
    let counts = post["reactions"] ?? post["actions_summary"]
    for entry in counts?.children ?? [] {
      losses.add(.vote, Int(clamping: entry["count"]?.number ?? 0))
    }
    if post["polls"]?.children.isEmpty == false { losses.add(.poll) }
  }

  private mutating func date(_ value: JSONValue?) -> Timestamp? {
    guard let text = value?.string else { return nil }
    let date = Timestamp(text)
    if date == nil { losses.add(.date) }
    return date
  }

  private func number(_ name: String, of value: JSONValue) throws(ImportError) -> Int {
    guard let number = value[name]?.number, number >= 0, number < 1e15 else {
      throw ImportError(.missing(name), at: .byte(value.offset))
    }
    return Int(number)
  }

  /// The forum's host, from the path of the avatar.
  private static func host(of post: JSONValue) -> String? {
    guard let path = post["avatar_template"]?.string else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let mark = parts.firstIndex(of: "user_avatar"), mark + 1 < parts.count else { return nil }
    let host = parts[mark + 1]
    let isHost = host.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
        || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":")].contains(byte)
    }
    return isHost && host.contains(".") ? String(host) : nil
  }
}

extension Int {
  /// The whole number nearest to zero from it, within the bounds of 32 bits; 0 for what is none.
  init(clamping number: Double) {
    self = number.isNaN ? 0 : Int(Swift.max(-2e9, Swift.min(2e9, number)))
  }
}
