import CruxModel
import Suggesting

/// What `crux suggest` prints for readers.
struct SuggestPage {
  let file: ThreadFile
  let proposals: [Proposal]
  /// The thread's path as shown.
  let path: String

  func write(to page: inout Page) {
    for proposal in proposals {
      write(proposal, to: &page)
      page.blankLine()
    }
    guard !proposals.isEmpty else { return }
    page.paragraph([
      .init(
        "Nothing is written. 'crux suggest \(file.thread.id) --write' marks these words where they "
          + "stand, '--only ID' some of them; 'crux label' marks any others.", .faint)
    ])
  }

  private func write(_ proposal: Proposal, to page: inout Page) {
    let suggestion = proposal.suggestion
    let author = file.thread.posts[suggestion.sentence.post].author
    page.paragraph([
      .init("\(path):\(suggestion.sentence.place)  ", .faint), .init("\(suggestion.label) "),
      .init(proposal.id, .bold), .init(" (\(author), \(suggestion.confidence))"),
    ])
    page.paragraph([.init(suggestion.sentence.text)], indent: 2)
    if let target = proposal.target {
      let name = target.id.map { "\($0): " } ?? ""
      page.paragraph(
        [
          .init("answers \(target.ground.words): ", .faint), .init(name, .bold),
          .init(target.words),
        ],
        indent: 2, hanging: 2)
    }
    page.paragraph([.init("cues: \(cues(of: suggestion))", .faint)], indent: 2, hanging: 2)
  }

  /// The three that weigh most, and a hedge, which says how surely somebody holds it.
  private func cues(of suggestion: Suggestion) -> String {
    let hedge = suggestion.cues.filter { $0.name == "hedge" }
    let heaviest = suggestion.cues.filter { $0.weight > 0 }.prefix(3)
    return (heaviest + hedge).map { cue in
      let name = cue.name.replacing("-", with: " ")
      guard let words = cue.words, words != cue.name else { return name }
      return "'\(words)' (\(name))"
    }.joined(separator: ", ")
  }
}

extension Proposal.Target.Ground {
  fileprivate var words: String {
    switch self {
    case .quote: "the quote above"
    case .title: "the opening post"
    }
  }
}

extension Listing {
  init(_ proposals: [Proposal], in thread: DiscussionThread) {
    self.init(
      "suggestions", proposals.map { Record($0, in: thread) },
      facts: [
        ("thread", .text(thread.id.rawValue)), ("path", .text(thread.path)),
      ],
      fieldNames: [
        "id", "kind", "confidence", "score", "text", "author", "anchor", "answers", "line",
        "column", "start", "end", "target", "targetGround", "targetText", "cues",
      ])
  }
}

extension Record {
  fileprivate init(_ proposal: Proposal, in thread: DiscussionThread) {
    let suggestion = proposal.suggestion
    let sentence = suggestion.sentence
    let post = thread.posts[sentence.post]
    self.init([
      ("id", .text(proposal.id)), ("kind", .text(suggestion.label.optionName)),
      ("confidence", .text(suggestion.confidence.rawValue)), ("score", .number(suggestion.score)),
      ("text", .text(sentence.text)), ("author", .text(post.author.rawValue)),
      ("anchor", .text(post.anchor.rawValue)),
      ("answers", .text(post.parent.map { thread.posts[$0].anchor.rawValue })),
      ("line", .number(sentence.place.line)), ("column", .number(sentence.place.column)),
      ("start", .number(sentence.source.lowerBound)), ("end", .number(sentence.source.upperBound)),
      ("target", .text(proposal.target?.id)),
      ("targetGround", .text(proposal.target?.ground.rawValue)),
      ("targetText", .text(proposal.target?.words)),
      (
        "cues",
        .parts(
          suggestion.cues.map {
            Part([
              ("name", .text($0.name)), ("words", .text($0.words)), ("weight", .number($0.weight)),
            ])
          })
      ),
    ])
  }
}
