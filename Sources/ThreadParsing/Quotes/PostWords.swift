import CMarkArena
import CruxModel

/// The words that each post says itself, folded for comparison: no quotes, no headers.
struct PostWords: ~Copyable {
  /// All posts' folded words, introduction first, separated by line feeds.
  private(set) var folded: WordFolder
  /// In `folded.bytes`: the introduction's stretch, then each post's.
  private var stretches: FlatBuffer<ByteRange>

  init(_ document: MarkdownDocument, posts: [Post], introduction: Range<Int>, headers: NodeSet) {
    folded = WordFolder(room: document.text.count)
    stretches = FlatBuffer(capacity: posts.count + 1)
    add(introduction, of: document, without: headers)
    for index in posts.indices {
      add(posts[index].position.content, of: document, without: headers)
    }
  }

  private mutating func add(
    _ nodes: Range<Int>, of document: MarkdownDocument, without headers: NodeSet
  ) {
    let start = folded.bytes.count
    document.foldWords(in: nodes, into: &folded, without: headers, atQuotes: ASCII.lineFeed)
    folded.trimEnd()
    stretches.append(ByteRange(start, folded.bytes.count))
    folded.separate()
  }

  /// The stretch of a post, or of the introduction for nil.
  func stretch(of post: Int?) -> Range<Int> { stretches[post.map { $0 + 1 } ?? 0].range }

  /// A place where words were found.
  struct Occurrence: BitwiseCopyable {
    /// The post and 1, or 0 for the introduction.
    var stretch: Int32
    /// In `folded.bytes`.
    var range: ByteRange

    var post: Int? { stretch == 0 ? nil : Int(stretch) - 1 }
  }

  /// Where the words stand before the folded byte, in order.
  func occurrences(
    of wanted: UnsafeBufferPointer<UInt8>, before end: Int, _ budget: inout SearchBudget,
    into found: inout FlatBuffer<Occurrence>
  ) {
    found.removeAll(from: 0)
    let bytes = folded.bytes.elements
    guard let base = wanted.baseAddress else { return }
    let needle = crux_needle_of(base, wanted.count)
    var position = 0
    while position < end, let match = bytes.wholeWords(needle, in: position..<end, &budget) {
      position = match.upperBound
      let index = index(holding: match.lowerBound)
      found.append(Occurrence(stretch: Int32(index), range: ByteRange(match)))
    }
  }

  /// The index in `stretches` of the one that holds the folded byte.
  func index(holding offset: Int) -> Int {
    var low = 0
    var high = stretches.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(stretches[middle].lower) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The part of the stretch that comes from text before the offset.
  func part(of stretch: Range<Int>, before textOffset: Int) -> Range<Int> {
    let end = folded.count(before: textOffset)
    return stretch.lowerBound..<min(max(end, stretch.lowerBound), stretch.upperBound)
  }

  /// The bytes of the thread's text that folded bytes come from.
  func textRange(_ range: Range<Int>, in text: [UInt8]) -> ByteRange {
    let start = folded.textOffset(of: range.lowerBound)
    var end = folded.textOffset(of: range.upperBound - 1) + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return ByteRange(start, end)
  }
}

extension WordFolder {
  /// A line feed, which no folded word holds: nothing is found across it.
  mutating func separate() {
    append(boundary: ASCII.lineFeed)
  }
}

extension MarkdownDocument {
  /// Folds the words of the nodes; what quotes inside them say is left out, but for the quote that
  /// the nodes are themselves part of. A quote left out is a separation of words, or the given
  /// boundary. Text that follows each other is folded as one, over the line feeds between blocks too.
  func foldWords(
    in nodes: Range<Int>, into folder: inout WordFolder, without headers: NodeSet,
    atQuotes boundary: UInt8? = nil
  ) {
    text.withUnsafeBufferPointer { bytes in
      content.withUnsafeBufferPointer { content in
        var headers = headers.walk(from: nodes.lowerBound)
        var run = ByteRange(0, 0)
        var index = nodes.lowerBound
        while index < nodes.upperBound {
          let node = content[index]
          index += 1
          switch node.kind {
          case .paragraph, .heading:
            if holdsHiddenText || headers.mayContain(index..<Int(node.end)) {
              folder.end(&run, of: bytes)
              folder.space()
            } else {
              folder.extend(&run, overBlock: node.text, of: bytes)
              index = Int(node.end)
            }
          case .text, .code:
            if node.isMarkup || headers.contains(index - 1) { continue }
            folder.extend(&run, over: node.text, of: bytes)
          case .codeBlock:
            folder.extend(&run, overBlock: node.text, of: bytes)
          case .softBreak where run.upper == node.text.lower && !run.isEmpty:
            run.upper = node.text.upper
          case .html, .emphasis, .strong, .link, .image, .mark, .reference, .list, .item:
            break
          case .blockQuote:
            folder.end(&run, of: bytes)
            if let boundary { folder.append(boundary: boundary) } else { folder.space() }
            index = Int(node.end)
          case .softBreak, .hardBreak, .thematicBreak, .htmlBlock:
            folder.end(&run, of: bytes)
            folder.space()
          }
        }
        folder.append(bytes, run.range)
      }
    }
  }
}

extension WordFolder {
  /// Lengthens the run of text by a literal, or folds the run and begins another.
  fileprivate mutating func extend(
    _ run: inout ByteRange, over literal: ByteRange, of text: UnsafeBufferPointer<UInt8>
  ) {
    if run.upper == literal.lower, !run.isEmpty {
      run.upper = literal.upper
    } else {
      append(text, run.range)
      run = literal
    }
  }

