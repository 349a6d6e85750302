import CruxModel

extension MapDrawing {
  /// What a screen reader says of the picture, and the beginning of the ids of what says it.
  struct Caption {
    var id: StaticString
    var title: String
    var description: String
  }

  /// Appends the picture as an element, to stand in a page: classes only, no style of its own.
  ///
  /// - Parameter style: what is put inside for a file that stands alone.
  func addSVG(
    class name: StaticString, caption: Caption, style: HTML = "", to svg: inout HTML
  ) {
    let id = HTML(stringLiteral: caption.id)
    // Room for the frames of the outermost boxes.
    let (width, height) = (Int(self.width.rounded(.up)) + 2, Int(self.height.rounded(.up)) + 2)
    svg += """
      <svg xmlns="http://www.w3.org/2000/svg" class="map \(HTML(stringLiteral: name))" \
      viewBox="-1 -1 \(width) \(height)" width="\(width)" height="\(height)" role="document" \
      aria-labelledby="\(id).title" aria-describedby="\(id).desc">
      <title id="\(id).title">\(caption.title)</title>
      <desc id="\(id).desc">\(caption.description)</desc>
      \(style)
      """
    for bundle in bundles { addLines(of: bundle, to: &svg) }
    for index in boxes.indices { addNode(index, in: style.isEmpty ? .page : .file, to: &svg) }
    svg += "</svg>\n"
  }

  // MARK: Lines

  private func addLines(of bundle: Bundle, to svg: inout HTML) {
    let box = boxes[bundle.box]
    let x = Int(box.x + size.nodeWidth)
    let y = Int((box.middle + bundle.offset).rounded())
    svg += "<g class=\"\(bundle.relation.rawValue)\"><path class=\"line\" d=\""
    for index in bundle.from {
      let (endX, endY) = (Int(boxes[index].x), Int(boxes[index].middle.rounded()))
      let middle = (x + 10 + endX) / 2
      svg += "M\(x + 10) \(y)C\(middle) \(y) \(middle) \(endY) \(endX) \(endY)"
    }
    svg += "\"/><path class=\"end\" d=\"\(end(of: bundle.relation, x, y))\"/></g>\n"
  }

  /// Its shape says the relation: an arrow for a reason, a diamond for a condition, a circle for a
  /// question, a bar for an objection, a cross for a denied step; an answer has a plain end.
  private func end(of relation: MapRelation, _ x: Int, _ y: Int) -> HTML {
    switch relation {
    case .supports: "M\(x + 1) \(y)l9 -5v10z"
    case .needs: "M\(x + 1) \(y)l5 -5l5 5l-5 5z"
    case .decides: "M\(x + 2) \(y)a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"
    case .rebuts: "M\(x + 4) \(y - 7)h3v14h-3zM\(x + 7) \(y)h3"
    case .undercuts: "M\(x + 2) \(y - 5)l8 10m0 -10l-8 10"
    case .answer: "M\(x) \(y)h10"
    }
  }

  // MARK: Nodes

  /// A page shows previews of its own; over a file that stands alone the browser shows titles.
  private enum Surroundings { case page, file }

  private func addNode(_ index: Int, in surroundings: Surroundings, to svg: inout HTML) {
    let box = boxes[index]
    let (x, y) = (Int(box.x), Int(box.y))
    let role: HTML = index == 0 ? " root" : box.isRepeat ? " repeat" : ""
    svg += "<g class=\"node \(box.entry.kind.rawValue)\(role)\">"
    let whole = box.unshortened
    if surroundings == .file, let whole { svg += "<title>\(whole)</title>" }
    if let link = box.entry.link {
      let name = surroundings == .page ? whole.map { " aria-label=\"\($0)\"" as HTML } ?? "" : ""
      svg += "<a \(link)\(name)>"
    }
    svg += """
      <rect x="\(x)" y="\(y)" width="\(Int(size.nodeWidth))" height="\(Int(box.height))" rx="3"/>\
      <path class="mark" d="\(mark(box.entry.kind, x + Int(Self.padding), y + 9))"/>
      """
    addText(of: box, to: &svg)
    if box.entry.link != nil { svg += "</a>" }
    svg += "</g>\n"
  }

  private func addText(of box: Box, to svg: inout HTML) {
    let x = Int(box.x + Self.padding)
    var y = Int(box.y + Self.padding) + 9
    svg +=
      "<text><tspan class=\"heading\" x=\"\(x + 13)\" y=\"\(y)\">\(box.heading)</tspan>"
    for line in box.words {
      y += Int(Self.lineHeight)
      svg += " <tspan x=\"\(x)\" y=\"\(y)\">\(line)</tspan>"
    }
    if let remark = box.remark {
      y += Int(Self.lineHeight)
      svg += " <tspan class=\"remark\" x=\"\(x)\" y=\"\(y)\">\(remark)</tspan>"
    }
    svg += "</text>"
  }

  /// The shape that stands for the kind on every page, 8 pixels wide.
  private func mark(_ kind: StatementKind, _ x: Int, _ y: Int) -> HTML {
    switch kind {
    case .claim: "M\(x) \(y + 5)a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"
    case .crux: "M\(x) \(y + 5)l4 -5l4 5l-4 5z"
    case .rebuttal: "M\(x) \(y + 9)l4 -8l4 8z"
    }
  }
}
