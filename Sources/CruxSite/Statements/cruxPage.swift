import CruxModel

/// The page of a crux: its answers side by side, who stands where, what hangs on it, what is missing.
///
/// - Parameters:
///   - explanation: what was computed of the yes answer; nil for rival answers.
///   - answers: what was computed of each of rival answers.
package func cruxPage(
  _ entry: StatementEntry, outline: CorpusOutline, explanation: ThesisExplanation?,
  answers: [StatementID: ThesisExplanation] = [:], pairs: ComparedPairs = ComparedPairs()
) -> [UInt8] {
  let address = PageAddress.crux(entry.id)
  let page = CruxPage(
    entry: entry, writer: PageWriter(outline: outline, page: address, subject: entry.id),
    explanation: explanation,
    computed: answers, pairs: pairs)
  return PageShell(
    outline: outline, address: address, title: shortened(entry.words, to: 90),
    summary: shortened(entry.words, to: 260), linkedData: entry.linkedData(outline: outline),
    hasMap: true
  ).page(page.content)
}

private struct CruxPage {
  let entry: StatementEntry
  let writer: PageWriter
  let explanation: ThesisExplanation?
  /// By answer.
  let computed: [StatementID: ThesisExplanation]
  let pairs: ComparedPairs
  let map: FocusMap
  /// Of the whole question, so that a statement is unfolded on one side only.
  let outline: ReasonOutline

  init(
    entry: StatementEntry, writer: PageWriter, explanation: ThesisExplanation?,
    computed: [StatementID: ThesisExplanation], pairs: ComparedPairs
  ) {
    self.entry = entry
    self.writer = writer
    self.explanation = explanation
    self.computed = computed
    self.pairs = pairs
    map = writer.outline.focusMap(of: entry)
    outline = ReasonOutline(writer: writer, tree: map.reasons)
  }

  var content: HTML {
    var html = HTML(capacity: 1 << 14)
    html += "<div class=\"statement-page crux\">\n"
    html += statementHead(entry, writer: writer)
    html += "<div class=\"answers\">\n\(answers.map(column).joined())</div>\n"
    html += writer.section("Undecided", id: "undecided", undecided)
    html += writer.section("Map", id: "map", writer.focusMapFigure(map))
    html += writer.section("What hangs on it", id: "hangs", conclusions)
    html += writer.section("What is missing", id: "missing", writer.list(missing))
    html += writer.section("How “Yes” stands", id: "standing", standing)
    html += writer.section("The question itself", id: "question", rejections)
    html += writer.section(
      "Who parts over it", id: "pairs", writer.pairItems(pairs, over: entry))
    html += writer.section("Mentioned in", id: "mentions", writer.mentions(of: entry))
    html += "</div>\n"
    return html
  }

  // MARK: Answers

  private struct Answer {
    var id: StatementID
    var name: String
    var words: String?
    /// Ids whose reasons count for it.
    var ids: [StatementID]
    /// Whether it is the *no* of a question, on which stances are kept as stances on *yes*.
    var isContrary = false
  }

  /// The answer of a yes/no question that this one excludes; nil among rivals.
  private func contrary(of answer: Answer) -> Answer? {
    entry.hasRivalPoles ? nil : answers.first { $0.id != answer.id }
  }

  private func isRebutted(_ answer: Answer) -> Bool {
    answer.ids.contains { writer.outline.links(to: $0).contains { $0.kind == .rebuts } }
  }

  private var answers: [Answer] {
    if entry.hasRivalPoles { return entry.poles.map(rival) }
    return ["yes", "no"].map { key in
      let id = entry.id.pole(key)
      let pole = writer.outline.statements[id]
      let ids = key == "yes" ? [entry.id, id] : [id]
      return Answer(
        id: id, name: pole?.poleName ?? (key == "yes" ? "Yes" : "No"),
        words: pole?.words == pole?.poleName ? nil : pole?.words, ids: ids,
        isContrary: key == "no")
    }
  }

  private func rival(_ id: StatementID) -> Answer {
    let pole = writer.outline.statement(id)
    let name = pole?.poleName ?? id.pole?.key ?? id.rawValue
    return Answer(id: id, name: name, words: pole?.words == name ? nil : pole?.words, ids: [id])
  }

  private func column(_ answer: Answer) -> HTML {
    let fragment = poleFragment(answer.id.pole?.key ?? answer.name)
    var html: HTML =
      "<section class=\"answer\" id=\"\(fragment)\" aria-labelledby=\"\(fragment).name\">\n"
    html += "<h2 id=\"\(fragment).name\">\(answer.name)</h2>\n"
    if let words = answer.words { html += "<p>\(words)</p>\n" }
    html += "<h3>Who stands here</h3>\n"
    let node = outline.tree.nodes.firstIndex { $0.depth == 1 && $0.id == answer.id }
    let people = holders(of: answer)
    html += people.isEmpty ? nobody(of: node) : people
    html += "<h3>Reasons and objections</h3>\n"
    let reasons = node.map { outline.markup(under: $0) } ?? ""
    html += reasons.isEmpty ? noReasons(for: answer) : reasons
    if let explanation = computed[answer.id] {
      html += "<h3>How it stands</h3>\n"
      var writer = writer
      writer.subject = answer.id
      html += paragraphs(sentences(of: explanation), writer)
    }
    html += "</section>\n"
    return html
  }

