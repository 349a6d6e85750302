import CruxModel

/// The page of a person: what they claim, agree with, deny and grant, where they changed their mind,
/// and what of theirs has been objected to without an answer.
///
/// - Parameter unanswered: statements the person holds, with an unanswered objection.
package func personPage(
  _ id: PersonID, outline: CorpusOutline, unanswered: [Unanswered],
  pairs: ComparedPairs = ComparedPairs()
) -> [UInt8] {
  let address = PageAddress.person(id)
  let page = PersonPage(
    id: id, writer: PageWriter(outline: outline, page: address), unanswered: unanswered,
    pairs: pairs)
  return PageShell(
    outline: outline, address: address, title: outline.name(of: id), section: .people
  )
  .page(page.content)
}

private struct PersonPage {
  let id: PersonID
  let writer: PageWriter
  let unanswered: [Unanswered]
  let pairs: ComparedPairs

  private var outline: CorpusOutline { writer.outline }

  var content: HTML {
    let said = outline.statements(by: id)
    func isGranted(_ entry: StatementEntry) -> Bool {
      outline.links(from: entry.id).contains { $0.kind == .grants }
    }
    func items(_ kind: StatementKind) -> HTML {
      byThread(said.filter { $0.kind == kind && !isGranted($0) })
    }
    // What a reader comes for first; the long lists last.
    return "<div class=\"person-page\">\n<h1>\(outline.name(of: id))</h1>\n\(about)"
      + writer.sections([
        ("Over what they part with others", "pairs", partings),
        ("Changed their mind about", "changes", changes),
        ("Agrees with", "agrees", views { $0 > 0.55 }),
        ("Denies", "denies", views { $0 < 0.45 }),
        ("Grants", "grants", byThread(said.filter(isGranted))),
        ("Leaves open", "open", views { (0.45...0.55).contains($0) }),
        ("Objected to, without an answer yet", "unanswered", objections),
        ("Claims", "claims", items(.claim)), ("Rebuttals", "rebuttals", items(.rebuttal)),
        ("Questions", "cruxes", items(.crux)),
        ("Threads", "threads", threads),
      ]) + "</div>\n"
  }

  /// Statements of one kind, which the heading names, under their threads; threads are not named
  /// where there is one.
  private func byThread(_ entries: [StatementEntry]) -> HTML {
    var groups: [(thread: ThreadID, items: HTML)] = []
    for entry in entries {
      if groups.last?.thread != entry.thread { groups.append((entry.thread, "")) }
      groups[groups.count - 1].items += "<li>\(writer.words(of: entry.id))</li>\n"
    }
    return groups.map { thread, items in
      let name: HTML = groups.count == 1 ? "" : "<h3>\(writer.thread(thread))</h3>\n"
      return "\(name)<ul class=\"statements\">\n\(items)</ul>\n" as HTML
    }.joined()
  }

  private var partings: HTML {
    let list = writer.pairItems(pairs.of(id), of: id)
    guard let leftOut = pairs.leftOut[id], leftOut > 0 else { return list }
    let more = counted(leftOut, "more person", "more people")
    return "\(list)<p class=\"meta\">With \(more) a crux was found, less telling.</p>\n"
  }

  private var about: HTML {
    let person = outline.people.person(id)
    var parts: [HTML] = []
    switch person.role {
    case .annotator: parts.append("Annotates threads and holds no views of their own.")
    case .unnamed: parts.append("A speaker whom the source does not name.")
    case .speaker: break
    }
    if let address = person.url.flatMap({ WebAddress($0) }), !address.isRelative {
      parts.append("<a href=\"\(address)\">\(address.text)</a>")
    }
    if !person.aliases.isEmpty {
      parts.append("also written \(person.aliases.joined(separator: ", "))")
    }
    return parts.isEmpty ? "" : "<p class=\"meta\">\(parts.joined(separator: " · "))</p>\n"
  }

  /// Current written views on what somebody else said.
  private func views(where isOfSide: (Double) -> Bool) -> HTML {
    let lines = outline.histories(by: id).compactMap { history -> HTML? in
      guard let current = history.current, !current.recorded.stance.isImplied,
        current.recorded.stance.attitude != .credence, isOfSide(current.credence.value)
      else { return nil }
      let stance = current.recorded.stance
      let place = outline.address(ofPost: stance.post, in: current.recorded.moment.thread)
      let isOpen = stance.attitude == .unsure
      let words = isOpen ? writer.words(of: stance.statement) : writer.claimed(stance.statement)
      return """
        <li>\(words) <a class="where" \
        href="\(writer.reference(to: place))">\(stance.words)</a></li>

        """
    }
    return lines.isEmpty ? "" : "<ul class=\"statements\">\n\(lines.joined())</ul>\n"
  }

  private var changes: HTML {
    let found = outline.histories(by: id).filter(\.isChangeOfMind)
    let items = found.map { writer.change($0, namesPerson: false) }
    return items.isEmpty ? "" : "<ul class=\"changes\">\n\(items.joined())</ul>\n"
  }

  private var objections: HTML {
    return unanswered.isEmpty
      ? "" : "<ul class=\"unanswered\">\n\(unanswered.map { $0.item(writer) }.joined())</ul>\n"
  }

  private var threads: HTML {
    let items = outline.threads(by: id).map { "<li>\(writer.thread($0.id))</li>\n" as HTML }
    return items.isEmpty ? "" : "<ul>\n\(items.joined())</ul>\n"
  }
}

/// A statement with an objection that nobody answered.
package struct Unanswered: Hashable, Sendable {
  package var statement: StatementID
  /// What is said against it.
  package var objections: [Proposition]
  /// What it needs and does not stand.
  package var needs: [Proposition]

  package init(statement: StatementID, objections: [Proposition], needs: [Proposition]) {
    self.statement = statement
    self.objections = objections
    self.needs = needs
  }

  func item(_ writer: PageWriter) -> HTML {
    let by: HTML =
      writer.outline.statement(statement).flatMap { entry in
        entry.holder.map { holder in
          let lead = entry.kind == .crux ? "“Yes” to a question asked by " : ""
          return " <span class=\"meta\">\(lead)\(writer.person(holder))</span>"
        }
      } ?? ""
    return """
      <li>\(writer.claimed(statement))\(by)
      \(list(objections, "Objection", writer))\(list(needs, "It needs, and that does not stand", writer))</li>

      """
  }

  private func list(_ found: [Proposition], _ label: String, _ writer: PageWriter) -> HTML {
    guard !found.isEmpty else { return "" }
    let items = found.map { proposition -> HTML in
      let contrary: HTML = proposition.isNegated ? "the contrary of " : ""
      return "<li>\(contrary)\(writer.claimed(proposition.statement))</li>\n"
    }
    return """
      <div class="objections"><p>\(label)</p>
      <ul>
      \(items.joined())</ul></div>

      """
  }
}
