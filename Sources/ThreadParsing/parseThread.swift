import CruxModel

/// Reads one Markdown file as a discussion thread. Never fails: what cannot be read is noted, and
/// everything else is kept.
///
/// The stages, each a folder: front matter (YAML) is taken off the top; libcmark reads the rest into
/// a flat list of blocks and inlines; top-level headings that are bylines part it into posts; block
/// quotes are looked for in the posts above; and headers, marks and poles become statements, links
/// and stances. `docs/format.md` is the specification, and each example in it a test.
///
/// - Parameters:
///   - source: The file's bytes, at most 4 GB; not UTF-8, NUL and CR line ends are read as libcmark
///     reads them.
///   - path: Relative to the corpus; the thread's id and title are made from it where none is given.
///   - settings: What `crux.yml` says of people and credence words.
///   - extent: How much of the work to do.
package func parseThread(
  _ source: [UInt8], path: String, settings: CorpusSettings = CorpusSettings(),
  extent: ParsingExtent = .whole
) -> DiscussionThread {
  source.withUnsafeBufferPointer { bytes in
    var thread = ThreadParse(bytes, path: path, settings: settings, extent).thread
    thread.body.source = source
    return thread
  }
}

/// How much of a thread to read; less than the whole is of use to measure it.
package enum ParsingExtent: Sendable {
  case whole
  /// Block quotes are not looked for in other posts: the thread has no quotes.
  case withoutQuotes
}

private struct ThreadParse {
  private(set) var thread: DiscussionThread
  private let extent: ParsingExtent

  init(
    _ source: UnsafeBufferPointer<UInt8>, path: String, settings: CorpusSettings,
    _ extent: ParsingExtent
  ) {
    self.extent = extent
    let start = source.holds("\u{FEFF}", at: 0) ? 3 : 0
    let front = readFrontMatter(source, from: start)
    let id = front.id ?? Self.defaultID(path)
    thread = DiscussionThread(path: path, id: ThreadID(id), title: "")
    thread.take(front, people: settings.people.overlaid(by: front.people))
    let lines = SourceLines(source, from: front.end, firstNumber: front.lineAfter)
    let credences = CredenceReader(
      adding: settings.credenceWords.merging(front.credenceWords) { _, new in new })
    var document = read(source, from: front.end, lines, credences)
    readPosts(&document, source, lines, credences)
    thread.title = front.title ?? Self.title(in: document) ?? Self.fileName(path)
    thread.notices.sort { $0.place < $1.place }
    thread.body = ThreadBody(
      source: [], text: document.text, attributes: document.attributes, content: document.content)
  }

  private mutating func read(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, _ lines: SourceLines,
    _ credences: CredenceReader
  ) -> MarkdownDocument {
    if !lines.isUTF8 {
      let place = SourceLines(source).place(at: offsetOfMalformedUTF8(in: source))
      thread.notices.append(Notice(.notUTF8, at: place))
    }
    let cap = BracketCap(source, from: start, holdsBracket: lines.holdsBracket)
    for offset in cap.paragraphs {
      let kind = Notice.Kind.tooManyBrackets(limit: BracketCap.limit)
      thread.notices.append(Notice(kind, at: lines.place(at: offset)))
    }
    guard let replacement = cap.replacement else {
      return readMarkdown(
        source, from: start, lines: lines, placeholder: 0, credences: credences)
    }
    return replacement.withUnsafeBufferPointer {
      readMarkdown(
        $0, from: start, lines: lines, placeholder: cap.placeholder,
        credences: credences)
    }
  }

