import CruxModel

/// A paragraph just read, written again with its headers cut off and its swallowed headers lifted
/// out. It is the last of the content, so nothing else moves.
extension ContentWriter {
  mutating func rebuildParagraph(_ block: Int, with headers: ParagraphHeaders) {
    if aligner.containers.isEmpty, headers.lines.count == 1, let line = headers.lines.first {
      if line.label != nil || line.reading.ending != .prose { cutOff(line, from: block) }
      return
    }
    // A bold word that opens an item may be an answer of a crux, whatever follows it.
    let opener = open.last?.kind == .item ? block + 1 : nil
    let lines = headers.lines.filter {
      $0.label != nil || $0.reading.ending != .prose || $0.node == opener
    }
    guard !lines.isEmpty else { return }
    var rebuild = ParagraphRebuild(
      block: block, end: nextIndex, lines: lines, segments: segments(block, lines))
    if rebuild.changesNodes { rewrite(&rebuild) }
    record(rebuild)
  }

  // MARK: One header

  /// What `rewrite` and `record` do, for a header alone in its paragraph and in no container: nearly
  /// every one. Nothing can be lifted, and at most one text is cut.
  private mutating func cutOff(_ line: ParagraphHeaders.Line, from block: Int) {
    let end = line.headerEnd
    if let cut = line.cut { cutNode(end - 1, at: cut, in: block) }
    document.boldLines.append(
      BoldLine(
        node: line.node, reading: line.reading, header: line.node..<end,
        content: line.reading.ending == .none ? end..<end : end..<nextIndex, block: block))
  }

  private mutating func cutNode(_ index: Int, at cut: UInt32, in block: Int) {
    let middle = UInt32(sourceOffset(ofText: Int(cut), in: nodes[index]))
    var right = nodes[index]
    (right.text.lower, right.source.lower) = (cut, middle)
    (nodes[index].text.upper, nodes[index].source.upper) = (cut, middle)
    nodes.insert(right, at: index + 1)
    for moved in index + 1..<nextIndex { nodes[moved].end += 1 }
    end(block)
    for reference in document.references.indices.reversed() {
      guard document.references[reference] > index else { break }
      document.references[reference] += 1
    }
    for mark in document.marks.indices.reversed() {
      guard document.marks[mark].node > index else { break }
      document.marks[mark].node += 1
    }
  }

  // MARK: Lifting

  /// Where the paragraph has to be taken apart: empty where no header was swallowed.
  private mutating func segments(
    _ block: Int, _ lines: [ParagraphHeaders.Line]
  ) -> [ParagraphRebuild.Segment] {
    let all = aligner.containers.count
    guard lines.contains(where: { $0.isHeader && $0.matched < all && isLiftable($0) }) else {
      return []
    }
    var segments: [ParagraphRebuild.Segment] = []
    var lifted: Int?
    var rest = lines[...]
    for index in breaks(of: block) {
      if let level = lifted {
        guard matchedContainers(after: index) > level else { continue }
        segments.append(.init(start: index + 1, level: nil))
        lifted = nil
      }
      rest = rest.drop { $0.node <= index }
      guard let line = rest.first, line.node == index + 1, line.isHeader, line.matched < all,
        isLiftable(line)
      else { continue }
      segments.append(.init(start: index + 1, level: line.matched))
      lifted = line.matched
    }
    return segments
  }

  /// A header can leave its container where that puts it outside all quotes, and where the file is
  /// annotated at all: bold words alone are ordinary Markdown.
  private mutating func isLiftable(_ line: ParagraphHeaders.Line) -> Bool {
    let stays = aligner.containers.prefix(line.matched)
    let isQuoted = stays.contains { if case .quote = $0.kind { true } else { false } }
    return !isQuoted && (line.reading.hasCode || looksAnnotated())
  }

  private mutating func looksAnnotated() -> Bool {
    if let known = holdsHeaderBytes { return known }
    let found = source.firstOffset(of: "** `") != nil
    holdsHeaderBytes = found
    return found
  }

