import CruxModel

/// Takes a document apart into its introduction and its posts (FORMAT §2).
struct PostReader {
  private(set) var posts: [Post] = []
  private(set) var introduction: Range<Int>
  /// Whether any byline has parts.
  private(set) var hasParts = false
  private(set) var notices: [Notice] = []

  /// Also marks the words of bylines as markup.
  init(
    _ document: inout MarkdownDocument, source: UnsafeBufferPointer<UInt8>, lines: SourceLines,
    people: People
  ) {
    introduction = 0..<document.content.count
    document.text.withUnsafeBufferPointer { text in
      var bylines = FlatBuffer<Byline>(capacity: 32)
      document.content.withUnsafeBufferPointer {
        Self.findBylines(in: $0, text: text, source: source, &bylines)
      }
      takeBylines(among: bylines.elements, of: &document, text, lines, people)
    }
    closeLast(at: document.content.count)
    nameAnchors()
    document.text.withUnsafeBufferPointer { findParents(in: $0) }
  }

  private var replies: [(post: Int, anchor: ByteRange)] = []
  private var postOfAnchor = AnchorTable()

  private static func findBylines(
    in content: UnsafeBufferPointer<ContentNode>, text: UnsafeBufferPointer<UInt8>,
    source: UnsafeBufferPointer<UInt8>, _ bylines: inout FlatBuffer<Byline>
  ) {
    var index = 0
    while index < content.count {
      if content[index].kind == .heading,
        let byline = Byline(index, in: content, text: text, source: source)
      {
        bylines.append(byline)
      }
      index = Int(content[index].end)
    }
  }

  private mutating func takeBylines(
    among bylines: UnsafeBufferPointer<Byline>, of document: inout MarkdownDocument,
    _ text: UnsafeBufferPointer<UInt8>, _ lines: SourceLines, _ people: People
  ) {
    posts.reserveCapacity(bylines.count)
    replies.reserveCapacity(min(bylines.count, 32))
    let named = Self.namesWithParts(bylines, text)
    let hasWritten = bylines.contains { $0.isWritten }
    for byline in bylines {
      let place = lines.place(at: Int(document.content[Int(byline.node)].source.lower))
      let name = text.string(byline.name.range)
      if byline.hasMisfit {
        if hasWritten || byline.isPlainlyMeant || byline.hasDot(text) {
          let part = text.string(byline.misfit.range)
          notices.append(Notice(.almostByline(part: part), at: place))
        }
      } else if byline.hasParts || named.contains(name) || people.knows(name) {
        add(byline, by: people.id(for: name), of: people, at: place, &document, text)
      } else if byline.looksLikeSlip(in: text) {
        notices.append(Notice(.almostByline(part: name), at: place))
      }
    }
  }

  /// Names that have a byline with parts, asked only of a file that has bare ones.
  private static func namesWithParts(
    _ bylines: UnsafeBufferPointer<Byline>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Set<String> {
    guard bylines.contains(where: { !$0.hasParts }) else { return [] }
    return Set(bylines.lazy.filter(\.isWritten).map { text.string($0.name.range) })
  }

  private mutating func add(
    _ byline: Byline, by author: PersonID, of people: People, at place: Place,
    _ document: inout MarkdownDocument, _ text: UnsafeBufferPointer<UInt8>
  ) {
    let node = Int(byline.node)
    closeLast(at: node)
    if !byline.reply.isEmpty { replies.append((posts.count, byline.reply)) }
    if byline.hasParts { hasParts = true }
    let end = Int(document.content[node].end)
    let anchor = Anchor(text.string(byline.anchor.range))
    posts.append(
      Post(
        anchor: anchor, hasWrittenAnchor: takeAnchor(of: byline, anchor, at: place),
        author: author,
        date: byline.date.isEmpty
          ? nil : Timestamp(seconds: byline.seconds, text: text.string(byline.date.range)),
        permalink: byline.link == 0 ? nil : document.attribute(of: Int(byline.link)),
        level: Int(document.content[node].number),
        isAnnotation: people.role(of: author) == .annotator, place: place, content: end..<end))
    document.content.withUnsafeMutableBufferPointer { content in
      for index in node..<end { content[index].markAsMarkup() }
    }
  }

  /// The first of two equal anchors stays; whether this one does.
  private mutating func takeAnchor(of byline: Byline, _ anchor: Anchor, at place: Place) -> Bool {
    if byline.anchor.isEmpty { return false }
    if postOfAnchor.take(anchor.rawValue, for: posts.count, among: posts) { return true }
    notices.append(Notice(.anchorTaken(anchor), at: place))
    return false
  }

  private mutating func closeLast(at node: Int) {
    if posts.isEmpty {
      introduction = 0..<node
    } else {
      let start = posts[posts.count - 1].position.content.lowerBound
      posts[posts.count - 1].position.content = start..<node
    }
  }

  /// Gives every post without an anchor of its own its number: a written one wins over that.
  private mutating func nameAnchors() {
    guard !postOfAnchor.isEmpty || !replies.isEmpty else {
      for index in posts.indices { posts[index].anchor = Anchor(String(index + 1)) }
      return
    }
    for index in posts.indices where !posts[index].hasWrittenAnchor {
      var name = String(index + 1)
      while !postOfAnchor.take(name, for: index, among: posts) { name += "-2" }
      posts[index].anchor = Anchor(name)
    }
  }

  private mutating func findParents(in text: UnsafeBufferPointer<UInt8>) {
    var open: [Int] = []
    open.reserveCapacity(16)
    for position in posts.indices where !posts[position].isAnnotation {
      let level = posts[position].position.level
      while let last = open.last, posts[last].position.level >= level { open.removeLast() }
      posts[position].position.parent = open.last
      open.append(position)
    }
    for reply in replies {
      posts[reply.post].position.parent = parent(
        named: text.string(reply.anchor.range), of: reply.post)
    }
  }

  private mutating func parent(named anchor: String, of position: Int) -> Int? {
    let found = postOfAnchor.post(named: anchor, among: posts)
    if let found, found < position { return found }
    let kind: Notice.Kind =
      found == nil ? .replyToUnknownPost(Anchor(anchor)) : .replyToLaterPost(Anchor(anchor))
    notices.append(Notice(kind, at: posts[position].place))
    return posts[position].position.parent
  }
}
