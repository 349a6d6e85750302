import CruxModel

/// The sentences of a thread's posts, in order; those that annotators wrote are left out.
///
/// - Parameter thread: With its body.
func sentences(of thread: DiscussionThread) -> [PostSentence] {
  var lines = LineCounter(thread.body.source)
  return thread.posts.indices.filter { !thread.posts[$0].isAnnotation }.flatMap {
    sentences(ofPost: $0, in: thread, &lines)
  }
}

private func sentences(
  ofPost post: Int, in thread: DiscussionThread, _ lines: inout LineCounter
) -> [PostSentence] {
  let body = thread.body
  let annotated = annotatedText(ofPost: post, in: thread)
  var found: [PostSentence] = []
  for (paragraph, quote) in paragraphs(ofPost: post, in: thread) {
    let ranges = sentenceRanges(of: body.text[body.content[paragraph].text.range])
    let firstWord = ranges.first.flatMap { foldedWords(of: body.text[$0]).first } ?? ""
    for (index, range) in ranges.enumerated() {
      guard !annotated.contains(where: { $0.overlaps(range) }) else { continue }
      var sentence = PostSentence(range, of: paragraph, post: post, in: body, &lines)
      sentence.position = SentencePosition(
        inPost: found.count, inParagraph: index, countInParagraph: ranges.count,
        firstWord: firstWord, quote: index == 0 ? quote : nil)
      found.append(sentence)
    }
  }
  for index in found.indices { found[index].position.countInPost = found.count }
  return found
}

/// What statements of the post hold already, and all headers, those of stances too, in `ThreadBody.text`.
private func annotatedText(ofPost post: Int, in thread: DiscussionThread) -> [Range<Int>] {
  let content = thread.body.content
  let statements = thread.statements.filter { $0.post == post }.flatMap { Array($0.content) }
  let headers = thread.posts[post].content.filter { content[$0].isMarkup }
  return (statements + headers).map { content[$0].text.range }.filter { !$0.isEmpty }
}

/// The nodes of the paragraphs outside quotes, each with the quote right above.
private func paragraphs(
  ofPost post: Int, in thread: DiscussionThread
) -> [(node: Int, quote: Int?)] {
  let content = thread.body.content
  var found: [(node: Int, quote: Int?)] = []
  var quote: Int?
  var node = thread.posts[post].content.lowerBound
  while node < thread.posts[post].content.upperBound {
    switch content[node].kind {
    case .list, .item: node += 1
    case .blockQuote:
      quote = thread.quotes.firstIndex { $0.node == node && $0.status != .elsewhere }
      node = Int(content[node].end)
    default:
      if content[node].kind == .paragraph { found.append((node, quote)) }
      quote = nil
      node = Int(content[node].end)
    }
  }
  return found
}

extension PostSentence {
  fileprivate init(
    _ shown: Range<Int>, of paragraph: Int, post: Int, in body: ThreadBody,
    _ lines: inout LineCounter
  ) {
    let inlines = body.content[(paragraph + 1)..<Int(body.content[paragraph].end)]
    let touched = inlines.filter { $0.text.range.overlaps(shown) && !$0.text.isEmpty }
    let ranges = touched.map { $0.source(of: shown, in: body) }
    let known = ranges.compactMap { $0 }
    let lower = known.map(\.lowerBound).min() ?? Int(body.content[paragraph].source.lower)
    source = lower..<max(lower, known.map(\.upperBound).max() ?? lower)
    text = String(decoding: body.text[shown], as: UTF8.self)
    place = lines.place(of: lower)
    isMarkable = !zip(touched, ranges).contains { node, range in
      node.flags.contains(.imprecise) || node.isMarkup || (node.isLiteral && range == nil)
        || [.link, .image, .html, .mark, .reference].contains(node.kind)
    }
    words = foldedWords(of: body.text[shown])
    position = SentencePosition()
    self.post = post
    self.shown = shown
  }
}

extension ContentNode {
  /// The bytes of what is shown of it: of an emphasis or link only where all of it is, since the
  /// literals inside say where a part is; of a literal nil where an escape or entity hides it.
  fileprivate func source(of shown: Range<Int>, in body: ThreadBody) -> Range<Int>? {
    let part = shown.clamped(to: text.range)
    if part == text.range { return source.range }
    guard isLiteral else { return nil }
    guard let lower = offset(ofText: part.lowerBound, in: body),
      let upper = offset(ofText: part.upperBound, in: body), lower < upper
    else { return nil }
    return lower..<upper
  }

  /// Where a byte of a literal's text stands in the file, by what is the same on either side of it.
  private func offset(ofText offset: Int, in body: ThreadBody) -> Int? {
    let bytes = body.source[source.range]
    let before = body.text[Int(text.lower)..<offset]
    if bytes.starts(with: before) { return bytes.startIndex + before.count }
    let after = body.text[offset..<Int(text.upper)]
    return bytes.reversed().starts(with: after.reversed()) ? bytes.endIndex - after.count : nil
  }
}

/// Counts lines up to offsets that only rise.
private struct LineCounter {
  private let source: [UInt8]
  private var line = 1
  private var lineStart = 0
  private var offset = 0

  init(_ source: [UInt8]) { self.source = source }

  mutating func place(of target: Int) -> Place {
    if target < offset { (line, lineStart, offset) = (1, 0, 0) }
    while offset < min(target, source.count) {
      offset += 1
      let byte = source[offset - 1]
      let isPair = byte == 0x0D && offset < source.count && source[offset] == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isPair) { (line, lineStart) = (line + 1, offset) }
    }
    return Place(line: line, column: target - lineStart + 1, offset: target)
  }
}
