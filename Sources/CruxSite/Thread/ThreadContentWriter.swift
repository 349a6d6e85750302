import CruxModel

/// Writes nodes of a thread as markup: the words as they stand, headers as notes in the margin.
///
/// One loop over the flat content with a stack of what is open, so no depth of nesting matters.
struct ThreadContentWriter {
  let thread: DiscussionThread
  let outline: CorpusOutline
  let page: PageAddress
  let annotations: [Annotation]
  /// Lists that hold the answers of a crux.
  let poleLists: Set<Int>
  var passages: QuotedPassages
  let quoteOfNode: [Int: Int]
  let referenceNodes: Set<Int>

  var html = HTML()
  var open: [Open] = []
  var nextAnnotation = 0
  var usedIDs: Set<String> = []
  private var headingLevels: [UInt32] = []

  /// Something begun that ends before a node.
  struct Open {
    var end: Int
    var closing: HTML
    var node: Int?
    /// A mark of the writer's own, not a node of the thread.
    var isSaid = false
  }

  init(_ thread: DiscussionThread, outline: CorpusOutline) {
    self.thread = thread
    self.outline = outline
    page = .thread(thread.id)
    annotations = Annotation.all(of: thread)
    poleLists = Self.poleLists(of: thread)
    passages = QuotedPassages(of: thread)
    quoteOfNode = Dictionary(
      thread.quotes.enumerated().map { ($1.node, $0) }, uniquingKeysWith: { first, _ in first })
    referenceNodes = Set(
      thread.references.filter { outline.address(ofReference: $0.target) != nil }.map(\.node))
  }

