import CruxModel

/// Finds where the block quotes of a thread come from (FORMAT §4).
///
/// Looked for in the posts above: ancestors, nearest first; then other earlier posts, nearest first,
/// and the introduction; then the same post above the quote. Compared are folded words, literally,
/// then with `…` and `[...]` matching any gap; a match begins and ends at the edge of a word.
struct QuoteFinder {
  let document: MarkdownDocument
  let posts: [Post]
  let lines: SourceLines
  let headers: NodeSet
  /// Text of written statements: where one repeats words of its own post, it is the one place.
  let statements: [ByteRange]
  private var words: PostWords
  private var drift = DriftFinder()

  /// Places listed for an ambiguous quote in one post; what is found beyond is not looked for.
  static let mostPassages = 64

  /// Finds all quotes inside posts, nested ones too, in order of their nodes.
  static func find(
    in document: MarkdownDocument, posts: [Post], introduction: Range<Int>, lines: SourceLines,
    headers: NodeSet, statements: [ByteRange]
  ) -> [Quote] {
    var quotes: [(post: Int, node: Int)] = []
    for (post, value) in posts.enumerated() {
      for node in value.content where document.content[node].kind == .blockQuote {
        quotes.append((post, node))
      }
    }
    if quotes.isEmpty { return [] }
    let words = PostWords(document, posts: posts, introduction: introduction, headers: headers)
    var finder = QuoteFinder(
      document: document, posts: posts, lines: lines, headers: headers, statements: statements,
      words: words)
    return quotes.map { finder.locate($0.node, in: $0.post) }
  }

  private mutating func locate(_ node: Int, in post: Int) -> Quote {
    let range = node + 1..<Int(document.content[node].end)
    var folder = WordFolder()
    document.foldWords(in: range, into: &folder, without: headers)
    folder.trimEnd()
    let place = lines.place(at: Int(document.content[node].source.lower))
    var quote = Quote(post: post, place: place, node: node, status: .elsewhere, passages: [])
    if folder.bytes.isEmpty { return quote }
    let pieces = QuotePieces(folder.bytes)
    let offset = Int(document.content[node].text.lower)
    for group in Group.allCases {
      let sources = sources(group, for: post, before: offset)
      let found = occurrences(of: pieces, in: sources)
      guard !found.isEmpty else { continue }
      quote.status = found.count == 1 ? .exact : .ambiguous
      quote.passages = found
      return quote
    }
    let all = Group.allCases.flatMap { sources($0, for: post, before: offset) }
    if let source = drift.passage(of: folder.bytes, in: all, words.folded.bytes) {
      quote.status = .drifted
      quote.passages = [passage(source, source.range)]
    }
    return quote
  }

  // MARK: Where to look

  /// A stretch of folded words and the post it is of; nil is the introduction.
  typealias Source = (post: Int?, range: Range<Int>)

  /// The posts that are looked through together, in this order.
  private enum Group: CaseIterable {
    case ancestors, others, above
  }

  private mutating func sources(
    _ group: Group, for post: Int, before offset: Int
  ) -> [Source] {
    switch group {
    case .ancestors: ancestors(of: post).map { ($0, words.stretch(of: $0)) }
    case .others: others(than: post).map { ($0, words.stretch(of: $0)) }
    case .above: [(post, words.part(of: post, before: offset))]
    }
  }

  /// Nearest first.
  private func ancestors(of post: Int) -> [Int] {
    var ancestors: [Int] = []
    var next = posts[post].parent
    while let ancestor = next {
      ancestors.append(ancestor)
      next = posts[ancestor].parent
    }
    return ancestors
  }

  /// Earlier posts that are no ancestors, nearest first, and the introduction.
  private func others(than post: Int) -> [Int?] {
    var ancestors = ancestors(of: post)[...]
    var others: [Int?] = []
    for earlier in (0..<post).reversed() {
      if ancestors.first == earlier { ancestors.removeFirst() } else { others.append(earlier) }
    }
    return others + [nil]
  }

