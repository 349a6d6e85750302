import CruxModel

extension Importer {
  /// A thread of r/changemyview with its argument marked up (Hidey et al. 2017, "Analyzing the
  /// Semantic Types of Claims and Premises in an Online Persuasive Forum").
  ///
  /// ```
  /// file   := '<thread ID>' title source op reply* '</thread>'      what follows is the annotators'
  /// title  := '<title>' marked '</title>'     source := '<source>' ADDRESS '</source>'
  /// op     := '<OP author>' marked '</OP>'    reply := '<reply id author>' marked [ '</reply>' ]
  /// marked := ( text | '<claim type id [rel ref]>' marked '</claim>'
  ///                  | '<premise type id [rel ref]>' marked '</premise>' )*
  /// ref    := id | 'title'
  /// ```
  ///
  /// Each reply answers the post before it. Text is Reddit's Markdown. The title is the first
  /// paragraph of the first post, since claims refer to it. Every claim and premise is an annotation
  /// on its words. `support`, `agreement` and `partial_agreement` support; `undercutter` undercuts
  /// where its target bears on exactly one thing, and else rebuts, as all other relations do.
  /// Files are read that are not well-formed: an end tag may be missing.
  static let changeMyView = Importer(
    name: "change-my-view", summary: "a Change My View thread with its claims, as XML",
    recognises: { input in
      let head = input.bytes.prefix(1 << 16)
      return head.drop { $0 <= 0x20 || $0 >= 0x80 }.first == UInt8(ascii: "<")
        && head.holds(Array("<thread".utf8)) && head.holds(Array("<OP".utf8))
    },
    read: { (input) throws(ImportError) in
      try input.refuse(over: 16)
      var reader = ChangeMyViewReader(input.bytes)
      return try reader.read()
    })
}

private struct ChangeMyViewReader {
  /// A claim or premise that is open.
  private struct Span {
    var id: String
    var relation: String?
    var target: String?
    /// The id of the post that it stands in. Files of one debate number the claims of their replies
    /// each in its own way.
    var post = ""
    var words: [UInt8] = []

    /// The id that it has in the thread, whatever the file.
    var annotation: String { post == "op" ? id : "\(post)-\(id)" }
  }

  private var tokens: MarkupTokenizer
  private var losses = Losses()
  private var thread: ImportedThread?
  private var title: [UInt8] = []
  private var source: [UInt8] = []
  /// The post being read and its text; nil between posts.
  private var post: ImportedPost?
  private var text: [UInt8] = []
  private var open: [Span] = []
  /// Open spans inside so many others that they are left out.
  private var tooDeep = 0
  private static let deepestSpan = 16
  private var postIDs: Set<String> = []
  private var finished: [(span: Span, post: String)] = []
  /// Whether the title or the source is being read.
  private var element: String?
  private var isOver = false

  init(_ bytes: [UInt8]) {
    tokens = MarkupTokenizer(bytes, dialect: .xml)
    losses.add(.invalidBytes, String(validating: bytes, as: UTF8.self) == nil ? 1 : 0)
  }

  mutating func read() throws(ImportError) -> Imported {
    while !isOver, let token = tokens.next() { try take(token) }
    guard isOver else { throw ImportError(.ended("<thread>"), at: .line(line)) }
    countNotes()
    guard var thread else { throw ImportError(.missing("<thread>"), at: .file) }
    guard !thread.posts.isEmpty else { throw ImportError(.noPosts, at: .file) }
    let address = String(decoding: source.trimmed, as: UTF8.self)
    thread.source = address.hasSuffix("/") ? String(address.dropLast()) : address
    if thread.source.isEmpty { thread.source = "Change My View thread \(thread.key.dropFirst(4))" }
    thread.annotations = annotations()
    return Imported(threads: [thread], losses: losses)
  }

  private var line: Int { tokens.bytes[..<tokens.position].count { $0 == 0x0A } + 1 }

  private mutating func take(_ token: MarkupTokenizer.Token) throws(ImportError) {
    switch token {
    case .text(let range): words(CharacterReference.resolving(tokens.bytes[range]))
    case .verbatim(let range): words(Array(tokens.bytes[range]))
    case .open(let tag): try opened(tag)
    case .close(let name): closed(name)
    case .comment, .declaration: return
    }
  }

  private mutating func words(_ bytes: [UInt8]) {
    for index in open.indices { open[index].words += bytes }
    if element == "title" { title += bytes }
    if element == "source" { source += bytes }
    if element == nil, post != nil { text += bytes }
  }

  private mutating func opened(_ tag: MarkupTokenizer.Tag) throws(ImportError) {
    switch tag.name {
    case "thread":
      let id = tokens.value("ID", of: tag) ?? ""
      thread = ImportedThread(key: "cmv/" + id, source: "", title: "")
    case "title", "source":
      guard thread != nil else { throw ImportError(.missing("<thread>"), at: .line(line)) }
      element = tag.name
    case "OP", "reply": try beginPost(tag)
    case "claim", "premise": beginSpan(tag)
    default: losses.add(.markup)
    }
  }

