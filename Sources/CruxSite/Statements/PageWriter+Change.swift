import CruxModel

extension PageWriter {
  /// What the page's own statement hangs on, one claim an item, the most decisive first: what it comes
  /// to if the claim is true and if it is false, and who thinks what of it.
  func decidingClaims(_ explanation: ThesisExplanation) -> HTML {
    let items = explanation.cruxes.filter(\.isShown).map { crux in
      item(crux, folded: explanation.cruxes.filter { $0.comesDownTo == crux.claim }.map(\.claim))
    }
    guard !items.isEmpty else { return "" }
    return "<ul class=\"statements deciding\">\n\(items.joined())</ul>\n"
  }

  private func item(_ crux: CruxScore, folded: [StatementID]) -> HTML {
    let mark: HTML = crux.level == .decides ? kind(.crux) : kind(.claim, word: "Matters")
    let effect: Sentence =
      "If true, it \(crux.verdictIfTrue.words); if false, it \(crux.verdictIfFalse.words)."
    return """
      <li class="\(crux.level == .decides ? "crux" : "matters")">\(mark) \(claimed(crux.claim))
      <p class="meta">\(sentence(effect)) \(sentence(crux.circumstances(folded: folded)))</p></li>

      """
  }

  /// What would have to be rejected: single claims at once, sets of several to be unfolded.
  func rejections(_ explanation: ThesisExplanation) -> HTML {
    var single = [explanation.loadBearingSentence, explanation.flips.settlingSentence]
      .compactMap(\.self)
    let found = explanation.flips.sentences(before: explanation.headline.verdict)
    let sets = found.filter { $0.statementCount > 1 }
    single += found.filter { $0.statementCount == 1 }
    let remarks = found.filter { $0.statementCount == 0 }
    guard !sets.isEmpty else { return list(single + remarks) }
    let notes = remarks.map { "<p class=\"meta\">\(sentence($0))</p>\n" as HTML }
    return """
      \(list(single))<details class="sets">
      <summary>\(counted(sets.count, "set of claims", "sets of claims")) that would change it \
      together</summary>
      <ul class="sentences">
      \(sets.map(together).joined())</ul>
      \(notes.joined())</details>

      """
  }

  /// `Rejecting "a" and "b" together would overturn it.` with the claims below one another.
  private func together(_ sentence: Sentence) -> HTML {
    let claims = sentence.pieces.compactMap(\.statement).map { "<li>\(claimed($0))</li>\n" as HTML }
    let start = sentence.pieces.prefix { $0.statement == nil }
    let end = sentence.pieces.suffix(
      from: (sentence.pieces.lastIndex { $0.statement != nil } ?? -1) + 1)
    var lead = Sentence(Array(start) + [.words("these")] + end).text(statement: \.rawValue)
    if lead.hasSuffix(".") { lead.removeLast() }
    return """
      <li>\(lead):
      <ul>
      \(claims.joined())</ul></li>

      """
  }
}

extension Sentence {
  fileprivate var statementCount: Int { pieces.compactMap(\.statement).count }
}

extension Sentence.Piece {
  fileprivate var statement: StatementID? {
    if case .statement(let id) = self { id } else { nil }
  }
}
