import CorpusChecking
import CruxModel
import ThreadParsing

/// What has to change in the Markdown of a post so that nothing of it is read as ours, found in what
/// the parser reads.
struct ForeignEdits {
  private let frame: Frame
  private let nodes: [ContentNode]
  private let source: [UInt8]
  /// Offsets are those of the post's Markdown.
  private(set) var edits: [Edit] = []

  init(_ frame: Frame) {
    self.frame = frame
    nodes = frame.thread.body.content
    source = frame.thread.body.source
    var bylineEnd = 0
    for index in frame.content {
      switch nodes[index].kind {
      case .heading where beginsWithAt(index):
        escapeByline(index)
        bylineEnd = Int(nodes[index].end)
      case .reference: add(Int(nodes[index].source.lower), "\\")
      case .strong where nodes[index].isMarkup && index >= bylineEnd: escapeHeader(index)
      case .link, .image, .mark: inlineReference(index)
      default: break
      }
      if nodes[index].kind == .mark { escapeMark(index) }
    }
    putInOrder()
  }

  private mutating func add(_ offset: Int, _ text: String, removing count: Int = 0) {
    let offset = offset - frame.start
    guard offset >= 0, offset + count <= frame.count else { return }
    edits.append(Edit(offset..<offset + count, text))
  }

  /// `applying` takes edits in order; of two at one place the first found stays.
  private mutating func putInOrder() {
    var kept: [Edit] = []
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let end = kept.last.map { max($0.range.upperBound, $0.range.lowerBound + 1) } ?? 0
      if edit.range.lowerBound >= end { kept.append(edit) }
    }
    edits = kept
  }

  private func descendants(of index: Int) -> Range<Int> { index + 1..<Int(nodes[index].end) }

  // MARK: Bylines

  private func beginsWithAt(_ heading: Int) -> Bool {
    frame.thread.body.text[nodes[heading].text.range].first == UInt8(ascii: "@")
  }

  private mutating func escapeByline(_ heading: Int) {
    guard let text = descendants(of: heading).first(where: { nodes[$0].kind == .text }) else {
      return
    }
    let start = Int(nodes[text].source.lower)
    switch source[start] {
    case UInt8(ascii: "\\"): break
    case UInt8(ascii: "@"): add(start, "\\")
    case UInt8(ascii: "&"):
      guard let end = source[start...].firstIndex(of: UInt8(ascii: ";")) else { return }
      add(start, "\\@", removing: end + 1 - start)
    default:
      guard let at = source[start...].firstIndex(of: UInt8(ascii: "@")), at > 0,
        source[at - 1] != UInt8(ascii: "\\")
      else { return }
      add(at, "\\")
    }
  }

  // MARK: Headers and marks

  private mutating func escapeHeader(_ strong: Int) {
    if let inside = descendants(of: strong).last,
      frame.thread.body.text[nodes[inside].text.range].last == UInt8(ascii: ":"),
      let colon = source[..<Int(nodes[inside].source.upper)].lastIndex(of: UInt8(ascii: ":"))
    {
      return add(colon, "\\")
    }
    var index = Int(nodes[strong].end)
    while index < nodes.count, nodes[index].isMarkup {
      if nodes[index].kind == .text, let colon = colon(in: index) { return add(colon, "\\") }
      index += 1
    }
    part(after: Int(nodes[strong].source.upper))
  }

  /// Where the first colon of a text stands in the source; nil where the text has none.
  private func colon(in index: Int) -> Int? {
    guard frame.thread.body.text[nodes[index].text.range].contains(UInt8(ascii: ":")) else {
      return nil
    }
    return source[nodes[index].source.range].firstIndex(of: UInt8(ascii: ":"))
  }

  /// A hard break behind a bold word, which no header has.
  private mutating func part(after end: Int) {
    var next = end
    while next < source.count, source[next] == 0x20 || source[next] == 0x09 { next += 1 }
    let isLineEnd = next < source.count && source[next] == 0x0A
    add(end, isLineEnd ? "\\" : "\\\n", removing: next - end)
  }

  /// `claim%3Ax` is no scheme, and the same words link.
  private mutating func escapeMark(_ index: Int) {
    guard tail(of: index) == nil else { return }
    let end = Int(nodes[index].source.upper)
    let wordsEnd = descendants(of: index).last.map { Int(nodes[$0].source.upper) }
    let start = wordsEnd ?? Int(nodes[index].source.lower)
    if let colon = source[min(start, end)..<end].firstIndex(of: UInt8(ascii: ":")) {
      add(colon, "%3A", removing: 1)
    }
  }

  // MARK: Reference links

  /// Writes the address of `[words][label]` where the label stands.
  private mutating func inlineReference(_ index: Int) {
    guard let tail = tail(of: index) else { return }
    var address = frame.thread.body.attribute(of: nodes[index])
    if nodes[index].kind == .mark, let colon = address.firstIndex(of: ":") {
      address.replaceSubrange(colon...colon, with: "%3A")
    }
    var target = ""
    for character in address {
      if character.isNewline { continue }
      if "<>\\".contains(character) { target += "\\" }
      target.append(character)
    }
    add(tail.lowerBound, "(<\(target)>)", removing: tail.count)
  }

  /// What follows the bracketed words of a reference link: `[label]`, `[]` or nothing. Nil where the
  /// link has its address with it, or its place is not known.
  private func tail(of index: Int) -> Range<Int>? {
    let node = nodes[index]
    let end = Int(node.source.upper)
    guard !node.flags.contains(.imprecise), end > 0, source[end - 1] == UInt8(ascii: "]") else {
      return nil
    }
    var start = Int(node.source.lower)
    var child = index + 1
    while child < Int(node.end) {
      start = max(start, Int(nodes[child].source.upper))
      child = Int(nodes[child].end)
    }
    guard let close = source[min(start, end)..<end].firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    return close + 1..<end
  }
}
