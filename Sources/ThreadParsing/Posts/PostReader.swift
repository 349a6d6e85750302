import CruxModel

/// Takes a document apart into its introduction and its posts (FORMAT §2).
struct PostReader {
  private(set) var posts: [Post] = []
  private(set) var introduction: Range<Int>
  /// Indices of the headings that are bylines.
  private(set) var bylines: [Int] = []
  /// Whether any byline has parts.
  private(set) var hasParts = false
  private(set) var notices: [Notice] = []

  init(
    _ document: MarkdownDocument, source: UnsafeBufferPointer<UInt8>, lines: SourceLines,
    people: People
  ) {
    introduction = 0..<document.content.count
    let candidates = Self.candidates(document, source)
    let named = Self.namesWithParts(candidates)
    for candidate in candidates {
      let byline = candidate.byline
      let place = lines.place(at: Int(document.content[candidate.node].source.lower))
      if let misfit = byline.misfit {
        notices.append(Notice(.almostByline(part: misfit), at: place))
        continue
      }
      guard byline.partCount > 0 || named.contains(byline.name) || people.knows(byline.name) else {
        continue
      }
      add(byline, at: candidate.node, place, document, people)
    }
    closeLast(at: document.content.count)
    nameAnchors()
    findParents()
  }

  private typealias Candidate = (node: Int, byline: Byline)

  private var replies: [(post: Int, anchor: String)] = []
  private var hasWrittenAnchors = false
  /// Filled only where anchors are written or answered.
  private var postOfAnchor: [String: Int] = [:]

  /// Names that have a byline with parts, asked only of a file that has bare ones.
  private static func namesWithParts(_ candidates: [Candidate]) -> Set<String> {
    guard candidates.contains(where: { $0.byline.partCount == 0 }) else { return [] }
    return Set(candidates.lazy.filter { $0.byline.isWritten }.map(\.byline.name))
  }

  private static func candidates(
    _ document: MarkdownDocument, _ source: UnsafeBufferPointer<UInt8>
  ) -> [Candidate] {
    var candidates: [Candidate] = []
    var index = 0
    while index < document.content.count {
      if document.content[index].kind == .heading,
        let byline = Byline(index, in: document, source: source)
      {
        candidates.append((index, byline))
      }
      index = Int(document.content[index].end)
    }
    return candidates
  }

  private mutating func add(
    _ byline: Byline, at node: Int, _ place: Place, _ document: MarkdownDocument, _ people: People
  ) {
    closeLast(at: node)
    bylines.append(node)
    if let reply = byline.reply { replies.append((posts.count, reply)) }
    if byline.partCount > 0 { hasParts = true }
    if byline.anchor != nil { hasWrittenAnchors = true }
    let heading = document.content[node]
    let author = people.id(for: byline.name)
    posts.append(
      Post(
        anchor: Anchor(byline.anchor ?? ""), hasWrittenAnchor: byline.anchor != nil,
        author: author, date: byline.date, permalink: byline.permalink,
        level: Int(heading.number), isAnnotation: people.role(of: author) == .annotator,
        place: place, content: Int(heading.end)..<Int(heading.end)))
  }

  private mutating func closeLast(at node: Int) {
    if posts.isEmpty {
      introduction = 0..<node
    } else {
      posts[posts.count - 1].content = posts[posts.count - 1].content.lowerBound..<node
    }
  }

  /// Gives every post its anchor; a written one wins over a post's number, and the first of two
  /// equal ones stays. Then each anchor's post.
  private mutating func nameAnchors() {
    guard hasWrittenAnchors || !replies.isEmpty else {
      for index in posts.indices { posts[index].anchor = Anchor(String(index + 1)) }
      return
    }
    postOfAnchor.reserveCapacity(posts.count)
    for index in posts.indices where posts[index].hasWrittenAnchor {
      if !take(posts[index].anchor.rawValue, for: index) {
        notices.append(Notice(.anchorTaken(posts[index].anchor), at: posts[index].place))
        posts[index].hasWrittenAnchor = false
      }
    }
    for index in posts.indices where !posts[index].hasWrittenAnchor {
      var name = String(index + 1)
      while !take(name, for: index) { name += "-2" }
      posts[index].anchor = Anchor(name)
    }
  }

  /// Gives the anchor to the post, where nobody has it.
  private mutating func take(_ anchor: String, for post: Int) -> Bool {
    let owner = postOfAnchor[anchor, default: post]
    postOfAnchor[anchor] = owner
    return owner == post
  }

  private mutating func findParents() {
    var open: [Int] = []
    for position in posts.indices where !posts[position].isAnnotation {
      let level = posts[position].level
      while let last = open.last, posts[last].level >= level { open.removeLast() }
      posts[position].parent = open.last
      open.append(position)
    }
    for reply in replies {
      posts[reply.post].parent = parent(named: reply.anchor, of: reply.post)
    }
  }

  private mutating func parent(named anchor: String, of position: Int) -> Int? {
    guard let found = postOfAnchor[anchor] else {
      notices.append(Notice(.replyToUnknownPost(Anchor(anchor)), at: posts[position].place))
      return posts[position].parent
    }
    guard found < position else {
      notices.append(Notice(.replyToLaterPost(Anchor(anchor)), at: posts[position].place))
      return posts[position].parent
    }
    return found
  }
}

extension Byline {
  /// Whether the heading is a byline whatever the rest of the file says.
  fileprivate var isWritten: Bool { partCount > 0 && misfit == nil }
}
