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
  /// Text of written statements, rising: where one repeats words of its own post, it is the one
  /// place.
  let statements: [ByteRange]
  private let words: PostWords
  private var drift = DriftFinder()

  /// Places listed for an ambiguous quote, the nearest ones; in one post no more are looked for.
  static let mostPassages = 64
  private var budget = SearchBudget()

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
    folder.reserve(document.content[node].text.count)
    document.foldWords(in: range, into: &folder, without: headers)
    folder.trimEnd()
    let place = lines.place(at: Int(document.content[node].source.lower))
    var quote = Quote(post: post, place: place, node: node, status: .elsewhere, passages: [])
    if folder.bytes.isEmpty { return quote }
    let pieces = QuotePieces(folder.bytes)
    let offset = Int(document.content[node].text.lower)
    var found = passagesAroundQuotes(in: range, for: post, before: offset)
    if found.isEmpty {
      found =
        pieces.haveGaps
        ? gappedPassages(of: pieces, for: post, before: offset)
        : literalPassages(of: pieces.whole, for: post, before: offset)
    }
    if !found.isEmpty {
      quote.status = found.count == 1 ? .exact : .ambiguous
      quote.passages = found
      return quote
    }
    if drift.isSpent { return quote }
    let all = Group.allCases.flatMap { sources($0, for: post, before: offset) }
    if let source = drift.passage(of: folder.bytes, in: all, words.folded.bytes) {
      quote.status = .drifted
      quote.passages = [passage(source)]
    }
    return quote
  }

  /// The passages with quotes in the same places as the quotes inside this one: a post that quotes,
  /// quoted whole.
  private mutating func passagesAroundQuotes(
    in range: Range<Int>, for post: Int, before offset: Int
  ) -> [Quote.Passage] {
    guard document.content[range].contains(where: { $0.kind == .blockQuote }) else { return [] }
    var folder = WordFolder()
    document.foldWords(in: range, into: &folder, without: headers, atQuotes: ASCII.lineFeed)
    var bytes = folder.bytes.drop { $0 == ASCII.lineFeed || $0 == ASCII.space }
    while let last = bytes.last, last == ASCII.lineFeed || last == ASCII.space {
      bytes.removeLast()
    }
    guard bytes.contains(ASCII.lineFeed) else { return [] }
    return gappedPassages(of: QuotePieces(Array(bytes)), for: post, before: offset)
  }

  // MARK: Where to look

  /// A stretch of folded words and the post it is of; nil is the introduction.
  typealias Source = (post: Int?, range: Range<Int>)

  /// The posts that are looked through together, in this order.
  private enum Group: Int, CaseIterable {
    case ancestors, others, above
  }

  private func sources(_ group: Group, for post: Int, before offset: Int) -> [Source] {
    switch group {
    case .ancestors: ancestors(of: post).map { ($0, words.stretch(of: $0)) }
    case .others: others(than: post).map { ($0, words.stretch(of: $0)) }
    case .above: [(post, words.part(of: words.stretch(of: post), before: offset))]
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

  /// The passages that say the words literally, in the first group that holds any. All posts are
  /// searched in one go, since most quotes stand in one place or in none.
  private mutating func literalPassages(
    of wanted: [UInt8], for post: Int, before offset: Int
  ) -> [Quote.Passage] {
    let end = words.part(of: words.stretch(of: post), before: offset).upperBound
    let hits = words.occurrences(
      of: wanted, before: end, most: Self.mostPassages, &budget)
    guard !hits.isEmpty else { return [] }
    var nearest = Group.above
    var found: [Quote.Passage] = []
    var ancestor = posts[post].parent
    for hit in hits {
      let group = group(of: hit.post, from: post, &ancestor)
      if group.rawValue < nearest.rawValue { found.removeAll() }
      guard group.rawValue <= nearest.rawValue else { continue }
      nearest = group
      append(hit.ranges, in: hit.post, to: &found)
    }
    return found
  }

  private func append(_ ranges: [Range<Int>], in post: Int?, to found: inout [Quote.Passage]) {
    guard found.count < Self.mostPassages else { return }
    if ranges.count == 1, let range = ranges.first { return found.append(passage((post, range))) }
    var here: [Quote.Passage] = []
    for range in ranges { here.append(passage((post, range))) }
    found += preferringStatements(here).prefix(Self.mostPassages - found.count)
  }

  /// The group that `other` is looked through in; must be asked for nearer posts first, with the
  /// nearest ancestor not yet passed.
  private func group(of other: Int?, from post: Int, _ ancestor: inout Int?) -> Group {
    guard let other else { return .others }
    if other == post { return .above }
    while let next = ancestor, next > other { ancestor = posts[next].parent }
    return ancestor == other ? .ancestors : .others
  }

  /// The passages of the first group that holds any, with anything in the place of gaps.
  private mutating func gappedPassages(
    of pieces: QuotePieces, for post: Int, before offset: Int
  ) -> [Quote.Passage] {
    for group in Group.allCases {
      if budget.isSpent { return [] }
      var found: [Quote.Passage] = []
      for source in sources(group, for: post, before: offset) {
        let literal = matches(of: [pieces.whole], in: source.range)
        let ranges = literal.isEmpty ? matches(of: pieces.parts, in: source.range) : literal
        append(ranges, in: source.post, to: &found)
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func passage(_ source: Source) -> Quote.Passage {
    Quote.Passage(post: source.post, text: words.textRange(source.range, in: document.text))
  }

  /// In one post, a statement and prose that says the same words are one place: the statement's.
  private func preferringStatements(_ found: [Quote.Passage]) -> [Quote.Passage] {
    guard found.count > 1, !statements.isEmpty else { return found }
    let stated = found.filter(isStated)
    return stated + found.filter { !isStated($0) }.dropFirst(stated.count)
  }

  private func isStated(_ passage: Quote.Passage) -> Bool {
    var low = 0
    var high = statements.count
    while low < high {
      let middle = (low + high) / 2
      if statements[middle].upper <= passage.text.lower { low = middle + 1 } else { high = middle }
    }
    return low < statements.count && statements[low].overlaps(passage.text)
  }

  private mutating func matches(of parts: [[UInt8]], in range: Range<Int>) -> [Range<Int>] {
    words.folded.bytes.withUnsafeBufferPointer { bytes in
      var found: [Range<Int>] = []
      var position = range.lowerBound
      while found.count < Self.mostPassages,
        let match = Self.match(parts, in: bytes, position..<range.upperBound, &budget)
      {
        found.append(match)
        position = match.upperBound
      }
      return found
    }
  }

  /// The first place where the parts stand in order, with anything between them.
  private static func match(
    _ parts: [[UInt8]], in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    _ budget: inout SearchBudget
  ) -> Range<Int>? {
    var start: Int?
    var position = range.lowerBound
    for part in parts {
      guard let found = bytes.wholeWords(part, in: position..<range.upperBound, &budget) else {
        return nil
      }
      start = start ?? found.lowerBound
      position = found.upperBound
    }
    return start.map { $0..<position }
  }
}

/// A quote's folded words, whole and cut at its gaps.
private struct QuotePieces {
  let whole: [UInt8]
  /// Nil where nothing looks like a gap.
  private let cut: [[UInt8]]?

  var parts: [[UInt8]] { cut ?? [whole] }
  /// Gaps at the ends count too: `…words` is found where the words stand.
  var haveGaps: Bool { cut.map { $0 != [whole] } ?? false }

  private static let gaps: [[UInt8]] = ["[...]", "[\u{2026}]", "\u{2026}"].map { Array($0.utf8) }

  init(_ folded: [UInt8]) {
    whole = folded
    guard Self.mayHoldGap(folded) else {
      cut = nil
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
    cut = parts.map(Self.trimmed).filter { !$0.isEmpty }
  }

  private static func mayHoldGap(_ folded: [UInt8]) -> Bool {
    folded.withUnsafeBufferPointer {
      // Most quotes hold neither of these bytes, and one byte is found much faster than three.
      $0.firstOffset(of: 0xE2) != nil && $0.firstOffset(of: "\u{2026}") != nil
        || $0.firstOffset(of: ASCII.openBracket) != nil && $0.firstOffset(of: "[...]") != nil
    }
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes.drop { $0 == ASCII.space }
    while result.last == ASCII.space { result.removeLast() }
    return Array(result)
  }
}
