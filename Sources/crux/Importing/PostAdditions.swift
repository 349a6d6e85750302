import CruxModel

/// What somebody here put into the Markdown of an imported post, apart from what it is about: so
/// that it can be put into the Markdown that the post has now.
///
/// - A mark, or the brackets of a reference, stands around words: `[words](claim:x)`.
/// - A header with words of the post behind it stands before them: ``**Claim** `x`: words``.
/// - Lines that are nothing but headers, with the quote above them that was put there to be quoted,
///   stand behind a line of the post.
///
/// Words and lines are looked for as bytes; where they stand more than once, the same one of them is
/// meant, as long as there are as many as before.
struct PostAdditions {
  private struct Around {
    var open: Range<Int>
    var words: Range<Int>
    /// Empty for a header.
    var close: Range<Int>
  }

  private let source: [UInt8]
  private let body: Range<Int>
  private var around: [Around] = []
  /// Whole lines, without the line end of the last.
  private var lines: [Range<Int>] = []

  /// Nil where the exact bytes of something are not known.
  ///
  /// - Parameter addedQuotes: Block quotes that are none of the post's, as nodes.
  init?(toPost index: Int, in thread: DiscussionThread, addedQuotes: [Range<Int>]) {
    source = thread.body.source
    body = thread.bodyOfPost(index)
    let content = thread.body.content
    var node = thread.posts[index].content.lowerBound
    while node < thread.posts[index].content.upperBound {
      if let quote = addedQuotes.first(where: { $0.lowerBound == node }) {
        lines.append(wholeLines(Int(content[node].source.lower)..<Int(content[node].source.upper)))
        node = quote.upperBound
        continue
      }
      switch content[node].kind {
      case .mark, .reference: guard addMark(node, content) else { return nil }
      case .paragraph, .heading: guard addHeaders(node, content) else { return nil }
      default: break
      }
      node += 1
    }
    joinLines()
  }

  // MARK: Finding

  private mutating func addMark(_ index: Int, _ content: [ContentNode]) -> Bool {
    var inside: [ContentNode] = []
    var child = index + 1
    while child < Int(content[index].end) {
      if !content[child].isMarkup { inside.append(content[child]) }
      child = Int(content[child].end)
    }
    guard !content[index].flags.contains(.imprecise), let first = inside.first,
      let last = inside.last
    else { return false }
    let (start, end) = (Int(content[index].source.lower), Int(content[index].source.upper))
    let words = Int(first.source.lower)..<max(Int(first.source.lower), Int(last.source.upper))
    guard start <= words.lowerBound, words.upperBound <= end else { return false }
    around.append(
      Around(open: start..<words.lowerBound, words: words, close: words.upperBound..<end))
    return true
  }

  /// The runs of headers among the inlines of a paragraph.
  private mutating func addHeaders(_ paragraph: Int, _ content: [ContentNode]) -> Bool {
    var run: Range<Int>?
    var index = paragraph + 1
    while index < Int(content[paragraph].end) {
      let node = content[index]
      if node.isMarkup {
        if node.flags.contains(.imprecise) { return false }
        run = (run?.lowerBound ?? Int(node.source.lower))..<Int(node.source.upper)
      } else if let header = run {
        add(header: header, before: Int(node.source.lower))
        run = nil
      }
      index = Int(node.end)
    }
    if let run { add(header: run, before: Int(content[paragraph].source.upper)) }
    return true
  }

  private mutating func add(header: Range<Int>, before next: Int) {
    let lineEnd = source[header.upperBound...].firstIndex(of: 0x0A) ?? body.upperBound
    if source[header.upperBound..<lineEnd].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      lines.append(wholeLines(header))
    } else if next > header.lowerBound {
      around.append(
        Around(open: header.lowerBound..<next, words: next..<next, close: next..<next))
    }
  }

  private func wholeLines(_ range: Range<Int>) -> Range<Int> {
    let start = source[body.lowerBound..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 }
    let end = source[range.upperBound..<body.upperBound].firstIndex(of: 0x0A)
    return (start ?? body.lowerBound)..<(end ?? body.upperBound)
  }

  /// Lines with nothing but blank ones between them stay together.
  private mutating func joinLines() {
    var joined: [Range<Int>] = []
    for range in lines {
      if let last = joined.last,
        range.lowerBound <= last.upperBound
          || source[last.upperBound..<range.lowerBound].allSatisfy({ $0 <= 0x20 })
      {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    lines = joined
    around.sort { $0.open.lowerBound < $1.open.lowerBound }
  }

  // MARK: Carrying over

  /// The Markdown with all of it put in; nil where the words of something are not to be found there.
  func carried(into fetched: [UInt8]) -> [UInt8]? {
    let plain = PlainText(source, body, without: lines + around.flatMap { [$0.open, $0.close] })
    var insertions: [Insertion] = []
    for (index, piece) in around.enumerated() {
      var words = piece.words
      if piece.close.isEmpty { words = wordsOfHeader(index) }
      guard let place = plain.place(of: words, in: fetched) else { return nil }
      let opening = String(decoding: source[piece.open], as: UTF8.self)
      if piece.close.isEmpty {
        insertions.append(.header(opening, at: place.lowerBound, in: fetched))
      } else {
        let closing = String(decoding: source[piece.close], as: UTF8.self)
        insertions.append(Insertion(offset: place.lowerBound, order: 3, text: opening))
        insertions.append(Insertion(offset: place.upperBound, order: 0, text: closing))
      }
    }
    for range in lines {
      let text = String(decoding: source[range], as: UTF8.self)
      insertions.append(insertion(of: text, behind: range.lowerBound, plain, fetched))
    }
    return Insertion.apply(insertions, to: fetched)
  }

  /// From behind a header to the next one, or to the end of the paragraph's last line.
  private func wordsOfHeader(_ index: Int) -> Range<Int> {
    let start = around[index].words.lowerBound
    var end = body.upperBound
    for offset in start..<body.upperBound where source[offset] == 0x0A {
      let rest = source[(offset + 1)..<body.upperBound].prefix { $0 != 0x0A }
      let isEnd =
        rest.allSatisfy { $0 <= 0x20 } || lines.contains { $0.lowerBound == offset + 1 }
        || around.contains { $0.close.isEmpty && $0.open.lowerBound == offset + 1 }
      if isEnd {
        end = offset
        break
      }
    }
    while end > start, source[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private func insertion(
    of text: String, behind offset: Int, _ plain: PlainText, _ fetched: [UInt8]
  ) -> Insertion {
    let isApart = source[body.lowerBound..<offset].dropLast().last == 0x0A
    if let before = plain.line(before: offset), let place = plain.place(of: before, in: fetched) {
      var end = fetched[place.upperBound...].firstIndex(of: 0x0A) ?? fetched.count
      while isApart, end < fetched.count, end + 1 < fetched.count, fetched[end + 1] != 0x0A {
        end = fetched[(end + 1)...].firstIndex(of: 0x0A) ?? fetched.count
      }
      return Insertion(offset: end, order: 1, text: (isApart ? "\n\n" : "\n") + text)
    }
    if plain.line(before: offset) == nil {
      return Insertion(offset: 0, order: 1, text: text + "\n\n")
    }
    return Insertion(offset: fetched.count, order: 1, text: "\n\n" + text)
  }
}
