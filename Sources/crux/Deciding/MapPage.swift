import CruxModel
import CruxSite

/// The argument around a statement as an outline: what a map draws, in words.
struct MapPage {
  let map: FocusMap
  let entry: (ArgumentTree.Node) -> MapEntry

  func write(to page: inout Page) {
    for index in map.reasons.outlineOrder {
      let node = map.reasons.nodes[index]
      let word = node.isJoint ? "and" : node.relation?.word
      write(node, word, remarks(on: node), indent: 2 * node.depth, to: &page)
    }
    let targets = map.targets.nodes.dropFirst()
    if !targets.isEmpty { page.blankLine() }
    for node in targets { write(node, node.relation?.wordOfTarget, [], indent: 0, to: &page) }
    if map.reasons.nodes.count == 1, targets.isEmpty {
      page.paragraph([.init("Nothing is recorded for or against it, and it bears on nothing.")])
    }
  }

  private func write(
    _ node: ArgumentTree.Node, _ word: String?, _ remarks: [String], indent: Int,
    to page: inout Page
  ) {
    let shown = entry(node)
    var runs: [Page.Run] = []
    if let word { runs.append(.init(word + " ", .faint)) }
    runs.append(.init(node.id.rawValue, .bold))
    runs.append(.init(" " + shown.words))
    if let holder = shown.holder { runs.append(.init(" – \(holder)", .faint)) }
    for remark in remarks { runs.append(.init(" (\(remark))", .faint)) }
    page.paragraph(runs, indent: indent, hanging: 4)
  }

  private func remarks(on node: ArgumentTree.Node) -> [String] {
    var remarks: [String] = []
    if let step = node.step { remarks.append("the step to \(step)") }
    if let answer = node.answer?.pole?.key { remarks.append("needs the answer '\(answer)'") }
    if node.isRepeat { remarks.append("unfolded elsewhere here") }
    if node.hidden > 0 {
      let more = map.reasons.isCut ? "more than " : ""
      remarks.append("\(more)\(node.hidden) more below")
    }
    return remarks
  }
}
