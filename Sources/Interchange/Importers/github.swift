import CruxModel

extension Importer {
  /// A GitHub issue, pull request or discussion with its comments, as JSON in any of these shapes.
  ///
  /// ```
  /// file    := archive | answer | pair | issue | comment | [ file, ... ]
  /// archive := { magic, repo, issues: [issue], pulls: [issue] }           git-scribe, i-d-template
  /// answer  := { data: { repository: { issue | pullRequest | discussion: issue } } }      GraphQL
  /// pair    := { issue, comments: [comment] }
  /// issue   := { number, title, body?, comments?: list | count, reviews?: list, reactions? } + who
  /// comment := { body, issue_url?, replies?: list, reactions? } + who
  /// review  := { body, state, comments: list } + who
  /// list    := [comment] | { nodes: [comment] } | { edges: [{ node: comment }] }
  /// who     := user | author: { login, url | html_url } | string | null,
  ///            created_at | createdAt, html_url | url, id?
  /// ```
  ///
  /// Bodies are Markdown already, with CRLF. Comments answer the issue, replies of a discussion their
  /// comment, comments on a change their review. What is quoted is found by its words. REST gives
  /// the comments apart from the issue: both files are one thread, by `issue_url`.
  static let github = Importer(
    name: "github", summary: "a GitHub issue with its comments, as JSON",
    recognises: { input in
      [["issues", "pulls", "repo"], ["data", "repository"], ["issue", "comments"]]
        .contains { input.looksLikeJSON(with: $0) }
        || input.looksLikeJSON(with: ["number", "title", "body"])
        || input.looksLikeJSON(with: ["issue_url", "body"])
    },
    read: { (input) throws(ImportError) in
      var reader = GitHubReader()
      try reader.read(try input.json().root)
      return try reader.finish()
    })
}

private struct GitHubReader {
  private var threads: [ImportedThread] = []
  private var threadOfKey: [String: Int] = [:]
  private var losses = Losses()
  private var postCount = 0
  /// Ids given in each thread, for comments that have none of their own.
  private var idsTaken: [String: Int] = [:]
  /// How far arrays may be nested: pages of comments beside an issue.
  private static let deepestArray = 3

  mutating func finish() throws(ImportError) -> Imported {
    guard threads.contains(where: { !$0.posts.isEmpty }) else {
      throw ImportError(.noPosts, at: .file)
    }
    return Imported(threads: threads, losses: losses)
  }

  mutating func read(_ root: JSONValue) throws(ImportError) {
    var waiting = [(root, 0)]
    while let (value, depth) = waiting.popLast() {
      if value.kind == .array, depth < Self.deepestArray {
        waiting += value.children.reversed().map { ($0, depth + 1) }
      } else {
        try readFile(value)
      }
    }
  }

  private mutating func readFile(_ value: JSONValue) throws(ImportError) {
    if value["issues"]?.kind == .array || value["pulls"]?.kind == .array {
      for list in ["issues", "pulls"] {
        for issue in value[list]?.children ?? [] {
          try read(issue: issue, isPull: list == "pulls", comments: issue["comments"])
        }
      }
    } else if let repository = value["data"]?["repository"] {
      let names = ["issue", "pullRequest", "discussion"]
      guard
        let issue = names.lazy.compactMap({ repository[$0] }).first(where: { $0.kind == .object })
      else { throw ImportError(.missing("data.repository.issue"), at: .byte(repository.offset)) }
      try read(issue: issue, isPull: false, comments: issue["comments"])
    } else if let issue = value["issue"], issue.kind == .object {
      try read(issue: issue, isPull: false, comments: value["comments"])
    } else if value["title"]?.string != nil {
      try read(issue: value, isPull: false, comments: value["comments"])
    } else if value["body"] != nil, let issue = value["issue_url"]?.string {
      try readLone(comment: value, of: issue)
    } else {
      throw ImportError(.missing("title"), at: .byte(value.offset))
    }
  }

  // MARK: Issues

