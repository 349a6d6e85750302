import CorpusChecking
import CruxModel
import Suggesting

/// A suggestion with what it would be called and what it is about.
struct Proposal {
  struct Target {
    enum Ground: String {
      case quote, title
    }

    var ground: Ground
    /// Of the statement that is answered; nil where nobody made one of those words, and none is
    /// proposed.
    var id: String?
    /// The words answered.
    var words: String
  }

  var suggestion: Suggestion
  var id: String
  var target: Target?
}

/// What is proposed for a thread.
///
/// - Parameters:
///   - file: A thread as its file is.
///   - taken: Ids in use anywhere in the corpus.
///   - least: The least confidence.
func proposals(
  for file: ThreadFile, ownCues: [CorpusSettings.Cue], taken: Set<String>,
  atLeast least: Suggestion.Confidence
) -> [Proposal] {
  var taken = taken
  let chosen = suggestions(for: file.thread, ownCues: ownCues).filter { $0.confidence >= least }
  var found = chosen.map { suggestion in
    let kind = suggestion.label.kind ?? .claim
    return Proposal(
      suggestion: suggestion,
      id: readableID(from: suggestion.sentence.telling, kind: kind, taken: &taken))
  }
  let finder = TargetFinder(thread: file.thread, proposals: found)
  for index in found.indices { found[index].target = finder.target(of: found[index]) }
  return found
}

/// Finds the statement that a proposal answers, among those of the thread and those proposed.
private struct TargetFinder {
  let thread: DiscussionThread
  let proposals: [Proposal]

  func target(of proposal: Proposal) -> Proposal.Target? {
    switch proposal.suggestion.target {
    case .quote(let quote): target(ofQuote: thread.quotes[quote])
    case .title: titleTarget(for: proposal.suggestion.sentence.post)
    case nil: nil
    }
  }

  private func target(ofQuote quote: Quote) -> Proposal.Target? {
    guard let passage = quote.passages.first else { return nil }
    let text = passage.text.range
    let written = thread.statements.filter { $0.post == passage.post && shown($0).overlaps(text) }
    let proposed = proposals.filter {
      $0.suggestion.sentence.post == passage.post && $0.suggestion.sentence.shown.overlaps(text)
    }
    let ids = written.map(\.id.rawValue) + proposed.map(\.id)
    return Proposal.Target(
      ground: .quote, id: ids.count == 1 ? ids.first : nil,
      words: String(decoding: thread.body.text[text], as: UTF8.self))
  }

  /// What the opening post says of the title: the statement that shares most words with it.
  private func titleTarget(for post: Int) -> Proposal.Target? {
    guard let opening = thread.posts[post].parent else { return nil }
    let written = thread.statements.filter { $0.post == opening && !$0.id.isTemporary }.map {
      (id: $0.id.rawValue, words: thread.body.words(in: $0.content), score: 0)
    }
    let likely = proposals.filter {
      $0.suggestion.sentence.post == opening && $0.suggestion.confidence > .low
    }
    let proposed = likely.map {
      (id: $0.id, words: $0.suggestion.sentence.text, score: $0.suggestion.score)
    }
    let best = (written + proposed).max {
      (sharedStems($0.words, thread.title), $0.score)
        < (sharedStems($1.words, thread.title), $1.score)
    }
    return Proposal.Target(ground: .title, id: best?.id, words: best?.words ?? thread.title)
  }

  private func shown(_ statement: Statement) -> Range<Int> {
    let nodes = thread.body.content[statement.content]
    guard let first = nodes.first, let last = nodes.last else { return 0..<0 }
    return Int(first.text.lower)..<max(Int(first.text.lower), Int(last.text.upper))
  }
}

extension PostSentence {
  /// Its text without an *I think that* at its beginning, which would begin every other id.
  fileprivate var telling: String {
    let words = text.split(separator: " ")
    let opening = words.prefix(2).map { $0.lowercased() }
    guard opening.count == 2, ["i", "we"].contains(opening[0]),
      ["think", "believe", "feel", "suspect"].contains(opening[1]), words.count > 4
    else { return text }
    let rest = words.dropFirst(2)
    return (rest.first?.lowercased() == "that" ? rest.dropFirst() : rest).joined(separator: " ")
  }
}