  /// Lengthens the run by a block, with the white space between both, or folds the run and begins
  /// another.
  fileprivate mutating func extend(
    _ run: inout ByteRange, overBlock block: ByteRange, of text: UnsafeBufferPointer<UInt8>
  ) {
    let gap = Int(block.lower) - Int(run.upper)
    if !run.isEmpty, gap == 1, text[Int(run.upper)] <= ASCII.space {
      run.upper = block.upper
    } else {
      end(&run, of: text)
      space()
      run = block
    }
  }

  /// Folds the run.
  fileprivate mutating func end(_ run: inout ByteRange, of text: UnsafeBufferPointer<UInt8>) {
    append(text, run.range)
    run = ByteRange(0, 0)
  }
}

/// A set of nodes given as rising ranges.
struct NodeSet {
  private var ranges: [Range<Int>] = []

  init() {}

  init(_ ranges: [Range<Int>]) {
    let holdsEmpty = ranges.contains { $0.isEmpty }
    self.ranges = holdsEmpty ? ranges.filter { !$0.isEmpty } : ranges
  }

  /// Asks for one node after the other, rising, from the given one on.
  func walk(from node: Int) -> Walk {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= node { low = middle + 1 } else { high = middle }
    }
    return Walk(ranges: ranges, next: low)
  }

  struct Walk {
    private let ranges: [Range<Int>]
    private var next: Int
    /// The range that the walk is before or in; behind all nodes where none is left.
    private var range: Range<Int>

    fileprivate init(ranges: [Range<Int>], next: Int) {
      self.ranges = ranges
      self.next = next
      range = next < ranges.count ? ranges[next] : Int.max..<Int.max
    }

    @inline(__always) mutating func contains(_ node: Int) -> Bool {
      if node < range.lowerBound { return false }
      if node < range.upperBound { return true }
      return containsPastRange(node)
    }

    /// Whether one of the nodes may be in the set; asked of rising ranges.
    @inline(__always) mutating func mayContain(_ nodes: Range<Int>) -> Bool {
      if nodes.upperBound <= range.lowerBound { return false }
      return contains(nodes.lowerBound) || range.lowerBound < nodes.upperBound
    }

    private mutating func containsPastRange(_ node: Int) -> Bool {
      while node >= range.upperBound, range.upperBound < Int.max {
        next += 1
        range = next < ranges.count ? ranges[next] : Int.max..<Int.max
      }
      return node >= range.lowerBound && node < range.upperBound
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the folded words first stand in the range, not beginning or ending inside a word.
  func wholeWords(
    _ wanted: crux_needle, in range: Range<Int>, _ budget: inout SearchBudget
  ) -> Range<Int>? {
    guard let base = baseAddress else { return nil }
    var wanted = wanted
    var position = range.lowerBound
    while position < range.upperBound, !budget.isSpent {
      let found = crux_find(&wanted, base + position, range.upperBound - position).map { $0 - base }
      budget.spend(searching: (found ?? range.upperBound) - position, for: wanted.count)
      guard let start = found else { return nil }
      let end = start + wanted.count
      if !WordEdge.isInsideWord(self, at: start), !WordEdge.isInsideWord(self, at: end) {
        return start..<end
      }
      position = start + 1
      while position < range.upperBound, WordEdge.isInsideWord(self, at: position) { position += 1 }
    }
    return nil
  }
}

/// The work that looking for the quotes of one thread may take, about in nanoseconds; past it a quote
/// is said to come from elsewhere. Only a thread of thousands of quotes that stand nowhere, or one
/// made to be slow, comes near it.
struct SearchBudget {
  private var left = 300_000_000

  var isSpent: Bool { left <= 0 }

  /// Every search costs something, preparing it more the more bytes are wanted; then the more are
  /// wanted the faster it goes.
  mutating func spend(searching bytes: Int, for wanted: Int) {
    left -= 128 + 2 * wanted + bytes / min(8, 1 + wanted / 4)
  }
}
