extension ThesisExplanation {
  /// The headline: what the recorded arguments come to.
  package var headlineSentence: Sentence {
    if refusals.contains(.nothingBearsOnIt) {
      return "Nothing recorded bears on \(thesis), so there is nothing to compute."
    }
    let prefix: Sentence =
      refusals.contains(.nobodysView)
      ? "As the recorded arguments go (no one's view is recorded): " : ""
    let strength = headline.strength
    guard strength.isSettled else {
      return prefix
        + "\(thesis): an argument loop leaves this unsettled; its strength lies between \(strength.wordOfLow) and \(strength.wordOfHigh)."
    }
    return prefix
      + "\(thesis) \(headline.verdict.words) \(strength.bar) \(strength.word), on \(pointsFor) \(pointsFor == 1 ? "point" : "points") for and \(pointsAgainst) against."
  }

  /// Whether the recorded objections are answered.
  package var standingSentence: Sentence {
    switch standing {
    case .answered:
      let words = Standing.answeredWords(links: reasons.map(\.kind))
      return "\(words.prefix(1).uppercased() + words.dropFirst())."
    case .noGround: return "Nobody holds it, and no reason for it is left."
    case .loop: return "Caught in a loop: its objections stand or fall with one another."
    case .unanswered: return unansweredSentence
    }
  }

  private var unansweredSentence: Sentence {
    let missing = objections.filter { $0.kind == .needs }.flatMap(\.premises)
    let others = objections.filter { $0.kind != .needs }.map { link in
      link.premises.map { Sentence("\($0)") }.joined()
    }
    let needs: Sentence =
      "It needs \(listed(missing.map { "\($0)" })), which \(missing.count == 1 ? "does" : "do") not stand."
    if others.isEmpty { return missing.isEmpty ? "An objection is unanswered." : needs }
    let said: Sentence =
      "\(others.count == 1 ? "An objection is" : "Objections are") unanswered: \(listed(others))."
    return missing.isEmpty ? said : said + " " + needs
  }

  /// Of very many the first, and how many more there are.
  private func listed(_ sentences: [Sentence]) -> Sentence {
    let most = 6
    guard sentences.count > most else { return sentences.joined() }
    return (sentences.prefix(most - 1) + ["\(sentences.count - most + 1) more"]).joined()
  }

  /// Whether other ways of weighing give another reading; nil where there is nothing to weigh.
  package var secondOpinion: Sentence? {
    if refusals.contains(.nothingBearsOnIt) { return nil }
    if !sameVerdictHoweverWeighed {
      let parts = readings.map { Sentence("\($0.verdict.words) \($0.semantics.words)") }
      return "This depends on how points are weighed: it \(parts.joined())."
    }
    if !sameVerdictWithOtherDefaults {
      let parts = zip(otherDefaults, ["less", "more"]).map { reading, amount in
        Sentence("\(reading.verdict.words) if such a claim counts \(amount)")
      }
      return "This depends on how much an unargued claim counts: it \(parts.joined())."
    }
    return "It \(headline.verdict.words) however the points are weighed."
  }

  /// One sentence for each crux worth showing, most decisive first.
  package var cruxSentences: [Sentence] {
    cruxes.filter(\.isShown).map { crux in
      crux.sentence(folded: cruxes.filter { $0.comesDownTo == crux.claim }.map(\.claim))
    }
  }

  /// Claims that decide and that nobody disputes.
  package var loadBearing: [CruxScore] {
    cruxes.filter { $0.isLoadBearing && $0.comesDownTo == nil }
  }

  package var loadBearingSentence: Sentence? {
    let claims = loadBearing.map { Sentence("\($0.claim)") }
    return claims.isEmpty ? nil : "Agreed but decisive: \(claims.joined())."
  }

  /// What was not computed, and why.
  package var refusalSentences: [Sentence] {
    refusals.compactMap(\.sentence)
      + positions.compactMap { $0.refusalSentence(on: thesis) }
  }
}

extension Standing {
  /// Said of a statement that is `answered`, without a full stop: it may be for want of objections.
  ///
  /// - Parameter links: the kinds of those that bear on it directly, in whichever wording.
  package static func answeredWords(links: [LinkKind]) -> String {
    links.allSatisfy { $0 == .supports }
      ? "no objection is recorded" : "every recorded objection is answered"
  }
}

