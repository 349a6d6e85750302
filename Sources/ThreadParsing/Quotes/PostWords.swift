import CruxModel

/// The words that each post says itself, folded for comparison: no quotes, no headers.
struct PostWords {
  /// All posts' folded words, introduction first, separated by line feeds.
  private(set) var folded: WordFolder
  /// In `folded.bytes`: the introduction's stretch, then each post's.
  private(set) var stretches: [Range<Int>] = []

  init(_ document: MarkdownDocument, posts: [Post], introduction: Range<Int>, headers: NodeSet) {
    folded = WordFolder()
    folded.reserve(document.text.count)
    for nodes in [introduction] + posts.map(\.content) {
      let start = folded.bytes.count
      document.foldWords(in: nodes, into: &folded, without: headers, atQuotes: ASCII.lineFeed)
      folded.trimEnd()
      stretches.append(start..<folded.bytes.count)
      folded.separate()
    }
  }

  /// The stretch of a post, or of the introduction for nil.
  func stretch(of post: Int?) -> Range<Int> { stretches[post.map { $0 + 1 } ?? 0] }

  /// The part of the stretch that comes from text before the offset.
  func part(of stretch: Range<Int>, before textOffset: Int) -> Range<Int> {
    var low = stretch.lowerBound
    var high = stretch.upperBound
    while low < high {
      let middle = (low + high) / 2
      if folded.textOffset(of: middle) < textOffset { low = middle + 1 } else { high = middle }
    }
    return stretch.lowerBound..<low
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
  /// the nodes are themselves part of.
  /// A quote left out is a separation of words, or the given boundary.
  func foldWords(
    in nodes: Range<Int>, into folder: inout WordFolder, without headers: NodeSet,
    atQuotes boundary: UInt8? = nil
  ) {
    text.withUnsafeBufferPointer { bytes in
      var index = nodes.lowerBound
      while index < nodes.upperBound {
        let node = content[index]
        switch node.kind {
        case .blockQuote:
          if let boundary { folder.append(boundary: boundary) } else { folder.space() }
          index = Int(node.end)
          continue
        case .text, .code, .codeBlock:
          if !node.flags.contains(.markup), !headers.contains(index) {
            folder.append(bytes, node.text.range)
          }
        case .softBreak, .hardBreak, .paragraph, .heading, .list, .item, .thematicBreak,
          .htmlBlock:
          folder.space()
        case .html, .emphasis, .strong, .link, .image, .mark, .reference:
          break
        }
        index += 1
      }
    }
  }
}

/// A set of nodes given as rising ranges.
struct NodeSet {
  private var ranges: [Range<Int>] = []

  init(_ ranges: [Range<Int>]) { self.ranges = ranges.filter { !$0.isEmpty } }

  func contains(_ node: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= node { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(node)
  }
}