  private func breaks(of block: Int) -> [Int] {
    let depth = nodes[block].depth + 1
    return (block + 1..<nextIndex).filter {
      let node = nodes[$0]
      return node.depth == depth && (node.kind == .softBreak || node.kind == .hardBreak)
    }
  }

  private func matchedContainers(after lineBreak: Int) -> Int {
    let next = Int(nodes[lineBreak].source.upper)
    let start = lines[lines.index(holding: min(next, max(0, source.count - 1)))]
    return ContainerPrefix(of: source, from: start, in: aligner.containers).matched
  }

  // MARK: Writing again

  private mutating func rewrite(_ rebuild: inout ParagraphRebuild) {
    let old = Array(nodes.part(rebuild.block + 1..<nodes.count))
    let oldDepth = Int(nodes[rebuild.block].depth)
    nodes.removeAll(from: rebuild.block + 1)
    rebuild.newIndex.reserveCapacity(old.count)
    var paragraph = rebuild.block
    var segments = rebuild.segments[...]
    for (position, node) in old.enumerated() {
      let index = rebuild.block + 1 + position
      if let segment = segments.first, segment.start == index {
        segments.removeFirst()
        paragraph = start(segment, after: paragraph, with: node)
      }
      rebuild.newIndex.append(nextIndex)
      var copy = node
      copy.depth = UInt16(
        Int(node.depth) - oldDepth + Int(nodes[paragraph].depth))
      copy.end = Int32(nextIndex + Int(node.end) - index)
      write(copy, cut: rebuild.nextCut(at: index))
    }
    end(paragraph)
    Self.move(&document.references, with: rebuild)
    for index in document.marks.indices.reversed() {
      guard document.marks[index].node > rebuild.block else { break }
      document.marks[index].node = rebuild.index(of: document.marks[index].node)
    }
  }

  private static func move(_ nodes: inout [Int], with rebuild: ParagraphRebuild) {
    for index in nodes.indices.reversed() {
      guard nodes[index] > rebuild.block else { break }
      nodes[index] = rebuild.index(of: nodes[index])
    }
  }

  /// Appends a node, in two where it has to be cut.
  private mutating func write(_ node: ContentNode, cut: UInt32?) {
    guard let cut else {
      nodes.append(node)
      return
    }
    let middle = UInt32(sourceOffset(ofText: Int(cut), in: node))
    var left = node
    (left.text.upper, left.source.upper) = (cut, middle)
    nodes.append(left)
    var right = node
    (right.text.lower, right.source.lower) = (cut, middle)
    right.end = Int32(nextIndex + 1)
    nodes.append(right)
  }

  /// Ends the paragraph before the break that was written last, and starts the next: beside the
  /// container that did not hold it, or where the first one was.
  private mutating func start(
    _ segment: ParagraphRebuild.Segment, after paragraph: Int, with first: ContentNode
  ) -> Int {
    _ = nodes.popLast()
    end(paragraph)
    let ended = nodes[paragraph]
    if let level = segment.level, let outermost = openIndex(ofContainer: level) {
      closeEarly(
        from: outermost, sourceEnd: Int(ended.source.upper), textEnd: Int(ended.text.upper))
    } else if closedCount > 0 {
      reopen(at: first.source)
    }
    nodes.append(
      ContentNode(
        kind: .paragraph, flags: segment.level == nil ? .none : .lifted, depth: UInt16(depth),
        source: first.source, text: first.text, end: Int32(nextIndex + 1)))
    return nextIndex - 1
  }

  private mutating func end(_ paragraph: Int) {
    nodes[paragraph].end = Int32(nextIndex)
    guard let last = nodes.last else { return }
    nodes[paragraph].text.upper = last.text.upper
    nodes[paragraph].source.upper = last.source.upper
  }

