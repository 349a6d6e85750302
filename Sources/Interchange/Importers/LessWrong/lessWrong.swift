import CruxModel

extension Importer {
  /// A post of LessWrong or the EA Forum with its comments, as their GraphQL answers.
  ///
  /// ```
  /// file     := { data: { post: { result: post } | post, NAME: { results: [comment] } ... } }
  ///             several lists of comments may stand beside each other: answers, debate responses
  /// post     := { _id, title, slug?, postedAt, pageUrl?, user, contents, tags?: [{name}] }
  /// comment  := { _id, postId, parentCommentId?, postedAt, user | null, contents | null,
  ///               deleted?, voteCount?, lastEditedAt?, extendedScore?: { reacts?: reacts } }
  /// user     := { _id?, slug?, displayName }
  /// contents := { markdown?, agentMarkdown?, html?, plaintextMainText? }      the first that is there
  /// reacts   := { NAME: [ { userId, displayName, reactType: created | seconded | disagreed,
  ///                         quotes?: [ string | { quote } ] } ] }
  /// ```
  ///
  /// A comment without a parent answers the post; a deleted one keeps its place without words; one
  /// without a user is by somebody unnamed. A reaction to quoted words becomes an annotation by
  /// whoever reacted: `agree` and `disagree` a stance on the words, the first `crux` a crux, any
  /// other a remark. A reaction to a whole comment is a remark on it.
  static let lessWrong = Importer(
    name: "lesswrong", summary: "a LessWrong or EA Forum post with comments, as GraphQL JSON",
    recognises: { $0.looksLikeJSON(with: ["_id", "postedAt"]) },
    read: { (input) throws(ImportError) in
      var reader = LessWrongReader()
      try reader.read(try input.json().root)
      return Imported(threads: [reader.thread], losses: reader.losses)
    })
}

private struct LessWrongReader {
  private(set) var thread = ImportedThread(key: "", source: "", title: "")
  private(set) var losses = Losses()
  private var postID: String?
  private var comments: [JSONValue] = []
  /// By the site's id: those who react are named without their address.
  private var authors: [String: ImportedAuthor] = [:]

  mutating func read(_ root: JSONValue) throws(ImportError) {
    let data = root["data"] ?? root
    for member in data.children {
      if let list = member["results"], list.kind == .array {
        comments += list.children
      } else {
        let post = member["result"] ?? member
        if post["title"] != nil, post["_id"] != nil { try read(post: post) }
      }
    }
    if postID == nil, data["title"] != nil, data["_id"] != nil { try read(post: data) }
    try readComments()
    if thread.posts.isEmpty { throw ImportError(.noPosts, at: .file) }
    for comment in comments { readReactions(of: comment) }
  }

  private mutating func read(post: JSONValue) throws(ImportError) {
    let id = try text("_id", of: post)
    postID = id
    thread.title = post["title"]?.string ?? "Post \(id)"
    thread.key = "lesswrong/\(id)"
    thread.source = post["pageUrl"]?.string ?? "LessWrong or EA Forum post \(id)"
    thread.topics = (post["tags"]?.children ?? []).compactMap { $0["name"]?.string }
    add(try self.post(post, id: id))
  }

  private mutating func readComments() throws(ImportError) {
    var dated: [(seconds: Int64, post: ImportedPost)] = []
    for comment in comments {
      try ImportError.refuse(posts: dated.count, at: .byte(comment.offset))
      var post = try self.post(comment, id: try text("_id", of: comment))
      post.parent =
        comment["parentCommentId"]?.string ?? comment["parentAnswerId"]?.string ?? postID
      dated.append((post.date?.seconds ?? .max, post))
      if postID == nil, thread.key.isEmpty, let id = comment["postId"]?.string {
        thread.key = "lesswrong/\(id)"
        thread.source = "LessWrong or EA Forum post \(id)"
        thread.title = "Comments on \(id)"
      }
    }
    // Swift's sort is stable: those of one second stay in the order of the file.
    for entry in dated.sorted(by: { $0.seconds < $1.seconds }) { add(entry.post) }
  }

  private mutating func add(_ post: ImportedPost) { thread.posts.append(post) }

  private mutating func post(_ value: JSONValue, id: String) throws(ImportError) -> ImportedPost {
    let body = try body(of: value)
    var post = ImportedPost(id: id, author: author(of: value, post: id), body: body)
    if let written = value["postedAt"]?.string {
      post.date = Timestamp(written)
      if post.date == nil { losses.add(.date) }
    }
    post.permalink = value["pageUrl"]?.string
    if post.body.isEmpty { losses.add(.emptyPost) }
    losses.add(.vote, Int(clamping: value["voteCount"]?.number ?? 0))
    if value["lastEditedAt"]?.string != nil { losses.add(.edit) }
    return post
  }

  private mutating func author(of value: JSONValue, post: String) -> ImportedAuthor {
    guard let user = value["user"], user.kind == .object,
      let name = user["displayName"]?.string ?? user["slug"]?.string
    else { return .unnamed(ofPost: post) }
    let slug = user["slug"]?.string
    let id = user["_id"]?.string ?? slug ?? name
    var author = ImportedAuthor(id: id, handle: slug ?? name, name: name)
    if let slug, let site = site(of: value) {
      author.url = "\(site)/users/\(slug)"
    } else if user["_id"] != nil {
      author.account = shortHash(id.utf8)
    }
    authors[id] = author
    return author
  }

  /// `https://www.lesswrong.com`, from the address of the page.
  private func site(of value: JSONValue) -> String? {
    guard let url = value["pageUrl"]?.string ?? (postID == nil ? nil : thread.source),
      url.hasPrefix("https://")
    else { return nil }
    let host = url.dropFirst(8).prefix { $0 != "/" }
    return host.isEmpty ? nil : "https://\(host)"
  }

  private mutating func body(of value: JSONValue) throws(ImportError) -> String {
    guard let contents = value["contents"], value["deleted"]?.flag != true else { return "" }
    for name in ["markdown", "agentMarkdown"] {
      if let text = try contents.postText(name) { return text }
    }
    if let html = try contents.postText("html") {
      return markdown(fromHTML: html, losses: &losses)
    }
    let plain = try contents.postText("plaintextMainText") ?? ""
    return plain.split(whereSeparator: \.isNewline).map { escapingMarkdown(String($0)) }
      .joined(separator: "\n\n")
  }

  private func text(_ name: String, of value: JSONValue) throws(ImportError) -> String {
    guard let text = value[name]?.string, !text.isEmpty else {
      throw ImportError(.missing(name), at: .byte(value.offset))
    }
    return text
  }

  // MARK: Reactions

  private mutating func readReactions(of comment: JSONValue) {
    guard let reacts = comment["extendedScore"]?["reacts"], let id = comment["_id"]?.string else {
      return
    }
    var reactions: [Reaction] = []
    for kind in reacts.children {
      for entry in kind.children {
        guard let name = kind.name, let user = entry["displayName"]?.string, !user.isEmpty else {
          losses.add(.reaction)
          continue
        }
        let key = entry["userId"]?.string ?? user
        let author = authors[key] ?? ImportedAuthor(id: key, handle: user)
        let isDenied = entry["reactType"]?.string == "disagreed"
        let quotes = (entry["quotes"]?.children ?? []).compactMap {
          $0.string ?? $0["quote"]?.string
        }
        for words in quotes.isEmpty ? [nil] : quotes.map(Optional.some) {
          reactions.append(Reaction(name: name, isDenied: isDenied, by: author, words: words))
        }
      }
    }
    thread.annotations += annotations(of: reactions, onPost: id)
  }
}
