import CruxModel

/// The reasons and objections behind a statement as nested lists that fold without script.
///
/// Depth-first with a stack; a statement is unfolded once, later places refer to it.
struct ReasonOutline {
  let writer: PageWriter
  /// Levels that are shown; what lies deeper is on the statements' own pages.
  private static let deepest = 5
  /// Statements that are shown.
  private static let most = 200

  private struct Step {
    var link: LinkEntry
    var premise: StatementID
    var depth: Int
  }

  init(writer: PageWriter) { self.writer = writer }

  /// Nothing where nobody gave a reason or objection.
  func markup(of root: StatementID) -> HTML {
    markup(of: [root])
  }

  /// What bears on any of several ids that mean one thing, such as `crux` and `crux#yes`.
  func markup(of roots: [StatementID]) -> HTML {
    var stack = roots.reversed().flatMap { steps(to: $0, depth: 0).reversed() }
    guard !stack.isEmpty else { return "" }
    var html: HTML = "<ul class=\"reasons\">\n"
    var seen = Set(roots)
    var depth = 0
    while let step = stack.popLast() {
      while depth > step.depth {
        html += "</ul></details></li>\n"
        depth -= 1
      }
      guard seen.count < Self.most else { continue }
      let isNew = seen.insert(step.premise).inserted
      let next = isNew && depth + 1 < Self.deepest ? steps(to: step.premise, depth: depth + 1) : []
      html += line(step, isRepeated: !isNew, opens: next.count)
      guard !next.isEmpty else { continue }
      depth += 1
      stack += next.reversed()
    }
    html += HTML(repeating: "</ul></details></li>\n", count: depth)
    html += "</ul>\n"
    return html
  }

  private func line(_ step: Step, isRepeated: Bool, opens: Int) -> HTML {
    let kind = writer.outline.statement(step.premise)?.kind ?? .claim
    var words: HTML = """
      <span class="relation \(step.link.kind.token)">\(word(for: step))</span> \
      \(writer.words(of: step.premise))
      """
    if let holder = writer.outline.statement(step.premise)?.holder {
      words += " <span class=\"meta\">\(writer.person(holder))</span>"
    }
    if isRepeated { words += " <span class=\"meta\">(above)</span>" }
    guard opens > 0 else { return "<li class=\"\(kind.rawValue)\">\(words)</li>\n" }
    return """
      <li class="\(kind.rawValue)"><details open><summary>\(words)</summary>
      <ul>

      """
  }

  /// Premises that are needed together follow each other: `because`, `and`, `and`.
  private func word(for step: Step) -> String {
    step.premise == step.link.premises[0] ? step.link.kind.outlineWord : "and"
  }

  private func steps(to id: StatementID, depth: Int) -> [Step] {
    let bearing: [LinkKind] = [.supports, .needs, .rebuts, .undercuts]
    let links = writer.outline.links(to: id).filter { bearing.contains($0.kind) }
    return bearing.flatMap { kind in
      links.filter { $0.kind == kind }.flatMap { link in
        Set(link.premises).count == link.premises.count
          ? link.premises.map { Step(link: link, premise: $0, depth: depth) }
          : [Step(link: link, premise: link.premises[0], depth: depth)]
      }
    }
  }
}

extension LinkKind {
  /// What a premise is to the statement above it.
  fileprivate var outlineWord: String {
    switch self {
    case .supports: "because"
    case .needs: "only if"
    case .rebuts: "but"
    case .undercuts: "step denied"
    default: rawValue
    }
  }
}

extension HTML {
  /// The same markup several times.
  init(repeating markup: HTML, count: Int) {
    self.init()
    for _ in 0..<count { self += markup }
  }
}
