import CruxModel

extension ThreadContentWriter {
  /// Writes the notes of what is marked at the node, and begins its words.
  mutating func beginAnnotations(at index: Int, limit: Int) {
    while nextAnnotation < annotations.count, annotations[nextAnnotation].node <= index {
      let annotation = annotations[nextAnnotation]
      nextAnnotation += 1
      guard annotation.node == index else { continue }
      switch annotation.form {
      case .header: beginHeader(annotation, limit: limit)
      case .mark: beginSaid(annotation, end: annotation.end)
      case .quote: break
      }
    }
  }

  private mutating func beginHeader(_ annotation: Annotation, limit: Int) {
    let end = endOfWords(of: annotation, limit: limit)
    beginSaid(annotation, end: end)
    if !hasWords(annotation.node..<end) { html += wordsInstead(of: annotation) }
  }

  private mutating func beginSaid(_ annotation: Annotation, end: Int) {
    let notes = NoteWriter(thread: thread, outline: outline, page: page)
    html += notes.note(annotation)
    let statement = annotation.statement.map { thread.statements[$0] }
    let kind = statement?.kind.rawValue ?? (annotation.stances.isEmpty ? "link" : "stance")
    let id = statement.map { idAttribute(elementID(for: $0.id, in: thread.id)) } ?? ""
    html += "<span class=\"said \(kind)\"\(id)>"
    if let name = statement?.poleName { html += poleName(name, statement?.nickname) }
    open.append(Open(end: end, closing: "</span>", isSaid: true))
  }

  /// An id may stand on a page once: of two definitions of one, the first has it.
  mutating func idAttribute(_ id: String) -> HTML {
    usedIDs.insert(id).inserted ? " id=\"\(id)\"" : ""
  }

  private func poleName(_ name: String, _ nickname: String?) -> HTML {
    guard let nickname else { return "<strong class=\"pole-name\">\(name)</strong> " }
    return "<strong class=\"pole-name\">\(name)</strong> <span>(\(nickname))</span> "
  }

  /// Up to the next header of the same paragraph.
  private func endOfWords(of annotation: Annotation, limit: Int) -> Int {
    let block = open.last { !$0.isSaid }?.end ?? limit
    let next = annotations[nextAnnotation...].first {
      $0.form == .header && $0.node > annotation.node
    }
    return min(block, next?.node ?? block)
  }

  func hasWords(_ nodes: Range<Int>) -> Bool {
    nodes.contains { index in
      let node = thread.body.content[index]
      return node.isLiteral && !node.flags.contains(.markup)
        && thread.body.text[node.text.range].contains { $0 > 0x20 }
    }
  }

  /// What is shown for a header that has no words of its own.
  private func wordsInstead(of annotation: Annotation) -> HTML {
    if let index = annotation.statement {
      let statement = thread.statements[index]
      guard statement.form == .quoted else { return "" }
      return "<q>\(oneLine(thread.body.wordBytes(of: statement)))</q>"
    }
    if let index = annotation.stances.first { return words(of: thread.stances[index].statement) }
    guard let premise = annotation.links.first.flatMap({ thread.links[$0].premises.first }) else {
      return ""
    }
    return words(of: premise)
  }

  /// The words of a statement that stand elsewhere, with a link to them.
  private func words(of id: StatementID) -> HTML {
    guard let entry = outline.statement(id) else { return "<code>\(id)</code>" }
    let target = entry.address.reference(from: page)
    return "<a class=\"elsewhere\" href=\"\(target)\">\(shortened(entry.words, to: 300))</a>"
  }

  /// The innermost list around each pole's header.
  static func poleLists(of thread: DiscussionThread) -> Set<Int> {
    let poles = Set(
      thread.statements.filter { $0.form == .pole }.map(\.header.lowerBound))
    guard !poles.isEmpty else { return [] }
    var found: Set<Int> = []
    var open: [Int] = []
    for (index, node) in thread.body.content.enumerated() {
      while let last = open.last, thread.body.content[last].end <= index { open.removeLast() }
      if node.kind == .list { open.append(index) }
      if poles.contains(index), let list = open.last { found.insert(list) }
    }
    return found
  }
}