  /// The markup of the nodes; `level` is that of the heading they stand under.
  mutating func markup(of nodes: Range<Int>, under level: Int) -> HTML {
    html = HTML(capacity: nodes.count * 48)
    headingLevels = Array(repeating: 0, count: level)
    while nextAnnotation < annotations.count, annotations[nextAnnotation].node < nodes.lowerBound {
      nextAnnotation += 1
    }
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      close(before: index)
      beginAnnotations(at: index, limit: nodes.upperBound)
      index = write(index)
    }
    close(before: nodes.upperBound)
    return html
  }

  private mutating func close(before index: Int) {
    while let last = open.last, last.end <= index {
      html += last.closing
      if let node = last.node { finish(node) }
      open.removeLast()
    }
  }

  mutating func begin(_ opening: HTML, _ closing: HTML, node: Int) {
    html += opening
    open.append(Open(end: Int(thread.body.content[node].end), closing: closing, node: node))
  }

  // MARK: Nodes

  /// Writes what a node begins with; the index of the next.
  private mutating func write(_ index: Int) -> Int {
    let node = thread.body.content[index]
    if node.flags.contains(.markup), !isShownReferencePart(index) { return Int(node.end) }
    switch node.kind {
    case .text: appendText(of: node)
    case .code: begin("<code>", "</code>", node: index); appendText(of: node)
    case .html: begin("<code class=\"raw\">", "</code>", node: index); appendText(of: node)
    case .softBreak:
      html += passages.holds(node.text.lower) ? "<span class=\"quoted\">\n</span>" : "\n"
    case .hardBreak: html += "<br>\n"
    case .emphasis: begin("<em>", "</em>", node: index)
    case .strong: begin("<strong>", "</strong>", node: index)
    case .link: beginLink(index)
    case .image: beginImage(index)
    case .mark: break
    case .reference: beginReference(index)
    default: return writeBlock(index)
    }
    return index + 1
  }

  private mutating func writeBlock(_ index: Int) -> Int {
    let node = thread.body.content[index]
    switch node.kind {
    case .paragraph: beginParagraph(index)
    case .heading:
      let level = headingLevel(node.number)
      if isTitle(index) { return Int(node.end) }
      begin("<h\(level)>", "</h\(level)>\n", node: index)
    case .blockQuote: beginQuote(index)
    case .list: beginList(index)
    case .item: begin("<li>", "</li>\n", node: index)
    case .codeBlock:
      html += "<pre tabindex=\"0\"><code>"
      appendText(of: node)
      html += "</code></pre>\n"
    case .htmlBlock:
      html += "<pre class=\"raw\" tabindex=\"0\"><code>"
      appendText(of: node)
      html += "</code></pre>\n"
    case .thematicBreak: html += "<hr>\n"
    default: break
    }
    return index + 1
  }

  private mutating func appendText(of node: ContentNode) {
    passages.append(node.text, of: thread.body, to: &html)
  }

  /// Paragraphs of tight lists stand bare, as in CommonMark.
  private mutating func beginParagraph(_ index: Int) {
    let isTight = open.last(where: { !$0.isSaid }).flatMap(\.node).map(isTightItem) ?? false
    if isTight { return begin("", "\n", node: index) }
    begin("<p>", "</p>\n", node: index)
  }

  private func isTightItem(_ node: Int) -> Bool {
    guard thread.body.content[node].kind == .item else { return false }
    let list = open.last { $0.node.map { thread.body.content[$0].kind == .list } ?? false }?.node
    return list.map { thread.body.content[$0].flags.contains(.tight) } ?? false
  }

  private mutating func beginList(_ index: Int) {
    let node = thread.body.content[index]
    if poleLists.contains(index) { return begin("<ul class=\"poles\">\n", "</ul>\n", node: index) }
    guard node.flags.contains(.ordered) else { return begin("<ul>\n", "</ul>\n", node: index) }
    let start: HTML = node.number == 1 ? "" : " start=\"\(Int(node.number))\""
    begin("<ol\(start)>\n", "</ol>\n", node: index)
  }

  /// The level that follows from the headings above without leaving one out.
  private mutating func headingLevel(_ number: UInt32) -> Int {
    while let last = headingLevels.last, last >= number { headingLevels.removeLast() }
    headingLevels.append(number)
    return min(6, headingLevels.count)
  }

  /// Whether it is the heading that the thread's title was taken from.
  private func isTitle(_ index: Int) -> Bool {
    let node = thread.body.content[index]
    return node.number == 1 && thread.introduction.contains(index)
      && thread.body.text(of: node) == thread.title
  }

  // MARK: Links

  private mutating func beginLink(_ index: Int) {
    let written = thread.body.attribute(of: thread.body.content[index])
    guard let target = reference(of: written) else {
      return begin("<span class=\"no-link\" title=\"\(written)\">", "</span>", node: index)
    }
    begin("<a href=\"\(target)\">", "</a>", node: index)
  }

  /// Where an address in a thread leads from its page; nil where it must not or cannot be followed.
  private func reference(of written: String) -> String? {
    guard let address = WebAddress(written) else { return nil }
    guard address.isRelative else { return address.text }
    return relativeTarget(written)?.reference(from: page)
  }

  /// A file of the corpus, or an anchor of this thread.
  private func relativeTarget(_ written: String) -> PageAddress? {
    let parts = written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count == 2 ? Anchor(String(parts[1])) : nil
    let target =
      parts[0].isEmpty
      ? thread.id
      : resolvedPath(String(parts[0]), beside: thread.path).flatMap(outline.thread(atPath:))
    guard let target, let entry = outline.threads[target] else { return nil }
    guard let anchor, entry.anchors.contains(anchor) else {
      return parts[0].isEmpty ? nil : entry.address
    }
    return .post(anchor, of: target)
  }

  /// No picture is loaded from anywhere: its words stand for it, with a link to it.
  private mutating func beginImage(_ index: Int) {
    let written = thread.body.attribute(of: thread.body.content[index])
    let isInLink = open.contains {
      $0.node.map { thread.body.content[$0].kind == .link } ?? false
    }
    if !isInLink, let target = reference(of: written) {
      begin("<a class=\"picture\" href=\"\(target)\">", "</a>", node: index)
    } else {
      begin("<span class=\"picture\" title=\"\(written)\">", "</span>", node: index)
    }
    if thread.body.content[index].text.isEmpty { html += "picture" }
  }

  private mutating func beginReference(_ index: Int) {
    let written = thread.body.attribute(of: thread.body.content[index])
    guard referenceNodes.contains(index), let target = outline.address(ofReference: written) else {
      return
    }
    begin("<a class=\"reference\" href=\"\(target.reference(from: page))\">", "</a>", node: index)
  }

  /// The brackets of a reference that names nothing are text like any other.
  private func isShownReferencePart(_ index: Int) -> Bool {
    guard index > 0, thread.body.content[index].kind == .text else { return false }
    let depth = thread.body.content[index].depth
    let parent = thread.body.content[..<index].lastIndex { $0.depth < depth }
    guard let parent, thread.body.content[parent].kind == .reference else { return false }
    return !referenceNodes.contains(parent)
  }

  /// Writes what stands after a node's end, where that is more than its closing tag.
  private mutating func finish(_ node: Int) {
    guard let quote = quoteOfNode[node] else { return }
    html += quoteFoot(quote)
  }
}