  private func noReasons(for answer: Answer) -> HTML {
    guard let contrary = contrary(of: answer), isRebutted(contrary) else {
      return "<p class=\"meta\">None is recorded.</p>\n"
    }
    return "<p class=\"meta\">What is said against “\(contrary.name)” speaks for it.</p>\n"
  }

  private func sentences(of explanation: ThesisExplanation) -> [Sentence] {
    guard !explanation.refusals.contains(.nothingBearsOnIt) else {
      return [explanation.headlineSentence]
    }
    return [explanation.headlineSentence, explanation.standingSentence]
  }

  private func paragraphs(_ sentences: [Sentence], _ writer: PageWriter) -> HTML {
    sentences.map { "<p>\(writer.sentence($0))</p>\n" as HTML }.joined()
  }

  /// Said where no stance on an answer is recorded; whoever gives reasons for it is named.
  private func nobody(of node: Int?) -> HTML {
    var people: [PersonID] = []
    for child in node.map({ outline.tree.nodes[$0].children }) ?? 0..<0 {
      let reason = outline.tree.nodes[child]
      guard reason.relation == .supports, let holder = writer.outline.statement(reason.id)?.holder,
        !people.contains(holder)
      else { continue }
      people.append(holder)
    }
    if people.isEmpty { return "<p class=\"meta\">Nobody has said so.</p>\n" }
    let names = people.map { writer.person($0) }.joined(separator: ", ")
    return "<p class=\"meta\">Nobody has said so; reasons for it are given by \(names).</p>\n"
  }

  /// Those whose current view is on this side of the crux.
  private func holders(of answer: Answer) -> HTML {
    let statement = entry.hasRivalPoles ? answer.id : entry.id
    let lines = writer.outline.histories(on: statement).compactMap { history -> HTML? in
      guard let current = history.current else { return nil }
      let value = current.credence.value
      let isHere = answer.isContrary ? value < 0.45 : value > 0.55
      guard isHere else { return nil }
      let stance = current.recorded.stance
      let place = writer.outline.address(ofPost: stance.post, in: current.recorded.moment.thread)
      return """
        <li>\(writer.person(history.key.person)) <a class="where" \
        href="\(writer.reference(to: place))">\(stance.words)</a>\(other(stance, than: answer))</li>

        """
    }
    return lines.isEmpty ? "" : "<ul class=\"stances\">\n\(lines.joined())</ul>\n"
  }

  /// Of whoever stands on one side by a view of the other, which that is.
  private func other(_ stance: Stance, than answer: Answer) -> HTML {
    guard let contrary = contrary(of: answer),
      (stance.statement.pole?.key == "no") == contrary.isContrary
    else { return "" }
    return " on “\(contrary.name)”"
  }

  // MARK: Around it

  private var decisions: [LinkEntry] {
    let ids = [entry.id] + Set(entry.poles + [entry.id.pole("yes"), entry.id.pole("no")]).sorted()
    var seen: Set<[StatementID]> = []
    return ids.flatMap { writer.outline.links(from: $0) }.filter {
      $0.kind == .decides && seen.insert($0.premises + [$0.target]).inserted
    }
  }

  private var conclusions: HTML {
    let lines = decisions.map { link -> HTML in
      let key = link.premises.first?.pole?.key ?? "yes"
      let name = answers.first { $0.id.pole?.key == key }?.name ?? key
      return
        "<li>\(writer.words(of: link.target)) <span class=\"meta\">needs the answer “\(name)”</span></li>\n"
    }
    return lines.isEmpty ? "" : "<ul>\n\(lines.joined())</ul>\n"
  }

  /// What an answer lacks, asked for rather than judged.
  private var missing: [Sentence] {
    var sentences: [Sentence] = []
    for answer in answers {
      let hasReason = answer.ids.contains { id in
        writer.outline.links(to: id).contains { $0.kind == .supports }
      }
      let isOnlyOne = contrary(of: answer).map(isRebutted) ?? false
      if !hasReason && !isOnlyOne {
        sentences.append("No reason is recorded for “\(answer.name)”.")
      }
    }
    let isUnheld = answers.allSatisfy { holders(of: $0).isEmpty }
    if isUnheld { sentences.append("Nobody has said on which side they stand.") }
    if decisions.isEmpty { sentences.append("Nothing is said to hang on it.") }
    return sentences
  }

  private var standing: HTML {
    guard let explanation else { return "" }
    return paragraphs(sentences(of: explanation) + explanation.cruxSentences, writer)
  }

  /// Those who have said that they cannot tell.
  private var undecided: HTML {
    let ids = entry.hasRivalPoles ? entry.poles : [entry.id]
    let lines = ids.flatMap { writer.outline.histories(on: $0) }.compactMap { history -> HTML? in
      guard let current = history.current, (0.45...0.55).contains(current.credence.value) else {
        return nil
      }
      let answer: HTML =
        entry.hasRivalPoles ? " on “\(writer.answerName(history.key.statement))”" : ""
      let stance = current.recorded.stance
      let place = writer.outline.address(ofPost: stance.post, in: current.recorded.moment.thread)
      return """
        <li>\(writer.person(history.key.person)) <a class="where" \
        href="\(writer.reference(to: place))">\(stance.words)</a>\(answer)</li>

        """
    }
    return lines.isEmpty ? "" : "<ul class=\"stances\">\n\(lines.joined())</ul>\n"
  }

  private var rejections: HTML {
    let ids = writer.outline.links(to: entry.id).filter { $0.kind == .rejects }.flatMap(\.premises)
    return writer.items(ids.compactMap { writer.outline.statement($0) })
  }
}
