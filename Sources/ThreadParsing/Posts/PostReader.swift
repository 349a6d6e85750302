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
    document.text.withUnsafeBufferPointer { text in
      let bylines = Self.bylines(in: document.content, text: text, source: source)
      posts.reserveCapacity(bylines.count)
      let named = Self.namesWithParts(bylines, text)
      let hasWritten = bylines.contains(where: \.isWritten)
      for byline in bylines {
        let place = lines.place(at: Int(document.content[byline.node].source.lower))
        if let misfit = byline.misfit {
          if hasWritten || byline.isPlainlyMeant || byline.hasDot(text) {
            notices.append(Notice(.almostByline(part: text.string(misfit)), at: place))
          }
          continue
        }
        let name = text.string(byline.name)
        guard byline.partCount > 0 || named.contains(name) || people.knows(name) else {
          if byline.looksLikeSlip(in: text) {
            notices.append(Notice(.almostByline(part: name), at: place))
          }
          continue
        }
        add(byline, by: people.id(for: name), of: people, at: place, document, text)
      }
    }
    closeLast(at: document.content.count)
    nameAnchors()
    findParents()
  }

  private var replies: [(post: Int, anchor: String)] = []
  /// Filled only where anchors are written or answered.
  private var postOfAnchor: [String: Int] = [:]

  /// Names that have a byline with parts, asked only of a file that has bare ones.
  private static func namesWithParts(
    _ bylines: [Byline], _ text: UnsafeBufferPointer<UInt8>
  ) -> Set<String> {
    guard bylines.contains(where: { $0.partCount == 0 }) else { return [] }
    return Set(bylines.lazy.filter(\.isWritten).map { text.string($0.name) })
  }

  private static func bylines(
    in content: [ContentNode], text: UnsafeBufferPointer<UInt8>,
    source: UnsafeBufferPointer<UInt8>
  ) -> [Byline] {
    var bylines: [Byline] = []
    bylines.reserveCapacity(32)
    var index = 0
    while index < content.count {
      if content[index].kind == .heading,
        let byline = Byline(index, in: content, text: text, source: source)
      {
        bylines.append(byline)
      }
      index = Int(content[index].end)
    }
    return bylines
  }

  private mutating func add(
    _ byline: Byline, by author: PersonID, of people: People, at place: Place,
    _ document: MarkdownDocument, _ text: UnsafeBufferPointer<UInt8>
  ) {
    closeLast(at: byline.node)
    bylines.append(byline.node)
    if let reply = byline.reply { replies.append((posts.count, text.string(reply))) }
    if byline.partCount > 0 { hasParts = true }
    let anchor = Anchor(byline.anchor.map(text.string) ?? "")
    let isTaken = byline.anchor != nil && !take(anchor.rawValue, for: posts.count)
    if isTaken { notices.append(Notice(.anchorTaken(anchor), at: place)) }
    let end = Int(document.content[byline.node].end)
    posts.append(
      Post(
        anchor: anchor, hasWrittenAnchor: byline.anchor != nil && !isTaken, author: author,
        date: byline.date.map { Timestamp(seconds: $0.seconds, text: text.string($0.text)) },
        permalink: byline.link.map { document.attribute(of: $0) },
        level: Int(document.content[byline.node].number),
        isAnnotation: people.role(of: author) == .annotator, place: place, content: end..<end))
  }

  private mutating func closeLast(at node: Int) {
    if posts.isEmpty {
      introduction = 0..<node
    } else {
      posts[posts.count - 1].content = posts[posts.count - 1].content.lowerBound..<node
    }
  }

  /// Gives every post without an anchor of its own its number: a written one wins over that, and
  /// the first of two equal ones stays.
  private mutating func nameAnchors() {
    guard !postOfAnchor.isEmpty || !replies.isEmpty else {
      for index in posts.indices { posts[index].anchor = Anchor(String(index + 1)) }
      return
    }
    for index in posts.indices where !posts[index].hasWrittenAnchor {
      var name = String(index + 1)
      while !take(name, for: index) { name += "-2" }
      posts[index].anchor = Anchor(name)
    }
  }

  /// Gives the anchor to the post, where nobody has it.
  private mutating func take(_ anchor: String, for post: Int) -> Bool {
    if postOfAnchor.isEmpty { postOfAnchor.reserveCapacity(posts.capacity) }
    // In place, so that the anchor is looked up once.
    func owner(_ entry: inout Int) -> Int { entry }
    return owner(&postOfAnchor[anchor, default: post]) == post
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