  private mutating func closed(_ name: String) {
    switch name {
    case "title":
      tooDeep = 0
      while !open.isEmpty { endSpan() }
      thread?.title = String(decoding: title, as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      element = nil
    case "source": element = nil
    case "OP", "reply": endPost()
    case "claim", "premise": endSpan()
    case "thread":
      endPost()
      isOver = true
    default: return
    }
  }

  // MARK: Posts

  private mutating func beginPost(_ tag: MarkupTokenizer.Tag) throws(ImportError) {
    endPost()
    guard let thread else { throw ImportError(.missing("<thread>"), at: .line(line)) }
    let isFirst = tag.name == "OP"
    let given = tokens.value("id", of: tag) ?? ""
    let id = isFirst ? "op" : given.isEmpty ? "reply-\(thread.posts.count)" : given
    if !postIDs.insert(id).inserted {
      throw ImportError(.expected("an id that is not yet used", found: "'\(id)'"), at: .line(line))
    }
    let name = tokens.value("author", of: tag) ?? ""
    let isKnown = !name.isEmpty && name != "[deleted]"
    var author = ImportedAuthor(id: name.lowercased(), handle: name)
    author.url = "https://www.reddit.com/user/\(name)"
    var post = ImportedPost(
      id: id, author: isKnown ? author : .unnamed(ofPost: id, called: "deleted"), body: "")
    if !isFirst { post.permalink = "/" + id }
    post.parent = thread.posts.last?.id
    self.post = post
    text = []
  }

  private func escapedTitle() -> [UInt8] {
    var escaped: [UInt8] = []
    appendEscaped(Array((thread?.title ?? "").utf8)[...], linked: true, to: &escaped)
    return protectLineStarts(escaped)
  }

  private mutating func endPost() {
    tooDeep = 0
    while !open.isEmpty { endSpan() }
    guard var post else { return }
    self.post = nil
    let parts = [post.id == "op" ? escapedTitle()[...] : [], text.trimmed].filter { !$0.isEmpty }
    post.body = lines(
      of: String(decoding: Array(parts.joined(separator: [0x0A, 0x0A])), as: UTF8.self))
    if post.body.isEmpty { return losses.add(.emptyPost) }
    thread?.posts.append(post)
  }

  // MARK: Annotations

  private mutating func beginSpan(_ tag: MarkupTokenizer.Tag) {
    if open.count == Self.deepestSpan {
      tooDeep += 1
      return losses.add(.annotation)
    }
    let isTitle = element == "title"
    let id = isTitle ? "title" : tokens.value("id", of: tag) ?? "unnumbered-\(finished.count)"
    var span = Span(id: id)
    span.relation = tokens.value("rel", of: tag)
    span.target = tokens.value("ref", of: tag)
    open.append(span)
    for shade in ["type", "rid"] where tokens.value(shade, of: tag) != nil { losses.add(.shade) }
  }

  private mutating func endSpan() {
    if tooDeep > 0, open.count == Self.deepestSpan {
      tooDeep -= 1
      return
    }
    guard var span = open.popLast() else { return }
    span.post = post?.id ?? "op"
    finished.append((span, post?.id ?? "op"))
  }

  /// Claims in what the annotators wrote behind the thread.
  private mutating func countNotes() {
    let rest = tokens.bytes[tokens.position...]
    for index in rest.indices where rest[index] == UInt8(ascii: "<") {
      let tag = rest[index...].dropFirst()
      if tag.startsIgnoringCase("claim") || tag.startsIgnoringCase("premise") {
        losses.add(.annotation)
      }
    }
  }

  private mutating func annotations() -> [ImportedAnnotation] {
    var annotations: [ImportedAnnotation] = []
    var spans: [String: Span] = [:]
    let posts = Set(thread?.posts.map(\.id) ?? [])
    for (span, post) in finished {
      let words = plainWords(ofMarkdown: span.words)
      guard posts.contains(post), spans[span.id] == nil, words.contains(where: \.isLetter) else {
        losses.add(.annotation)
        continue
      }
      spans[span.id] = span
      annotations.append(
        ImportedAnnotation(
          id: span.annotation, post: post, words: words, content: .statement(.claim, holder: nil)))
    }
    let byAnnotation = Dictionary(
      spans.values.map { ($0.annotation, $0) }, uniquingKeysWith: { first, _ in first })
    for index in annotations.indices {
      guard let span = byAnnotation[annotations[index].id] else { continue }
      annotations[index].relations = relations(of: span, spans)
    }
    return annotations
  }

  private mutating func relations(
    of span: Span, _ spans: [String: Span]
  ) -> [ImportedAnnotation.Relation] {
    guard let name = span.relation else { return [] }
    guard let target = span.target, let other = spans[target], target != span.id else {
      losses.add(.annotation)
      return []
    }
    let end = other.annotation
    switch name {
    case "support", "agreement": return [.init(.supports, end)]
    case "rebuttal": return [.init(.rebuts, end)]
    case "partial_agreement":
      losses.add(.shade)
      return [.init(.supports, end)]
    case "undercutter":
      let hasStep =
        other.relation.map { $0 != "undercutter" } ?? false
        && other.target.map { spans[$0] != nil && $0 != target } ?? false
      if !hasStep { losses.add(.shade) }
      return [.init(hasStep ? .undercuts : .rebuts, end)]
    default:
      losses.add(.shade)
      return [.init(.rebuts, end)]
    }
  }
}

/// What a reader sees of Reddit's Markdown, near enough to find it in the rendered words: without
/// stars, backslashes and the addresses of links.
private func plainWords(ofMarkdown text: [UInt8]) -> String {
  var output: [UInt8] = []
  var position = 0
  let lastBracket = text.lastIndex(of: UInt8(ascii: "]")) ?? 0
  let lastParenthesis = text.lastIndex(of: UInt8(ascii: ")")) ?? 0
  while position < text.count {
    let byte = text[position]
    position += 1
    if byte == UInt8(ascii: "]"), position < lastParenthesis, text[position] == 0x28 {
      while text[position] != UInt8(ascii: ")") { position += 1 }
      position += 1
      continue
    }
    let isMark = byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\\")
    if !isMark && (byte != UInt8(ascii: "[") || position > lastBracket) { output.append(byte) }
  }
  return String(decoding: output, as: UTF8.self)
    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