  // MARK: Matching

  private func occurrences(of pieces: QuotePieces, in group: [Source]) -> [Quote.Passage] {
    group.flatMap { source in
      let literal = matches(of: [pieces.whole], in: source.range)
      let found =
        literal.isEmpty && pieces.parts.count > 1
        ? matches(of: pieces.parts, in: source.range) : literal
      return preferringStatements(found.map { passage(source, $0) })
    }
  }

  private func passage(_ source: Source, _ range: Range<Int>) -> Quote.Passage {
    Quote.Passage(post: source.post, text: words.textRange(range, in: document.text))
  }

  /// In one post, a statement and prose that says the same words are one place: the statement's.
  private func preferringStatements(_ found: [Quote.Passage]) -> [Quote.Passage] {
    guard found.count > 1, !statements.isEmpty else { return found }
    let stated = found.filter(isStated)
    return stated + found.filter { !isStated($0) }.dropFirst(stated.count)
  }

  private func isStated(_ passage: Quote.Passage) -> Bool {
    statements.contains { $0.overlaps(passage.text) }
  }

  private func matches(of parts: [[UInt8]], in range: Range<Int>) -> [Range<Int>] {
    words.folded.bytes.withUnsafeBufferPointer { bytes in
      var found: [Range<Int>] = []
      var position = range.lowerBound
      while found.count < Self.mostPassages,
        let match = Self.match(parts, in: bytes, position..<range.upperBound)
      {
        found.append(match)
        position = match.upperBound
      }
      return found
    }
  }

  /// The first place where the parts stand in order, with anything between them.
  private static func match(
    _ parts: [[UInt8]], in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int>? {
    var start: Int?
    var position = range.lowerBound
    for part in parts {
      guard let found = wholeWords(part, in: bytes, position..<range.upperBound) else { return nil }
      start = start ?? found.lowerBound
      position = found.upperBound
    }
    return start.map { $0..<position }
  }

  private static func wholeWords(
    _ part: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int>? {
    var position = range.lowerBound
    while position < range.upperBound {
      let found = part.withUnsafeBufferPointer {
        bytes.firstOffset(of: $0, in: position..<range.upperBound)
      }
      guard let start = found else { return nil }
      let end = start + part.count
      if !isInsideWord(bytes, at: start), !isInsideWord(bytes, at: end) { return start..<end }
      position = start + 1
    }
    return nil
  }

  private static func isInsideWord(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count else { return false }
    return isWordByte(bytes[offset - 1]) && isWordByte(bytes[offset])
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || ASCII.isDigit(byte) || byte &- 0x61 < 26
  }
}

/// A quote's folded words, whole and cut at its gaps.
private struct QuotePieces {
  let whole: [UInt8]
  let parts: [[UInt8]]

  private static let gaps: [[UInt8]] = ["[...]", "[\u{2026}]", "\u{2026}"].map { Array($0.utf8) }

  init(_ folded: [UInt8]) {
    whole = folded
    guard Self.mayHoldGap(folded) else {
      parts = [folded]
      return
    }
    var parts: [[UInt8]] = [[]]
    var position = 0
    while position < folded.count {
      if let gap = Self.gaps.first(where: { folded[position...].starts(with: $0) }) {
        parts.append([])
        position += gap.count
      } else {
        parts[parts.count - 1].append(folded[position])
        position += 1
      }
    }
    self.parts = parts.map(Self.trimmed).filter { !$0.isEmpty }
  }

  private static func mayHoldGap(_ folded: [UInt8]) -> Bool {
    folded.withUnsafeBufferPointer {
      $0.firstOffset(of: "\u{2026}") != nil || $0.firstOffset(of: "[...]") != nil
    }
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes.drop { $0 == ASCII.space }
    while result.last == ASCII.space { result.removeLast() }
    return Array(result)
  }
}