  private mutating func read(
    issue: JSONValue, isPull: Bool, comments: JSONValue?
  ) throws(ImportError) {
    guard let number = issue["number"]?.number, let title = issue["title"]?.string else {
      throw ImportError(
        .missing(issue["number"]?.number == nil ? "number" : "title"), at: .byte(issue.offset))
    }
    let name = String(Int(clamping: number))
    let address = address(of: issue)
    let thread = thread(
      key: key(address ?? issue["url"]?.string, number: name, kind: isPull ? "pull" : "issue"),
      source: address ?? "GitHub issue \(name)")
    threads[thread].title = title
    threads[thread].date = date(of: issue)
    threads[thread].topics = list(issue["labels"]).compactMap { $0["name"]?.string ?? $0.string }
    let first = try add(issue, id: "issue", parent: nil, to: thread)
    for comment in list(comments) {
      let parent = try add(comment, id: nil, parent: first, to: thread)
      for reply in list(comment["replies"]) {
        try add(reply, id: nil, parent: parent, to: thread)
      }
    }
    for review in list(issue["reviews"]) {
      try add(review: review, under: first, to: thread)
    }
    sortByDate(thread)
  }

  private mutating func add(
    review: JSONValue, under first: String?, to thread: Int
  ) throws(ImportError) {
    let comments = list(review["comments"])
    let hasWords = review["body"]?.string?.contains { !$0.isWhitespace } ?? false
    let parent = hasWords ? try add(review, id: nil, parent: first, to: thread) : first
    if !hasWords, comments.isEmpty { losses.add(.event) }
    losses.add(.place, comments.count)
    for comment in comments {
      try add(comment, id: nil, author: author(of: review), parent: parent, to: thread)
    }
  }

  /// A comment that stands in a file without its issue.
  private mutating func readLone(comment: JSONValue, of issue: String) throws(ImportError) {
    let parts = issue.split(separator: "/")
    guard parts.count >= 4, let number = parts.last else {
      throw ImportError(.expected("an issue_url", found: "'\(issue)'"), at: .byte(comment.offset))
    }
    let repository = parts.dropLast(2).suffix(2).joined(separator: "/")
    let source = "https://github.com/\(repository)/issues/\(number)"
    let known = threads.indices.first { threads[$0].source == source }
    let thread =
      known
      ?? thread(key: key(source, number: String(number), kind: "issue"), source: source)
    let first = threads[thread].posts.first.map(\.id)
    try add(comment, id: nil, parent: first == "issue" ? first : nil, to: thread)
  }

  private mutating func thread(key: String, source: String) -> Int {
    if let known = threadOfKey[key] { return known }
    threads.append(ImportedThread(key: key, source: source, title: source))
    threadOfKey[key] = threads.count - 1
    return threads.count - 1
  }

  /// Pull requests and issues of one repository share their numbers.
  private func key(_ address: String?, number: String, kind: String) -> String {
    let parts = (address ?? "").split(separator: "/")
    guard let mark = parts.lastIndex(where: { ["issues", "pull", "discussions"].contains($0) }),
      mark >= 2
    else { return "github/\(kind)/\(number)" }
    return "github/\(parts[mark - 2])/\(parts[mark - 1])/\(number)"
  }

  /// Comments and reviews come apart, but answer each other.
  private mutating func sortByDate(_ thread: Int) {
    let posts = threads[thread].posts
    // No post before its parent, whatever their dates.
    var times: [String: Int64] = [:]
    for post in posts {
      let earliest = post.parent.flatMap { times[$0] } ?? .min
      times[post.id] = max(post.date?.seconds ?? .min, earliest)
    }
    let order = posts.indices.sorted { left, right in
      let isFirst = (posts[left].id == "issue", posts[right].id == "issue")
      if isFirst.0 != isFirst.1 { return isFirst.0 }
      let times = (times[posts[left].id] ?? .min, times[posts[right].id] ?? .min)
      return times.0 == times.1 ? left < right : times.0 < times.1
    }
    threads[thread].posts = order.map { posts[$0] }
  }

  // MARK: Posts