  private mutating func readPosts(
    _ document: inout MarkdownDocument, _ source: UnsafeBufferPointer<UInt8>, _ lines: SourceLines,
    _ credences: CredenceReader
  ) {
    let reader = PostReader(&document, source: source, lines: lines, people: thread.people)
    thread.posts = reader.posts
    thread.introduction = reader.introduction
    let hasHeaders = StatementReader.isAnnotated(document, posts: reader.posts)
    thread.isAnnotated = hasHeaders || reader.hasParts
    if extent == .whole {
      let found = quotes(document, lines, areHeaders: hasHeaders)
      thread.quotes = found.quotes
      thread.notices += found.notices
    }
    let context = ThreadContext(
      id: thread.id, posts: thread.posts, people: thread.people, credences: credences,
      lines: lines, isAnnotated: hasHeaders)
    var statements = StatementReader(context, document: document, quotes: thread.quotes)
    document = MarkdownDocument()
    statements.read()
    document = statements.document
    statements.document = MarkdownDocument()
    thread.statements = statements.statements
    thread.links = statements.links
    thread.stances = statements.stances
    thread.uncountedStances = statements.uncountedStances
    thread.references = references(document, lines)
    thread.notices += document.notices + reader.notices + statements.notices
    thread.impreciseCount = document.impreciseCount
    thread.date = thread.date ?? Self.earliestDate(of: thread.posts)
  }

  private static func earliestDate(of posts: [Post]) -> Timestamp? {
    var earliest: (seconds: Int64, post: Int)?
    for post in posts.indices {
      guard let seconds = posts[post].date?.seconds else { continue }
      if seconds < earliest?.seconds ?? .max { earliest = (seconds, post) }
    }
    return earliest.flatMap { posts[$0.post].date }
  }

  private func quotes(
    _ document: MarkdownDocument, _ lines: SourceLines, areHeaders: Bool
  ) -> QuoteFinder.Findings {
    var headers: [Range<Int>] = []
    var statements: [ByteRange] = []
    headers.reserveCapacity(document.boldLines.count)
    statements.reserveCapacity(document.boldLines.count)
    for line in document.boldLines where areHeaders && line.reading.isHeader {
      headers.append(line.header)
      guard let first = line.content.first, let last = line.content.last,
        line.reading.label?.isStance == false
      else { continue }
      statements.append(
        ByteRange(
          Int(document.content[first].text.lower), Int(document.content[last].text.upper)))
    }
    return QuoteFinder.find(
      in: document, posts: thread.posts, introduction: thread.introduction, lines: lines,
      headers: NodeSet(headers), statements: statements)
  }

  private func references(_ document: MarkdownDocument, _ lines: SourceLines) -> [Reference] {
    var post = -1
    return document.references.map { node in
      while post + 1 < thread.posts.count,
        thread.posts[post + 1].position.content.lowerBound <= node
      {
        post += 1
      }
      let found = document.content[node]
      return Reference(
        target: composed(document.attribute(of: node)),
        post: post < 0 ? nil : post, place: lines.place(at: Int(found.source.lower)), node: node)
    }
  }

  // MARK: Names

  /// The path without `.md`, lower case.
  private static func defaultID(_ path: String) -> String {
    (path.hasSuffix(".md") ? String(path.dropLast(3)) : path).lowercased()
  }

  private static func fileName(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }

  /// The words of the first heading of level 1.
  private static func title(in document: MarkdownDocument) -> String? {
    var index = 0
    while index < document.content.count {
      let node = document.content[index]
      if node.kind == .heading, node.number == 1, !node.text.isEmpty {
        return String(decoding: document.text[node.text.range], as: UTF8.self)
      }
      index = Int(node.end)
    }
    return nil
  }
}

extension DiscussionThread {
  fileprivate mutating func take(_ front: FrontMatter, people: People) {
    hasWrittenID = front.id != nil
    source = front.source
    date = front.date
    topics = front.topics
    self.people = people
    formerIDs = front.was.map { ThreadID($0) }
    imported = front.imported
    otherKeys = front.otherKeys
    notices = front.notices
  }
}

/// Where the first bytes are that are not UTF-8; the end where all are.
private func offsetOfMalformedUTF8(in source: UnsafeBufferPointer<UInt8>) -> Int {
  var parser = Unicode.UTF8.ForwardParser()
  var bytes = source.makeIterator()
  var offset = 0
  while case .valid(let scalar) = parser.parseScalar(from: &bytes) { offset += scalar.count }
  return offset
}
