import Assets
import CruxModel

/// The picture of a map as an SVG file that stands alone, with its own style: text, light and dark,
/// lines and shapes as on the site. No element but those of SVG, no script, no address but those that
/// `entry` gives.
///
/// - Parameters:
///   - levels: of what bears on the statement; below the last one is only counted.
///   - entry: what is shown of a node; asked once for each, in order.
package func mapSVG(
  of map: FocusMap, levels: Int, entry: (ArgumentTree.Node) -> MapEntry
) -> [UInt8] {
  let drawing = MapDrawing(map.limited(to: levels), size: .wide, entry: entry)
  var style: HTML = "<style>"
  style.append(Asset.named("site/map.css")?.text ?? "")
  style += "</style>\n"
  var svg: HTML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  drawing.addSVG(class: "alone", caption: drawing.caption(id: "map"), style: style, to: &svg)
  return svg.bytes
}

/// The map in the language of Graphviz, for `dot` and whatever reads it: growing to the right, with
/// the relation on each line.
package func mapDOT(
  of map: FocusMap, levels: Int, entry: (ArgumentTree.Node) -> MapEntry
) -> String {
  let map = map.limited(to: levels)
  var text = """
    digraph map {
      graph [rankdir=RL, charset="UTF-8"];
      node [shape=box, fontname="sans-serif", fontsize=11, margin="0.12,0.08"];
      edge [fontname="sans-serif", fontsize=9];

    """
  for (index, node) in map.reasons.nodes.enumerated() {
    text += "  n\(index) \(nodeInDOT(node, entry(node)))"
  }
  for (index, node) in map.targets.nodes.enumerated().dropFirst() {
    text += "  t\(index) \(nodeInDOT(node, entry(node)))"
  }
  for (index, node) in map.reasons.nodes.enumerated() {
    guard let parent = node.parent, let relation = node.relation else { continue }
    let word = node.isJoint ? "and" : relation.word
    text += "  n\(index) -> n\(parent) [label=\"\(word)\", \(relation.lineInDOT)];\n"
  }
  for (index, node) in map.targets.nodes.enumerated() {
    guard let relation = node.relation else { continue }
    text +=
      "  n0 -> t\(index) [label=\"\(relation.wordOfTarget)\", \(relation.lineInDOT)];\n"
  }
  return text + "}\n"
}

private func nodeInDOT(_ node: ArgumentTree.Node, _ entry: MapEntry) -> String {
  let heading = [node.parent == nil ? entry.kind.word : nil, entry.holder].compactMap { $0 }
  var lines = heading.isEmpty ? [] : [heading.joined(separator: " · ")]
  lines += wrapped(entry.words, width: 20, limit: node.isRepeat ? 2 : 8)
  if node.hidden > 0 { lines.append("\(node.hidden) more below") }
  var attributes = "label=\(quoted(lines))"
  if entry.kind == .rebuttal { attributes += ", color=\"#b3371f\"" }
  if entry.kind == .crux { attributes += ", peripheries=2" }
  if node.isRepeat { attributes += ", style=dashed" }
  if let reference = entry.reference { attributes += ", URL=\(quoted([reference]))" }
  return "[\(attributes)];\n"
}

extension MapRelation {
  fileprivate var lineInDOT: String {
    switch self {
    case .supports: "style=solid, arrowhead=normal"
    case .needs: "style=bold, arrowhead=diamond"
    case .decides: "style=bold, arrowhead=odot"
    case .rebuts: "style=dashed, arrowhead=tee"
    case .undercuts: "style=dotted, arrowhead=box"
    case .answer: "style=solid, arrowhead=none"
    }
  }
}

/// A quoted string whose lines are set one below the other; what could mean something to `dot` does
/// not, and control characters are left out.
private func quoted(_ lines: [String]) -> String {
  var result = "\""
  for (index, line) in lines.enumerated() {
    if index > 0 { result += "\\n" }
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}

extension MapDrawing {
  /// What the picture is called, and what it shows in one sentence.
  func caption(id: StaticString) -> Caption {
    let words = clipped(boxes.first?.entry.words ?? "", width: 60)
    return Caption(id: id, title: "The argument around: \(words)", description: description)
  }

  private var description: String {
    let counts = map.reasons.counts(of: map.reasons.nodes.indices)
    let below = counts.isEmpty ? "nothing" : counts
    let above = map.targets.nodes.count - 1
    let targets = above == 0 ? "." : "; it bears on \(above)."
    return "Bearing on it: \(below)\(targets)" + (map.note.map { " \($0)" } ?? "")
  }
}
