import CruxModel

/// What a map shows of a statement.
package struct MapEntry: Hashable, Sendable {
  package var kind: StatementKind
  /// On one line; never empty.
  package var words: String
  package var holder: String?
  /// Where its link leads; nil for none.
  package var reference: String?
  /// The attributes of its link; nil for none.
  var link: HTML?

  package init(kind: StatementKind, words: String, holder: String?, reference: String?) {
    self.kind = kind
    self.words = words
    self.holder = holder
    self.reference = reference
    link = reference.map { "href=\"\($0)\"" }
  }
}

/// The argument around a statement with every box, line and word in its place: what it bears on to
/// its left, what bears on it to its right, a column for each level. In pixels at the size of the
/// text.
struct MapDrawing {
  /// How large a map may be.
  struct Size {
    var nodeWidth: Double
    var gap: Double
    var wordLines: Int

    /// For a page of a desktop: three columns.
    static let wide = Size(nodeWidth: 250, gap: 50, wordLines: 5)
    /// For a phone: two columns.
    static let narrow = Size(nodeWidth: 158, gap: 34, wordLines: 6)
  }

  /// A statement as it is drawn.
  struct Box {
    var entry: MapEntry
    var isRepeat: Bool
    var column: Int
    var x = 0.0
    var y = 0.0
    var height: Double
    /// What stands in the first line.
    var heading: String
    var words: [String]
    /// What stands in the last line; nil for none.
    var remark: String?
    /// All of it on one line, where the box holds less; else nil.
    var unshortened: String?

    var middle: Double { y + height / 2 }
  }

  /// Lines that meet in one end at the right side of a box.
  struct Bundle {
    var relation: MapRelation
    var box: Int
    /// The end's distance from the middle of the box's side, downwards.
    var offset: Double
    var from: [Int]
  }

  static let fontSize = 13.0
  static let smallSize = 11.5
  /// How much wider bold letters are.
  static let boldness = 1.14
  static let lineHeight = 17.0
  static let padding = 9.0
  /// Between boxes of one column.
  private static let spacing = 14.0

  let map: FocusMap
  let size: Size
  /// The statement itself first, then what bears on it, then what it bears on.
  private(set) var boxes: [Box] = []
  private(set) var bundles: [Bundle] = []
  private(set) var height = 0.0

  /// - Parameters:
  ///   - map: pruned to what is to be drawn.
  ///   - entry: what is shown of a node; asked once for each, in order.
  init(_ map: FocusMap, size: Size, entry: (ArgumentTree.Node) -> MapEntry) {
    self.map = map
    self.size = size
    let left = map.targets.nodes.count > 1 ? 1 : 0
    boxes = map.reasons.nodes.map { box($0, entry($0), column: $0.depth + left) }
    boxes += map.targets.nodes.dropFirst().map { node in
      var target = node
      target.isRepeat = false
      return box(target, entry(target), column: 0, isTarget: true)
    }
    place()
    bundle()
  }

  var width: Double {
    let columns = Double((boxes.map(\.column).max() ?? 0) + 1)
    return columns * size.nodeWidth + (columns - 1) * size.gap
  }

  // MARK: Boxes

  private func box(
    _ node: ArgumentTree.Node, _ entry: MapEntry, column: Int, isTarget: Bool = false
  ) -> Box {
    let room = (size.nodeWidth - 2 * Self.padding - 3) / Self.fontSize
    let small = (size.nodeWidth - 2 * Self.padding - 16) / (Self.smallSize * Self.boldness)
    let limit = node.isRepeat ? 2 : node.parent == nil ? size.wordLines + 3 : size.wordLines
    let words = wrapped(entry.words, width: room, limit: limit)
    let remark = node.remark.map { clipped($0, width: small) }
    let lines = Double(words.count + 1 + (remark == nil ? 0 : 1))
    let heading = isTarget ? node.headingOfTarget(entry) : node.heading(entry)
    var box = Box(
      entry: entry, isRepeat: node.isRepeat, column: column,
      height: lines * Self.lineHeight + 2 * Self.padding - 3,
      heading: clipped(heading, width: small), words: words, remark: remark)
    if box.heading != heading || words.last?.hasSuffix("…") == true {
      let words = shortened(entry.words, to: 400)
      box.unshortened = "\(heading): \(words)" + (node.remark.map { " – \($0)" } ?? "")
    }
    return box
  }

  private mutating func place() {
    let count = map.reasons.nodes.count
    let reasons = middles(of: map.reasons, boxes: Array(0..<count))
    let targets = middles(of: map.targets, boxes: [0] + Array(count..<boxes.count))
    for index in boxes.indices {
      let middle =
        index < count ? reasons[index] : targets[index - count + 1] - targets[0] + reasons[0]
      boxes[index].x = Double(boxes[index].column) * (size.nodeWidth + size.gap)
      boxes[index].y = (middle - boxes[index].height / 2).rounded()
    }
    let top = boxes.map(\.y).min() ?? 0
    for index in boxes.indices {
      boxes[index].y -= top
      height = max(height, boxes[index].y + boxes[index].height)
    }
  }

  private func middles(of tree: ArgumentTree, boxes indices: [Int]) -> [Double] {
    let heights = indices.map { boxes[$0].height }
    return tidyTreeOffsets(children: tree.nodes.map(\.children)) { upper, lower in
      (heights[upper] + heights[lower]) / 2 + Self.spacing
    }
  }

  // MARK: Lines

  private mutating func bundle() {
    for (index, node) in map.reasons.nodes.enumerated() where !node.children.isEmpty {
      let groups = MapRelation.allCases.compactMap { relation -> (MapRelation, [Int])? in
        let children = node.children.filter { map.reasons.nodes[$0].relation == relation }
        return children.isEmpty ? nil : (relation, children)
      }
      let step = min(18, (boxes[index].height - 16) / Double(max(1, groups.count - 1)))
      for (position, group) in groups.enumerated() {
        let offset = (Double(position) - Double(groups.count - 1) / 2) * step
        bundles.append(Bundle(relation: group.0, box: index, offset: offset, from: group.1))
      }
    }
    for (index, node) in map.targets.nodes.enumerated().dropFirst() {
      guard let relation = node.relation else { continue }
      let box = map.reasons.nodes.count + index - 1
      bundles.append(Bundle(relation: relation, box: box, offset: 0, from: [0]))
    }
  }
}

extension ArgumentTree.Node {
  /// `because · Ana`, `Claim · Ana` for the root.
  fileprivate func heading(_ entry: MapEntry) -> String {
    let what = isJoint ? "and" : relation?.word ?? entry.kind.word
    return entry.holder.map { "\(what) · \($0)" } ?? what
  }

  fileprivate func headingOfTarget(_ entry: MapEntry) -> String {
    let what = relation?.wordOfTarget ?? ""
    return entry.holder.map { "\(what) · \($0)" } ?? what
  }

  /// What the node itself has to say of what is not drawn below it.
  fileprivate var remark: String? {
    if isRepeat { return "unfolded elsewhere here" }
    return hidden > 0 && parent != nil ? "\(hidden) more below" : nil
  }
}
