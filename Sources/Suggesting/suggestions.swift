import CruxModel

/// Weighs every sentence of a thread's posts that is not annotated yet, in the order they stand.
///
/// A sentence's score is the sum of the weights of its cues: words of the lexicon and of `crux.yml`,
/// where it stands, how long it is, and what it shares with the title and the post it answers. What
/// reaches `mediumScore` is worth proposing. A proposed sentence is
///
/// - a `Crux` where it holds words that say what a question turns on;
/// - `Granted` where it agrees, in a reply, and takes nothing back;
/// - a `Rebuttal` in a reply to somebody else, except where whoever opened the discussion says
///   neither *but* nor *I disagree* and quotes nothing;
/// - else a `Claim`.
///
/// - Parameters:
///   - thread: With its body.
///   - ownCues: Of `crux.yml`, by their words.
package func suggestions(
  for thread: DiscussionThread, ownCues: [CorpusSettings.Cue] = []
) -> [Suggestion] {
  let sentences = sentences(of: thread)
  let context = ThreadContext(thread, sentences)
  let own = ownCues.compactMap(OwnCue.init)
  var found = sentences.map { Weighed($0, in: context, own) }
  addNeighbours(to: &found)
  return found.map { $0.suggestion(in: context) }
}

/// From here on a sentence is proposed; chosen by cross-validation (`docs/suggest.md`).
package let mediumScore = 22
package let highScore = 26
/// The same for a crux, whose words say more than where it stands.
package let cruxScore = 12

/// A phrase of `crux.yml` with what it stands for.
private struct OwnCue {
  let cue: CorpusSettings.Cue
  let phrase: CuePhrase

  init?(_ cue: CorpusSettings.Cue) {
    guard let phrase = CuePhrase(words: foldedWords(of: cue.words.utf8)) else { return nil }
    self.cue = cue
    self.phrase = phrase
  }

  var weight: Int {
    switch cue.kind {
    case .claim, .rebuttal: 10
    case .crux: Cue.crux.weight
    case .none: -30
    }
  }
}

/// A sentence with its cues.
private struct Weighed {
  let sentence: PostSentence
  var place: Set<PlaceCue>
  var words: [FoundCue]
  /// What its words of `crux.yml` say that it is.
  let ownKinds: Set<CorpusSettings.Cue.Kind>

  init(_ sentence: PostSentence, in context: ThreadContext, _ own: [OwnCue]) {
    self.sentence = sentence
    place = context.placeCues(of: sentence)
    words = CueIndex.builtIn.matches(in: sentence.words).map { cue, words in
      FoundCue(name: cue.name, weight: cue.weight, words: words)
    }
    let matched = own.filter { $0.phrase.firstMatch(in: sentence.words) != nil }
    ownKinds = Set(matched.map(\.cue.kind))
    words += matched.map {
      FoundCue(name: $0.cue.words, weight: $0.weight, words: $0.cue.words)
    }
  }

  func has(_ cue: String) -> Bool { words.contains { $0.name == cue } }

  func suggestion(in context: ThreadContext) -> Suggestion {
    let placed = place.map { FoundCue(name: $0.rawValue, weight: $0.weight, words: nil) }
    let cues = (words + placed).sorted { ($1.weight, $0.name) < ($0.weight, $1.name) }
    let score = cues.reduce(0) { $0 + $1.weight }
    let label = label(in: context)
    return Suggestion(
      label: label, confidence: confidence(score), score: score, cues: cues,
      target: label == .rebuttal ? target(in: context) : nil, sentence: sentence)
  }

  private func confidence(_ score: Int) -> Suggestion.Confidence {
    if ownKinds.contains(.none) { return .low }
    if score >= highScore { return .high }
    let isLikely = score >= (has(Cue.crux.name) ? cruxScore : mediumScore)
    return isLikely || !ownKinds.isEmpty ? .medium : .low
  }

  private func label(in context: ThreadContext) -> Label {
    if has(Cue.crux.name) || ownKinds.contains(.crux) { return .crux }
    if ownKinds.contains(.rebuttal) { return .rebuttal }
    if ownKinds.contains(.claim) { return .claim }
    let post = context.thread.posts[sentence.post]
    guard let parent = post.parent, context.thread.posts[parent].author != post.author else {
      return .claim
    }
    let contradicts = has("begins-with-contrast") || has("disagreement")
    if has("agreement"), !contradicts { return takesBack ? .claim : .granted }
    if place.contains(.replyOfOpener), !contradicts, sentence.position.quote == nil {
      return .claim
    }
    return .rebuttal
  }

  /// Whether an agreement goes on with *but*.
  private var takesBack: Bool {
    sentence.words.contains { ["but", "however", "though", "although", "yet"].contains($0) }
  }

  /// The quote right above; else the title, for a sentence that is likely to be about all of the
  /// opening post; nil where the structure does not tell.
  private func target(in context: ThreadContext) -> Suggestion.Target? {
    if let quote = sentence.position.quote { return .quote(quote) }
    guard place.contains(.answerToOpening) else { return nil }
    let general: Set<PlaceCue> = [
      .firstOfPost, .lastOfPost, .sharesTitleWords, .sharesAnsweredWords,
    ]
    let isGeneral =
      !place.isDisjoint(with: general)
      || ["opinion", "begins-with-conclusion", "disagreement"].contains(where: has)
    return isGeneral ? .title : nil
  }
}

/// Adds the cues that lie in the sentence before or after, in the same post.
private func addNeighbours(to sentences: inout [Weighed]) {
  for index in sentences.indices.dropFirst() {
    let before = sentences[index - 1]
    let sentence = sentences[index]
    guard before.sentence.post == sentence.sentence.post else { continue }
    if sentence.has("begins-with-because") { sentences[index - 1].place.insert(.beforeReason) }
    if sentence.has("example") { sentences[index - 1].place.insert(.beforeExample) }
    if before.has("example") { sentences[index].place.insert(.afterExample) }
    if before.has("begins-with-because") { sentences[index].place.insert(.afterReason) }
  }
}