  /// The open node of the container, or of the list around it.
  private func openIndex(ofContainer level: Int) -> Int? {
    var seen = 0
    for (index, node) in open.elements.enumerated()
    where node.kind == .blockQuote || node.kind == .item {
      if seen == level { return node.kind == .item ? index - 1 : index }
      seen += 1
    }
    return nil
  }

  private mutating func record(_ rebuild: ParagraphRebuild) {
    for (line, range) in zip(rebuild.lines, rebuild.ranges) {
      document.boldLines.append(
        BoldLine(
          node: rebuild.index(of: line.node), reading: line.reading, header: range.header,
          content: range.content, block: rebuild.block))
    }
    var rest = rebuild.lines[...]
    for segment in rebuild.segments where segment.level != nil {
      rest = rest.drop { $0.node < segment.start }
      guard let line = rest.first, line.node == segment.start, let label = line.label else {
        continue
      }
      let offset = Int(nodes[rebuild.index(of: line.node)].source.lower)
      document.notices.append(notice(.missingBlankLine(label), at: offset, length: 2))
    }
  }
}

/// What has to change in a paragraph, and how old indices become new ones.
struct ParagraphRebuild {
  /// A part of the paragraph that begins at an old index, in a paragraph of its own.
  struct Segment {
    var start: Int
    /// How many containers it stays in, where it is lifted out of the rest.
    var level: Int?
  }

  let block: Int
  let lines: [ParagraphHeaders.Line]
  let segments: [Segment]
  /// For each old index, from the first after the block on; empty where nothing moved.
  var newIndex: [Int] = []
  private let oldEnd: Int
  private var nextLine = 0

  init(block: Int, end: Int, lines: [ParagraphHeaders.Line], segments: [Segment]) {
    self.block = block
    self.lines = lines
    self.segments = segments
    oldEnd = end
  }

  var changesNodes: Bool { !segments.isEmpty || lines.contains { $0.cut != nil } }

  /// The cut in the node at the old index; indices must rise from call to call.
  mutating func nextCut(at index: Int) -> UInt32? {
    while nextLine < lines.count, lines[nextLine].headerEnd - 1 < index { nextLine += 1 }
    guard nextLine < lines.count, lines[nextLine].headerEnd - 1 == index else { return nil }
    return lines[nextLine].cut
  }

  func index(of old: Int) -> Int {
    newIndex.isEmpty ? old : newIndex[old - block - 1]
  }

  /// The header and the content of each line, as new indices.
  var ranges: [(header: Range<Int>, content: Range<Int>)] {
    var ranges: [(header: Range<Int>, content: Range<Int>)] = []
    var next = oldEnd + 1
    var rest = segments[...]
    // Both parts of a node that was cut behind prose belong to what stands above.
    let cutInProse = Set(
      lines.lazy.filter { !$0.isHeader && $0.cut != nil }.map { $0.headerEnd - 1 })
    for line in lines.reversed() {
      while let segment = rest.last, segment.start > line.node {
        next = min(next, segment.start)
        rest.removeLast()
      }
      let lastCount = cutInProse.contains(next - 2) ? 2 : 1
      ranges.append(self.ranges(of: line, before: next, lastCount: lastCount))
      if line.isHeader { next = min(next, line.node) }
    }
    return ranges.reversed()
  }

  /// The header and the content of a line; its content ends before the break in front of what is
  /// next, a header or segment, or with the paragraph. `next` is an old index; the last old node before
  /// the break became `lastCount` new ones.
  private func ranges(
    of line: ParagraphHeaders.Line, before next: Int, lastCount: Int
  ) -> (header: Range<Int>, content: Range<Int>) {
    let end = index(of: line.headerEnd - 1) + 1
    // A header without a colon has no text, even where a line follows that is none.
    if line.reading.ending == .none { return (index(of: line.node)..<end, end..<end) }
    let last = next - 2
    let contentEnd =
      last < line.headerEnd
      ? (line.cut == nil ? end : end + 1) : index(of: last) + lastCount
    return (index(of: line.node)..<end, end..<max(end, contentEnd))
  }
}
