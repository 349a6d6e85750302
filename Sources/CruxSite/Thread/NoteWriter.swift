import CruxModel

/// Writes what stands in the margin beside marked words.
struct NoteWriter {
  let thread: DiscussionThread
  let outline: CorpusOutline
  let page: PageAddress

  /// How many links of one kind are named before the rest is only counted.
  private static let limit = 4

  func note(_ annotation: Annotation) -> HTML {
    guard let index = annotation.statement else { return bareNote(annotation) }
    return note(thread.statements[index], annotation)
  }

  // MARK: Statements

  private func note(_ statement: Statement, _ annotation: Annotation) -> HTML {
    let id = elementID(for: statement.id, in: thread.id)
    let permalink = page.at(id).reference(from: page)
    var html: HTML = """
      <span class="note \(statement.kind.rawValue)"><span class="kind">\(Self.shape)\
      \(statement.marginWord)</span> \(self.name(of: statement)) \
      <a class="permalink" href="\(permalink)" title="Link to this place">¶</a>
      """
    html += held(statement, annotation)
    html += relations(outgoing(from: statement), of: statement.id)
    html += answers(to: statement)
    html += "</span>"
    return html
  }

  /// The id, linked to the statement's own page; nothing for one that may change.
  private func name(of statement: Statement) -> HTML {
    if statement.id.isTemporary { return "" }
    let name = statement.id.pole?.key ?? statement.id.rawValue
    guard let entry = outline.statement(statement.id) else { return "\(name)" }
    return "<a class=\"name\" href=\"\(entry.home.reference(from: page))\">\(name)</a>"
  }

  /// Who holds it where that is not the post's author, and how surely.
  private func held(_ statement: Statement, _ annotation: Annotation) -> HTML {
    var parts: [HTML] = []
    if let holder = statement.holder, holder != thread.posts[statement.post].author {
      parts.append("held by \(PageWriter(outline: outline, page: page).person(holder))")
    }
    for stance in annotation.stances.map({ thread.stances[$0] }) where !stance.isImplied {
      guard let words = stance.credence.words else { continue }
      parts.append("<span class=\"credence\">\(stance.isFormer ? "formerly " : "")\(words)</span>")
    }
    return parts.isEmpty ? "" : line(parts.joined(separator: ", "))
  }

  /// What it does to others, those it decides through its answers included.
  private func outgoing(from statement: Statement) -> [LinkEntry] {
    var links = outline.links(from: statement.id)
    guard statement.kind == .crux else { return links }
    var poles = statement.poles
    if !statement.hasRivalPoles {
      poles += ["yes", "no"].map { statement.id.pole($0) }.filter { !poles.contains($0) }
    }
    for pole in poles { links += outline.links(from: pole).filter { $0.kind == .decides } }
    return links
  }

  private func relations(_ links: [LinkEntry], of id: StatementID) -> HTML {
    if links.count == 1 { return relation(links[0], of: id) }
    var seen: Set<LinkEntry> = []
    var result = HTML()
    for link in links {
      var key = link
      (key.recorder, key.thread, key.post, key.anchor) = (nil, thread.id, 0, "1")
      guard seen.insert(key).inserted else { continue }
      result += relation(link, of: id)
    }
    return result
  }

  private func relation(_ link: LinkEntry, of id: StatementID) -> HTML {
    var words: HTML = "<span class=\"relation \(link.kind.token)\">\(link.kind.verb)</span> "
    if link.kind == .undercuts {
      words += "the step from \(self.link(to: link.target))"
      if let target = link.stepTarget { words += " to \(self.link(to: target))" }
    } else {
      words += self.link(to: link.target)
    }
    if link.kind == .decides, let pole = link.premises.first?.pole {
      words += " by the answer “\(outline.statement(link.premises[0])?.poleName ?? pole.key)”"
    }
    let others = link.premises.filter { $0 != id && link.kind != .decides }
    if !others.isEmpty {
      words += ", together with \(others.map { self.link(to: $0) }.joined(separator: ", "))"
    }
    return line(words)
  }

  /// What is recorded about it in other posts and threads; answers beside it speak for themselves.
  private func answers(to statement: Statement) -> HTML {
    let links = outline.links(to: statement.id).filter {
      $0.thread != thread.id || $0.post != statement.post
    }
    var result = HTML()
    if links.isEmpty { return result }
    for kind in LinkKind.allCases {
      var premises: [StatementID] = []
      var seen: Set<StatementID> = []
      for link in links where link.kind == kind {
        premises += link.premises.filter { seen.insert($0).inserted }
      }
      guard !premises.isEmpty else { continue }
      var names = premises.prefix(Self.limit).map { self.link(to: $0) }
      if premises.count > Self.limit { names.append("\(premises.count - Self.limit) more") }
      let list = names.joined(separator: ", ")
      result += line("<span class=\"relation \(kind.token)\">\(kind.passive)</span> \(list)")
    }
    return result
  }

  // MARK: Headers without a statement

  private func bareNote(_ annotation: Annotation) -> HTML {
    if !annotation.stances.isEmpty { return stanceNote(annotation) }
    let links = annotation.links.compactMap { LinkEntry(thread.links[$0], in: thread) }
    guard let id = links.first?.premises.first else { return "" }
    let kind = outline.statement(id)?.kind ?? .claim
    return """
      <span class="note \(kind.rawValue)"><span class="kind">\(Self.shape)\(kind.word) from \
      elsewhere</span> \(link(to: id))\(relations(links, of: id))</span>
      """
  }

  private func stanceNote(_ annotation: Annotation) -> HTML {
    let stances = annotation.stances.map { thread.stances[$0] }
    var html: HTML =
      "<span class=\"note stance \(stances[0].attitude.rawValue)\"><span class=\"kind\">\(Self.shape)"
    html += "\(outline.name(of: stances[0].person)) \(stances[0].words)</span>"
    for stance in stances {
      html += line("<span class=\"relation\">on</span> \(link(to: stance.statement))")
      for cause in stance.causes { html += line("because of \(link(to: cause))") }
    }
    html += "</span>"
    return html
  }

  // MARK: Pieces

  /// Drawn by the style sheet from the class of the note.
  private static let shape: HTML = "<span class=\"shape\" aria-hidden=\"true\"></span>"

  private func line(_ words: HTML) -> HTML { " <span class=\"line\">\(words)</span>" }

  /// A statement's short name, linked to its words.
  private func link(to id: StatementID) -> HTML {
    guard let entry = outline.statement(id) else {
      return "<span class=\"missing\">\(id)</span>"
    }
    let isUnlistedPole = entry.id != id && id.pole?.crux == entry.id
    let name = isUnlistedPole ? "\(entry.shortName): \(id.pole?.key ?? "")" : entry.shortName
    let target = entry.address.reference(from: page)
    return "<a class=\"to \(entry.kind.rawValue)\" href=\"\(target)\">\(name)</a>"
  }
}
