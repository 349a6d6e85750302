import CruxModel
import CruxStore

/// A search result as people read it.
struct SearchPage {
  let result: SearchResult
  let query: SearchQuery
  /// The folder of the corpus, for links to its files.
  let root: String

  func write(to page: inout Page) {
    for problem in result.problems { write(problem, to: &page) }
    guard !result.hits.isEmpty else { return writeNothing(to: &page) }
    for (index, hit) in result.hits.enumerated() {
      if index > 0 { page.blankLine() }
      write(hit, to: &page)
    }
    writeSummary(to: &page)
  }

  private func write(_ hit: SearchHit, to page: inout Page) {
    page.paragraph(heading(of: hit))
    page.paragraph(passage(of: hit, marksInText: !page.terminal.hasColour), indent: 2)
    for answered in hit.answers { page.paragraph(words(for: answered), indent: 2, hanging: 2) }
    for repetition in hit.repeats.prefix(3) {
      page.paragraph(words(for: repetition), indent: 2, hanging: 2)
    }
    if hit.repeats.count > 3 {
      page.paragraph([.init("and \(hit.repeats.count - 3) more say the same", .faint)], indent: 2)
    }
    page.line(
      [
        .init(place(hit), .faint, link: link(hit.path, hit.line)),
        .init(" " + hit.threadTitle, .faint),
      ],
      indent: 2)
  }

  private func heading(of hit: SearchHit) -> [Page.Run] {
    var runs: [Page.Run] = [.init(hit.kind, .cyan), .init(" " + hit.id, .bold)]
    if let author = hit.author { runs.append(.init(" · " + author.rawValue)) }
    if let date = hit.date { runs.append(.init(" · " + date, .faint)) }
    return runs
  }

  private func passage(of hit: SearchHit, marksInText: Bool) -> [Page.Run] {
    hit.passage.runs.map { run in
      guard run.isMarked else { return .init(run.text) }
      return marksInText ? .init("*\(run.text)*") : .init(run.text, .yellow)
    }
  }

  private func words(for answered: SearchHit.Answered) -> [Page.Run] {
    var runs: [Page.Run] = [.init(answered.relation.words + " ", .faint), .init(answered.id)]
    if let author = answered.author { runs.append(.init(" (\(author))")) }
    if !answered.text.isEmpty { runs.append(.init(": " + shortened(answered.text), .faint)) }
    return runs
  }

  private func words(for repetition: SearchHit.Repeat) -> [Page.Run] {
    [
      .init("said again ", .faint), .init(repetition.id.rawValue),
      .init(repetition.author.map { " (\($0))" } ?? ""),
      .init(
        " \(repetition.path):\(repetition.line)", .faint,
        link: link(repetition.path, repetition.line)),
    ]
  }

  private func place(_ hit: SearchHit) -> String { "\(hit.path):\(hit.line):\(hit.column)" }

  private func link(_ path: String, _ line: Int) -> String {
    Terminal.address(ofLine: line, in: root + "/" + path)
  }

  private func shortened(_ text: String) -> String {
    text.count <= 100 ? text : text.prefix(99).trimmedAtWord + "…"
  }
}

extension SearchPage {
  private func writeSummary(to page: inout Page) {
    var parts: [String] = []
    if let ranked = result.ranked {
      parts.append(matched)
      parts.append("too many to rank all: the best of \(ranked) are shown, add a rarer word")
    } else if result.matched > result.hits.count {
      parts.append(matched)
    }
    let unknown = result.unknownWords.map { "'\($0.word)'" }
    if !unknown.isEmpty { parts.append("nothing holds \(unknown.joined(separator: ", "))") }
    guard !parts.isEmpty else { return }
    page.blankLine()
    page.paragraph([.init(parts.joined(separator: "; "), .faint)])
  }

  private var matched: String {
    words(for: result.matched, result.precision) + (result.matched == 1 ? " matches" : " match")
  }

  private func words(for number: Int, _ precision: SearchResult.Precision) -> String {
    switch precision {
    case .exact: "\(number)"
    case .estimate: "about \(rounded(number))"
    case .moreThan: "more than \(number)"
    }
  }

  /// To two digits.
  private func rounded(_ number: Int) -> Int {
    var step = 1
    while number / step >= 100 { step *= 10 }
    return (number + step / 2) / step * step
  }

  private func writeNothing(to page: inout Page) {
    if result.matched > 0 {
      return page.paragraph([.init("nothing more: \(matched)")])
    }
    page.paragraph([.init("nothing found")])
    if query.isWordless {
      page.paragraph([.init("no word is in the query: a word holds a letter or a digit")])
    }
    for word in result.unknownWords {
      let nearest = word.nearest.map { "'\($0)'" }.joined(separator: ", ")
      page.paragraph([
        .init("no thread holds '\(word.word)'" + (nearest.isEmpty ? "" : "; near it: \(nearest)"))
      ])
    }
    for culprit in result.emptyingFilters {
      page.paragraph([
        .init("without '\(culprit.filter)' there \(culprit.matchedWithout == 1 ? "is" : "are") "),
        .init(words(for: culprit.matchedWithout, culprit.precision)),
      ])
    }
  }

  private func write(_ problem: SearchResult.FilterProblem, to page: inout Page) {
    let nearest = problem.nearest.map { "; near it: '\($0)'" } ?? ""
    page.paragraph([.init("'\(problem.filter)' means nothing here\(nearest)")])
  }
}

extension SearchHit.Answered.Relation {
  fileprivate var words: String {
    switch self {
    case .link(.supports): "supports"
    case .link(.needs): "is needed by"
    case .link(.rebuts): "rebuts"
    case .link(.undercuts): "undercuts a step from"
    case .link(.sameAs): "says the same as"
    case .link(.grants): "grants a point about"
    case .link(.rejects): "rejects the question"
    case .link(.decides): "decides"
    case .reply: "replies to"
    }
  }
}

extension Substring {
  /// Without the last word, which may have been cut.
  fileprivate var trimmedAtWord: Substring {
    lastIndex(of: " ").map { self[..<$0] } ?? self
  }
}
