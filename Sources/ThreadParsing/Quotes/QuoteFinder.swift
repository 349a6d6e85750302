import CMarkArena
import CruxModel

/// Finds where the block quotes of a thread come from (FORMAT §4).
///
/// Looked for in the posts above: ancestors, nearest first; then other earlier posts, nearest first,
/// and the introduction; then the same post above the quote. Compared are folded words, literally,
/// then with `…` and `[...]` matching any gap; a match begins and ends at the edge of a word.
struct QuoteFinder: ~Copyable {
  let document: MarkdownDocument
  let posts: [Post]
  let lines: SourceLines
  let headers: NodeSet
  /// Text of written statements, rising: where one repeats words of its own post, it is the one
  /// place.
  let statements: [ByteRange]
  private let words: PostWords
  private var drift = DriftFinder()
  /// The folded words of the quote that is looked for; like what follows kept for its room.
  private var folder = WordFolder(room: 512)
  private var occurrences = FlatBuffer<PostWords.Occurrence>(capacity: 8)

  /// Places listed for an ambiguous quote: the nearest ones, and so the last ones of a post.
  static let mostPassages = 64
  private var budget = SearchBudget()
  /// The first quote that was not looked for everywhere, since the work allowed was spent.
  private var firstUnsearched: Place?

  /// All quotes inside posts, nested ones too, in order of their nodes.
  struct Findings {
    var quotes: [Quote] = []
    var notices: [Notice] = []
  }

  static func find(
    in document: MarkdownDocument, posts: [Post], introduction: Range<Int>, lines: SourceLines,
    headers: NodeSet, statements: [ByteRange]
  ) -> Findings {
    var found = Findings()
    guard document.nextQuote(from: 0, to: document.content.count) != nil else { return found }
    found.quotes.reserveCapacity(8)
    var finder = QuoteFinder(
      document: document, posts: posts, lines: lines, headers: headers, statements: statements,
      words: PostWords(document, posts: posts, introduction: introduction, headers: headers))
    for post in posts.indices {
      let nodes = posts[post].position.content
      var next = nodes.lowerBound
      while let node = document.nextQuote(from: next, to: nodes.upperBound) {
        var quote = finder.locate(node, in: post)
        // Words quoted over and over have the same passages: kept once.
        if let last = found.quotes.last, last.passages == quote.passages {
          quote.passages = last.passages
        }
        found.quotes.append(quote)
        next = node + 1
      }
    }
    if let place = finder.firstUnsearched {
      found.notices.append(Notice(.tooManyQuotes, at: place))
    }
    return found
  }

  private init(
    document: MarkdownDocument, posts: [Post], lines: SourceLines, headers: NodeSet,
    statements: [ByteRange], words: consuming PostWords
  ) {
    self.document = document
    self.posts = posts
    self.lines = lines
    self.headers = headers
    self.statements = statements
    self.words = words
  }

  private mutating func locate(_ node: Int, in post: Int) -> Quote {
    let range = node + 1..<Int(document.content[node].end)
    folder.clear()
    document.foldWords(in: range, into: &folder, without: headers)
    folder.trimEnd()
    let place = lines.place(at: Int(document.content[node].source.lower))
    var quote = Quote(post: post, place: place, node: node, status: .elsewhere, passages: [])
    if folder.bytes.count == 0 { return quote }
    let offset = Int(document.content[node].text.lower)
    var found = passagesAroundQuotes(in: range, for: post, before: offset)
    if found.isEmpty { found = literalPassages(for: post, before: offset) }
    if found.isEmpty, let pieces = QuotePieces(ifGapsIn: folder.bytes.elements) {
      found = passages(of: pieces.parts, for: post, before: offset)
    }
    if !found.isEmpty {
      quote.status = found.count == 1 ? .exact : .ambiguous
      quote.passages = found
      return quote
    }
    if let source = driftedPassage(for: post, before: offset) {
      quote.status = .drifted
      quote.passages = [passage(source)]
    } else if firstUnsearched == nil, budget.isSpent || drift.isSpent {
      firstUnsearched = place
    }
    return quote
  }

  private mutating func driftedPassage(for post: Int, before offset: Int) -> Source? {
    if drift.isSpent { return nil }
    let all = Group.allCases.flatMap { sources($0, for: post, before: offset) }
    return drift.passage(of: folder.bytes.elements, in: all, words.folded.bytes.elements)
  }

