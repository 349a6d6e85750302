import CruxModel

extension PageWriter {
  /// The argument around a statement as two pictures, of which the page shows the one that fits its
  /// width; nothing where there is none.
  func focusMapFigure(_ map: FocusMap) -> HTML {
    guard !map.isEmpty else { return "" }
    var figure = HTML(capacity: 1 << 14)
    figure += "<figure class=\"focus-map\">\n"
    add(map.fitted(columns: 3, most: 18), .wide, "wide", id: "map", to: &figure)
    add(map.fitted(columns: 2, most: 9), .narrow, "narrow", id: "map.narrow", to: &figure)
    figure += "</figure>\n"
    return figure
  }

  private func add(
    _ map: FocusMap, _ size: MapDrawing.Size, _ name: StaticString, id: StaticString,
    to html: inout HTML
  ) {
    let drawing = MapDrawing(map, size: size, entry: mapEntry)
    html += "<div class=\"\(HTML(stringLiteral: name))\">\n"
    drawing.addSVG(class: name, caption: drawing.caption(id: id), to: &html)
    if let note = map.note { html += "<p class=\"meta\">\(note)</p>\n" }
    html += "</div>\n"
  }

  /// What a map on this page shows of a node; the root is the page's own statement and no link.
  func mapEntry(_ node: ArgumentTree.Node) -> MapEntry {
    guard let entry = outline.statement(node.id) else {
      return MapEntry(kind: .claim, words: node.id.rawValue, holder: nil, reference: nil)
    }
    var words = shownWords(entry, for: node.id)
    if let answer = node.answer { words += " — needs “\(answerName(answer))”" }
    var shown = MapEntry(
      kind: entry.kind, words: words, holder: entry.holder.map { outline.name(of: $0) },
      reference: nil)
    if node.parent != nil { shown.link = entry.link(from: page) }
    return shown
  }
}

extension CorpusOutline {
  /// What maps and outlines of the corpus are grown from.
  var argumentSource: ArgumentSource {
    ArgumentSource(
      statement: { statement($0)?.id }, answers: answers(of:), links: { links(to: $0) })
  }

  private func answers(of id: StatementID) -> [StatementID] {
    guard let entry = statements[id], entry.kind == .crux else { return [] }
    return entry.hasRivalPoles ? entry.poles : [id.pole("yes"), id.pole("no")]
  }

  /// The argument around a statement that has a page of its own.
  func focusMap(of entry: StatementEntry) -> FocusMap {
    let ids = [entry.id] + answers(of: entry.id)
    return FocusMap(
      of: entry.id, in: argumentSource, targets: ids.flatMap { links(from: $0) })
  }
}
