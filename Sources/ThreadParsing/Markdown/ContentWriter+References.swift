import CruxModel

/// What `[[target]]` and `[[target|words]]` look like.
enum ReferenceSyntax {
  static func mayOccur(in source: UnsafeBufferPointer<UInt8>) -> Bool {
    source.firstOffset(ofPair: ASCII.openBracket) != nil
  }

  /// Whether the text can be a target: an id or thread, `thread#anchor`, or `@Name`. A thread's id may
  /// be made from the name of its file, so it may hold spaces and the like.
  static func isTarget(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    if first == ASCII.at { return text.count > 1 }
    return first != ASCII.space && last != ASCII.space
      && text.allSatisfy { $0 >= 0x80 || $0 &- 0x61 < 26 || ASCII.isDigit($0) || isMark($0) }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "-", "#", "_", "/", ".", "~", " ", "'", "(", ")", "&", "+", ",": true
    default: false
    }
  }

  /// Offsets inside a text: the brackets, the words and the closing brackets.
  struct Match {
    var start: Int
    var target: Range<Int>
    var words: Range<Int>
    var end: Int
  }

  /// The references of a text, in order; none inside another.
  static func matches(in text: UnsafeBufferPointer<UInt8>) -> [Match] {
    var matches: [Match] = []
    var position = 0
    while let start = text.firstOffset(ofPair: ASCII.openBracket, from: position) {
      guard let close = text.firstOffset(ofPair: ASCII.closeBracket, from: start + 2) else { break }
      // `[[[id]]`: the innermost pair counts.
      var open = start
      while open + 2 < close, text[open + 2] == ASCII.openBracket { open += 1 }
      if let match = match(text, open: open, close: close) { matches.append(match) }
      position = close + 2
    }
    return matches
  }

  private static func match(
    _ text: UnsafeBufferPointer<UInt8>, open: Int, close: Int
  ) -> Match? {
    let inner = open + 2..<close
    let bar = inner.first { text[$0] == ASCII.pipe }
    let target = inner.lowerBound..<(bar ?? close)
    let words = bar.map { $0 + 1..<close } ?? target
    guard !words.isEmpty, isTarget(text.part(target)),
      !inner.contains(where: { text[$0] == ASCII.openBracket })
    else { return nil }
    return Match(start: open, target: target, words: words, end: close + 2)
  }
}

extension ContentWriter {
  /// Takes the text just written apart around its references.
  mutating func splitReferences(in index: Int) {
    let node = nodes[index]
    let matches = ReferenceSyntax.matches(in: bytes.part(node.text.range))
    guard !matches.isEmpty else { return }
    let cuts = cuts(at: matches, in: node)
    guard cuts.count == matches.count * 4 else { return }
    nodes.removeAll(from: index)
    var written = (text: Int(node.text.lower), source: Int(node.source.lower))
    for (position, match) in matches.enumerated() {
      let offsets = cuts[position * 4..<position * 4 + 4]
      let bracket = offsets[offsets.startIndex]
      guard !isEscaped(bracket, offsets[offsets.startIndex + 3]) else { continue }
      let base = Int(node.text.lower)
      appendPiece(from: written, to: (base + match.start, bracket))
      appendReference(match, base: base, offsets: Array(offsets))
      written = (base + match.end, offsets[offsets.startIndex + 3])
    }
    appendPiece(from: written, to: (Int(node.text.upper), Int(node.source.upper)))
  }

  /// For each match the source offsets of its start, its words, their end, and its end.
  private func cuts(at matches: [ReferenceSyntax.Match], in node: ContentNode) -> [Int] {
    let wanted = matches.flatMap { [$0.start, $0.words.lowerBound, $0.words.upperBound, $0.end] }
    if node.source.count == node.text.count {
      return wanted.map { Int(node.source.lower) + $0 }
    }
    return SourceAligner.offsets(
      of: wanted, in: bytes.part(node.text.range), from: Int(node.source.lower), source: source)
      ?? []
  }

  /// Whether any of the four brackets stands behind a backslash.
  private func isEscaped(_ start: Int, _ end: Int) -> Bool {
    source[start] == ASCII.backslash || source[start + 1] == ASCII.backslash
      || (end >= 3 && (source[end - 2] == ASCII.backslash || source[end - 3] == ASCII.backslash))
  }

  private mutating func appendPiece(
    from start: (text: Int, source: Int), to end: (text: Int, source: Int),
    flags: ContentNode.Flags = .none
  ) {
    guard start.text < end.text else { return }
    append(
      .text, flags: flags, source: ByteRange(start.source, end.source),
      text: ByteRange(start.text, end.text))
  }

  private mutating func appendReference(
    _ match: ReferenceSyntax.Match, base: Int, offsets: [Int]
  ) {
    let index = append(
      .reference, source: ByteRange(offsets[0], offsets[3]),
      text: ByteRange(base + match.start, base + match.end))
    let target = bytes.part(
      base + match.target.lowerBound..<base + match.target.upperBound)
    nodes[index].attribute = appendAttribute(Array(target))
    depth += 1
    let words = (base + match.words.lowerBound, offsets[1])
    let wordsEnd = (base + match.words.upperBound, offsets[2])
    appendPiece(from: (base + match.start, offsets[0]), to: words, flags: .markup)
    appendPiece(from: words, to: wordsEnd)
    appendPiece(from: wordsEnd, to: (base + match.end, offsets[3]), flags: .markup)
    depth -= 1
    nodes[index].end = Int32(nextIndex)
    document.references.append(index)
  }
}