  /// The passages with quotes in the same places as the quotes inside this one: a post that quotes,
  /// quoted whole.
  private mutating func passagesAroundQuotes(
    in range: Range<Int>, for post: Int, before offset: Int
  ) -> [Quote.Passage] {
    guard document.nextQuote(from: range.lowerBound, to: range.upperBound) != nil else { return [] }
    var folder = WordFolder(room: document.content[range.lowerBound - 1].text.count)
    document.foldWords(in: range, into: &folder, without: headers, atQuotes: ASCII.lineFeed)
    var bytes = folder.bytes.array.drop { $0 == ASCII.lineFeed || $0 == ASCII.space }
    while let last = bytes.last, last == ASCII.lineFeed || last == ASCII.space {
      bytes.removeLast()
    }
    guard bytes.contains(ASCII.lineFeed) else { return [] }
    let pieces = bytes.withUnsafeBufferPointer { QuotePieces($0) }
    let literal = passages(of: [pieces.whole], for: post, before: offset)
    return literal.isEmpty ? passages(of: pieces.parts, for: post, before: offset) : literal
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
    var next = posts[post].position.parent
    while let ancestor = next {
      ancestors.append(ancestor)
      next = posts[ancestor].position.parent
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
  private mutating func literalPassages(for post: Int, before offset: Int) -> [Quote.Passage] {
    let end = words.part(of: words.stretch(of: post), before: offset).upperBound
    words.occurrences(
      of: folder.bytes.elements, before: end, &budget, into: &occurrences)
    guard occurrences.count > 0 else { return [] }
    if occurrences.count == 1 { return [passage(occurrences[0])] }
    var nearest = Group.above
    var found: [Quote.Passage] = []
    var ancestor = posts[post].position.parent
    var last = occurrences.count
    while last > 0 {
      let first = firstOccurrence(besides: last - 1)
      let hits = max(first, last - Self.mostPassages)..<last
      last = first
      let group = group(of: occurrences[first].post, from: post, &ancestor)
      if group.rawValue < nearest.rawValue { found.removeAll() }
      guard group.rawValue <= nearest.rawValue else { continue }
      nearest = group
      append(occurrences.part(hits).map { passage($0) }, to: &found)
    }
    return found
  }

  /// The first occurrence in the same post as the given one.
  private func firstOccurrence(besides index: Int) -> Int {
    var first = index
    while first > 0, occurrences[first - 1].stretch == occurrences[index].stretch { first -= 1 }
    return first
  }

  /// Adds passages of one post, the last and so the nearest first.
  private func append(_ here: [Quote.Passage], to found: inout [Quote.Passage]) {
    guard found.count < Self.mostPassages else { return }
    found += preferringStatements(here.reversed()).prefix(Self.mostPassages - found.count)
  }

  /// The group that `other` is looked through in; must be asked for nearer posts first, with the
  /// nearest ancestor not yet passed.
  private func group(of other: Int?, from post: Int, _ ancestor: inout Int?) -> Group {
    guard let other else { return .others }
    if other == post { return .above }
    while let next = ancestor, next > other { ancestor = posts[next].position.parent }
    return ancestor == other ? .ancestors : .others
  }

  /// The passages of the first group that holds any, with anything between the parts.
  private mutating func passages(
    of parts: [[UInt8]], for post: Int, before offset: Int
  ) -> [Quote.Passage] {
    for group in Group.allCases {
      if budget.isSpent { return [] }
      var found: [Quote.Passage] = []
      for source in sources(group, for: post, before: offset) {
        let ranges = matches(of: parts, in: source.range).suffix(Self.mostPassages)
        append(ranges.map { passage((source.post, $0)) }, to: &found)
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func passage(_ occurrence: PostWords.Occurrence) -> Quote.Passage {
    passage((occurrence.post, occurrence.range.range))
  }

  private func passage(_ source: Source) -> Quote.Passage {
    Quote.Passage(post: source.post, text: words.textRange(source.range, in: document.text))
  }

  /// In one post, a statement and prose that says the same words are one place: the statement's. The
  /// passages are given nearest first, and of the prose the nearest is kept.
  private func preferringStatements(_ found: [Quote.Passage]) -> [Quote.Passage] {
    guard found.count > 1, !statements.isEmpty else { return found }
    let stated = found.filter { isStated($0) }
    return stated + found.filter { !isStated($0) }.dropLast(stated.count)
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
    var found: [Range<Int>] = []
    var position = range.lowerBound
    while let match = Self.match(
      parts, in: words.folded.bytes.elements, position..<range.upperBound, &budget)
    {
      found.append(match)
      position = match.upperBound
    }
    return found
  }

  /// The first place where the parts stand in order, with anything between them.
  private static func match(
    _ parts: [[UInt8]], in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    _ budget: inout SearchBudget
  ) -> Range<Int>? {
    var start: Int?
    var position = range.lowerBound
    for part in parts {
      let found = part.withUnsafeBufferPointer { part in
        part.baseAddress.flatMap {
          bytes.wholeWords(
            crux_needle_of($0, part.count), in: position..<range.upperBound, &budget)
        }
      }
      guard let found else { return nil }
      start = start ?? found.lowerBound
      position = found.upperBound
    }
    return start.map { $0..<position }
  }
}

extension MarkdownDocument {
  /// The first block quote of the nodes; only blocks that hold blocks are looked into.
  fileprivate func nextQuote(from start: Int, to end: Int) -> Int? {
    content.withUnsafeBufferPointer { content in
      var index = start
      while index < end {
        switch content[index].kind {
        case .blockQuote: return index
        case .list, .item: index += 1
        default: index = Int(content[index].end)
        }
      }
      return nil
    }
  }
}

/// A quote's folded words, whole and cut at its gaps.
private struct QuotePieces {
  let whole: [UInt8]
  let parts: [[UInt8]]

  private static let gaps: [[UInt8]] = ["[...]", "[\u{2026}]", "\u{2026}"].map { Array($0.utf8) }

  /// Nil where there is no gap, as in most quotes. Gaps at the ends count too: `…words` is found where the
  /// words stand.
  init?(ifGapsIn folded: UnsafeBufferPointer<UInt8>) {
    guard Self.mayHoldGap(folded) else { return nil }
    self.init(folded)
    if parts == [whole] { return nil }
  }

  init(_ folded: UnsafeBufferPointer<UInt8>) {
    whole = Array(folded)
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

  private static func mayHoldGap(_ folded: UnsafeBufferPointer<UInt8>) -> Bool {
    // Most quotes hold neither of these bytes, and one byte is found much faster than three.
    folded.firstOffset(of: 0xE2) != nil && folded.firstOffset(of: "\u{2026}") != nil
      || folded.firstOffset(of: ASCII.openBracket) != nil && folded.firstOffset(of: "[...]") != nil
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes.drop { $0 == ASCII.space }
    while result.last == ASCII.space { result.removeLast() }
    return Array(result)
  }
}
