extension FlipReport {
  /// What would have to be rejected together, at most `limit` sets, and how far the search went.
  ///
  /// - Parameter before: the verdict as things are.
  package func sentences(before: Verdict, limit: Int = 5) -> [Sentence] {
    guard isPossible else { return ["No rejection of any number of these claims changes it."] }
    guard !flips.isEmpty else { return ["No set was found whose rejection changes it. \(note)"] }
    let overturning = Set(overturns)
    var sentences = flips.prefix(limit).map { set in
      self.sentence(set, changes: overturning.contains(set) ? .overturn : .change, before)
    }
    sentences += overturns.filter { !flips.contains($0) }.prefix(max(0, limit - sentences.count))
      .map { sentence($0, changes: .overturn, before) }
    let total = flips.count + overturns.filter { !flips.contains($0) }.count
    if total > sentences.count {
      sentences.append("There are \(total - sentences.count) more such sets.")
    }
    sentences.append(Sentence(stringLiteral: note))
    return sentences
  }

  /// What would settle an open thesis; nil for nothing.
  package var settlingSentence: Sentence? {
    let claims = settling.prefix(5).map { Sentence("\($0)") }
    guard !claims.isEmpty else { return nil }
    let more: Sentence = settling.count > 5 ? ", and \(settling.count - 5) more" : ""
    return "It would be settled if one of these were true: \(claims.joined(lastBy: " or "))\(more)."
  }

  private enum Change { case change, overturn }

  private func sentence(_ set: [StatementID], changes: Change, _ before: Verdict) -> Sentence {
    let effect =
      switch (changes, before) {
      case (.overturn, _): "overturn it"
      case (.change, .open): "settle it"
      case (.change, _): "leave it open"
      }
    let claims = set.map { Sentence("\($0)") }.joined()
    switch set.count {
    case 1: return "Rejecting \(claims) would \(effect)."
    case 2: return "Rejecting \(claims) together would \(effect); neither alone does."
    default: return "Rejecting \(claims) together would \(effect); no fewer of them do."
    }
  }

  private var note: String {
    switch coverage {
    case .complete(let size): "Every set of up to \(size) claims was tried."
    case .bounded(let tried, let candidates):
      "These are small sets found, perhaps not the smallest: sets of two and three were tried among \(tried) of \(candidates) claims."
    }
  }
}
