import CruxModel

/// The reasons and objections behind a statement as nested lists that fold without script: the same
/// nodes as its map, in words.
struct ReasonOutline {
  let writer: PageWriter
  /// Pruned to what is to be shown.
  let tree: ArgumentTree

  /// Levels and nodes that are shown; what lies beyond is on the statements' own pages.
  private static let (levels, most) = (5, 200)

  init(writer: PageWriter, tree: ArgumentTree) {
    self.writer = writer
    self.tree = tree.pruned(levels: Self.levels, most: Self.most)
  }

  /// What hangs on the tree's root; nothing where nobody gave a reason or objection.
  func markup() -> HTML { markup(under: 0) }

  /// What hangs on one node of the tree.
  func markup(under root: Int) -> HTML {
    var stack = Array(tree.nodes[root].children.reversed())
    guard !stack.isEmpty else { return "" }
    var html = HTML(capacity: tree.nodes.count * 300)
    html += "<ul class=\"reasons\">\n"
    let outermost = tree.nodes[root].depth + 1
    var depth = outermost
    while let index = stack.popLast() {
      let node = tree.nodes[index]
      html += HTML(repeating: "</ul></details></li>\n", count: depth - node.depth)
      depth = node.depth
      html += line(node)
      guard !node.children.isEmpty else { continue }
      depth += 1
      stack += node.children.reversed()
    }
    html += HTML(repeating: "</ul></details></li>\n", count: depth - outermost)
    html += "</ul>\n"
    return html
  }

  private func line(_ node: ArgumentTree.Node) -> HTML {
    let kind = writer.outline.statement(node.id)?.kind ?? .claim
    let relation = node.relation ?? .supports
    var words: HTML = """
      <span class="relation \(relation.rawValue)">\(node.isJoint ? "and" : relation.word)</span> \
      \(writer.words(of: node.id))
      """
    if let holder = writer.outline.statement(node.id)?.holder {
      words += " <span class=\"meta\">\(writer.person(holder))</span>"
    }
    for remark in remarks(on: node) { words += " <span class=\"meta\">\(remark)</span>" }
    guard !node.children.isEmpty else { return "<li class=\"\(kind.rawValue)\">\(words)</li>\n" }
    // No link may stand in what opens and closes.
    return """
      <li class="\(kind.rawValue)">\(words)
      <details open><summary>\(tree.counts(of: node.children))</summary>
      <ul>

      """
  }

  private func remarks(on node: ArgumentTree.Node) -> [HTML] {
    var remarks: [HTML] = []
    if let step = node.step { remarks.append("the step to \(writer.words(of: step, limit: 120))") }
    if let answer = node.answer, let parent = node.parent {
      let what: HTML = parent == 0 ? "it" : "the above"
      remarks.append("\(what) needs the answer “\(writer.answerName(answer))”")
    }
    if node.isRepeat { remarks.append("(unfolded elsewhere here)") }
    if node.hidden > 0 { remarks.append("\(node.hidden) more below, on its own page") }
    return remarks
  }
}

extension PageWriter {
  /// What an answer is called: the name written for it, else *Yes* or *No*.
  func answerName(_ id: StatementID) -> String {
    if let name = outline.statements[id]?.poleName { return name }
    switch id.pole?.key {
    case "no": return "No"
    case "yes", nil: return "Yes"
    case let key?: return key
    }
  }
}

extension HTML {
  /// The same markup several times; nothing where `count` is not above 0.
  init(repeating markup: HTML, count: Int) {
    self.init()
    for _ in 0..<max(0, count) { self += markup }
  }
}