  /// Adds a post and returns its id; the parent's for one without words.
  @discardableResult
  private mutating func add(
    _ value: JSONValue, id: String?, author: ImportedAuthor? = nil, parent: String?, to thread: Int
  ) throws(ImportError) -> String? {
    countLosses(of: value)
    let words = try value.postText("body") ?? ""
    guard words.contains(where: { !$0.isWhitespace }) else {
      losses.add(.emptyPost)
      return parent
    }
    let date = date(of: value)
    let id = id ?? self.id(of: value, in: threads[thread].key)
    let writer = author ?? self.author(of: value) ?? .unnamed(ofPost: id, called: "ghost")
    var post = ImportedPost(id: id, author: writer, body: lines(of: words))
    post.date = date
    post.permalink = address(of: value)
    post.parent = parent
    threads[thread].posts.append(post)
    postCount += 1
    try ImportError.refuse(posts: postCount, at: .byte(value.offset))
    return id
  }

  /// The end of its address, `issuecomment-17`, which all shapes share; else what the shape has.
  private mutating func id(of value: JSONValue, in thread: String) -> String {
    if let address = address(of: value), let mark = address.lastIndex(of: "#"),
      address.index(after: mark) < address.endIndex
    {
      return String(address[address.index(after: mark)...])
    }
    if let id = value["id"]?.number, id >= 0, id < 1e15 { return String(Int64(id)) }
    let date = value["createdAt"]?.string ?? value["created_at"]?.string ?? ""
    let given = value["id"]?.string ?? ""
    let base = !given.isEmpty ? given : "comment-" + date.filter { $0.isLetter || $0.isNumber }
    let name = base.lowercased()
    idsTaken[thread + " " + name, default: 0] += 1
    let count = idsTaken[thread + " " + name, default: 1]
    return count == 1 ? name : "\(name)-\(count)"
  }

  private func author(of value: JSONValue) -> ImportedAuthor? {
    guard let user = value["user"] ?? value["author"] else { return nil }
    guard let login = user.string ?? user["login"]?.string, !login.isEmpty else { return nil }
    var author = ImportedAuthor(id: login.lowercased(), handle: login)
    author.url = "https://github.com/\(login)"
    let name = user["name"]?.string ?? ""
    if name.contains(where: { !$0.isWhitespace }), name != login { author.name = name }
    return author
  }

  /// The address for readers; that of the REST interface is none.
  private func address(of value: JSONValue) -> String? {
    let address = value["html_url"]?.string ?? value["url"]?.string
    return address?.hasPrefix("https://api.") == false ? address : nil
  }

  private mutating func date(of value: JSONValue) -> Timestamp? {
    guard let text = (value["created_at"] ?? value["createdAt"])?.string else { return nil }
    let date = Timestamp(text)
    if date == nil { losses.add(.date) }
    return date
  }

  private func list(_ value: JSONValue?) -> [JSONValue] {
    guard let value else { return [] }
    if value.kind == .array { return value.children }
    if let nodes = value["nodes"] { return nodes.children }
    return (value["edges"]?.children ?? []).compactMap { $0["node"] }
  }

  private mutating func countLosses(of value: JSONValue) {
    losses.add(.reaction, Int(clamping: value["reactions"]?["total_count"]?.number ?? 0))
    for group in list(value["reactionGroups"]) {
      losses.add(
        .reaction, Int(clamping: (group["users"] ?? group["reactors"])?["totalCount"]?.number ?? 0))
    }
    if value["includesCreatedEdit"]?.flag == true { losses.add(.edit) }
  }
}

/// With line ends as `\n`, without NUL.
func lines(of text: String) -> String {
  var lines: [UInt8] = []
  lines.reserveCapacity(text.utf8.count)
  var previous: UInt8 = 0
  for byte in text.utf8 {
    if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { lines.append(0x0A) }
    if byte != 0x0D && byte != 0x0A && byte != 0 { lines.append(byte) }
    previous = byte
  }
  return String(decoding: lines, as: UTF8.self)
}
