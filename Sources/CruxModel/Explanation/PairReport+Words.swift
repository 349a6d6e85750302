extension PairReport {
  /// Where the two part, in one sentence: over the most telling crux, or why nothing can be said.
  package var sentence: Sentence {
    let pair: Sentence = "\(first.person) and \(second.person)"
    switch outcome {
    case .noDisagreement: return "\(pair) on \(thesis): no disagreement on the thesis."
    case .unexplained:
      let reasons = [first, second].compactMap { position in
        position.refusal.map { Sentence("\(position.person): \($0.words)") }
      }
      return "\(pair) on \(thesis): \(reasons.joined(lastBy: "; "))."
    case .cruxes(let cruxes):
      guard let crux = cruxes.first else {
        return
          "\(pair) disagree about \(thesis), but share no recorded claim on which they differ; ask each what would change their mind."
      }
      return sentence(crux)
    }
  }

  /// What one claim does between the two.
  package func sentence(_ crux: PairCrux) -> Sentence {
    let pair: Sentence = "\(first.person) and \(second.person)"
    switch crux.kind {
    case .double:
      return
        "\(pair) part over \(crux.claim): if either took the other's view of it, they would no longer hold their view of \(thesis)."
    case .oneSided:
      let mover = crux.movesFirst ? first.person : second.person
      return
        "\(mover) would change their view of \(thesis) by taking the other's view of \(crux.claim); the other would not."
    case .shared:
      return
        "\(pair) differ on \(crux.claim), but neither would change their view of \(thesis) over it alone."
    }
  }
}

extension DrillDown {
  /// The first report, then what lies behind it, step by step.
  package var sentences: [Sentence] {
    var sentences = reports.prefix(1).map(\.sentence)
    for report in reports.dropFirst() {
      sentences.append("What lies behind that: \(report.sentence)")
    }
    guard let crux = reports.last?.cruxes.first else { return sentences }
    switch end {
    case .nothingBehind: break
    case .notRecorded: sentences.append("What each rests that on is not recorded.")
    case .nothingShared:
      if crux.kind != .shared { sentences.append("What each rests that on is not recorded.") }
    case .circle: sentences.append("From there the chain comes back to \(crux.claim).")
    }
    return sentences
  }
}

extension Position {
  /// What the person declares and what their reasons come to, where both part; nil where they agree
  /// or where nothing was to be explained.
  package func refusalSentence(on thesis: StatementID) -> Sentence? {
    switch refusal {
    case nil: return nil
    case .noViewBehind:
      return "\(person): no recorded view on anything behind \(thesis), so no position is computed."
    case .reasonsLeaveOpen:
      return "\(person): the recorded reasons leave \(thesis) open, and no view of it is declared."
    case .reasonsLeadElsewhere:
      guard let declaredVerdict, let impliedVerdict else { return nil }
      return
        "\(person) declares that \(thesis) \(declaredVerdict.words), but by the recorded reasons it \(impliedVerdict.words): which reason is missing?"
    }
  }
}

extension Camps {
  /// The claims that would move most, and whom; at most `limit`.
  package func sentences(limit: Int = 3) -> [Sentence] {
    divides.filter { $0.standingMoved + $0.fallingMoved > 0 }.prefix(limit).map { divide in
      "The contrary view of \(divide.claim) would move \(share(divide.standingMoved, standing)) for whom it stands and \(share(divide.fallingMoved, falling)) for whom it falls."
    }
  }

  private func share(_ share: Double, _ people: [PersonID]) -> String {
    "\(Int((share * Double(people.count)).rounded())) of \(people.count)"
  }
}

extension Position {
  /// What the person's recorded views come to; nil where that is not computed.
  package func sentence(on thesis: StatementID) -> Sentence? {
    guard isExplained, let impliedVerdict else { return nil }
    return "By what \(person) has said, \(thesis) \(impliedVerdict.words)."
  }
}