extension LinkName {
  /// What does what: `"a" supports "b"`.
  package var sentence: Sentence {
    let parts = premises.map { Sentence("\($0)") }.joined()
    let verb =
      switch kind {
      case .supports: "supports"
      case .needs: "is needed by"
      case .rebuts: "rebuts"
      case .undercuts: "undercuts a step"
      default: "bears on"
      }
    guard let target else { return "\(parts) \(verb)" }
    return "\(parts) \(verb) \(target)"
  }
}

extension CruxScore {
  /// `Crux: "…". If true, the thesis stands; if false, it falls. Held by Ana. …`
  ///
  /// - Parameter folded: the claims that come down to this one.
  package func sentence(folded: [StatementID]) -> Sentence {
    "\(level == .decides ? "Crux" : "Matters"): \(claim). If true, the thesis \(verdictIfTrue.words); if false, it \(verdictIfFalse.words). \(circumstances(folded: folded))"
  }

  /// Who thinks what of it, and how it bears on the thesis.
  ///
  /// - Parameter folded: the claims that come down to this one.
  package func circumstances(folded: [StatementID]) -> Sentence {
    var result = opinions.sentence
    if !route.isEmpty {
      let steps = route.map { Sentence("\($0)") }
      var path = Sentence()
      for (index, step) in steps.enumerated() {
        path = index == 0 ? step : "\(path), then \(step)"
      }
      result = result + " It bears through \(path)."
    }
    if !folded.isEmpty {
      let parts = folded.map { Sentence("\($0)") }.joined()
      result = result + " (\(parts) \(folded.count == 1 ? "comes" : "come") down to this.)"
    }
    if hasSeveralRoads {
      result = result + " It reaches the thesis by more than one road, so it may count twice."
    }
    return result
  }
}

extension Opinions {
  /// `Held by Ana, denied by Ben.`
  package var sentence: Sentence {
    let groups = [("held by", held), ("denied by", denied), ("left open by", undecided)]
    let parts = groups.filter { !$0.1.isEmpty }.enumerated().map { index, group in
      let people = group.1.map { Sentence("\($0)") }.joined()
      let verb = index == 0 ? group.0.prefix(1).uppercased() + group.0.dropFirst() : group.0
      return Sentence("\(verb) \(people)")
    }
    if parts.isEmpty { return "Nobody has said what they think of it." }
    return parts.joined(lastBy: ", ") + "."
  }
}

extension ThesisExplanation.Refusal {
  /// Nil for what the headline says already.
  fileprivate var sentence: Sentence? {
    switch self {
    case .nothingBearsOnIt, .nobodysView: return nil
    case .openLoop(let claims):
      let parts = claims.prefix(5).map { Sentence("\($0)") }
      let more = claims.count > 5 ? " and \(claims.count - 5) more" : ""
      return
        "A loop leaves these open: \(parts.joined(lastBy: more.isEmpty ? " and " : ", "))\(more)."
    case .circularSupport(let links):
      let parts = links.prefix(5).map(\.sentence)
      let more = links.count > 5 ? " and \(links.count - 5) more steps" : ""
      return
        "Left out, because it goes in a circle: \(parts.joined(lastBy: more.isEmpty ? " and " : ", "))\(more)."
    case .nearestOnly(let claims): return "Only the nearest \(claims) claims were looked at."
    case .swingsBounded(let computed, let claims):
      return
        "What hangs on a claim was computed for \(computed) of \(claims) claims, the most promising."
    }
  }
}

extension ThesisExplanation {
  /// Everything there is to say, in order: what a script or a page without layout of its own shows.
  package var allSentences: [Sentence] {
    var sentences = [standingSentence, headlineSentence]
    if let secondOpinion { sentences.append(secondOpinion) }
    if refusals.contains(.nothingBearsOnIt) { return sentences }
    sentences += cruxSentences
    if let loadBearingSentence { sentences.append(loadBearingSentence) }
    sentences += flips.sentences(before: headline.verdict)
    if let settling = flips.settlingSentence { sentences.append(settling) }
    sentences += positions.compactMap { $0.sentence(on: thesis) }
    return sentences + (camps?.sentences() ?? []) + refusalSentences
  }
}

extension LinkName {
  /// As a reason of its target, which is not named: `For: "a" and "b"`.
  package func sentence(shortOf thesis: StatementID) -> Sentence {
    let parts = premises.map { Sentence("\($0)") }.joined()
    return switch kind {
    case .supports: "For: \(parts)"
    case .rebuts: "Against: \(parts)"
    case .needs: "It needs: \(parts)"
    default: sentence
    }
  }
}
