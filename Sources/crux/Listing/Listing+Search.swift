import CruxModel
import CruxStore

extension Listing {
  init(_ result: SearchResult, of query: SearchQuery) {
    self.init(
      "search", result.hits.map { Record($0) },
      facts: [
        ("matched", .number(result.matched)), ("precision", .text(result.precision.rawValue)),
        ("ranked", .number(result.ranked)),
        ("unknownWords", .parts(result.unknownWords.map { Part($0) })),
        (
          "emptyingFilters",
          .parts(
            result.emptyingFilters.map {
              Part([
                ("filter", .text($0.filter.description)),
                ("matchedWithout", .number($0.matchedWithout)),
                ("precision", .text($0.precision.rawValue)),
              ])
            })
        ),
      ],
      fieldNames: [
        "id", "kind", "author", "date", "thread", "title", "anchor", "path", "line", "column",
        "text", "matches", "answers", "repeats", "score",
      ])
  }
}

extension Part {
  fileprivate init(_ word: SearchResult.UnknownWord) {
    self.init([("word", .text(word.word)), ("nearest", .texts(word.nearest))])
  }

  fileprivate init(_ answered: SearchHit.Answered) {
    self.init([
      ("id", .text(answered.id)), ("relation", .text(answered.relation.name)),
      ("author", .text(answered.author?.rawValue)), ("text", .text(answered.text)),
    ])
  }

  fileprivate init(_ repetition: SearchHit.Repeat) {
    self.init([
      ("id", .text(repetition.id.rawValue)), ("author", .text(repetition.author?.rawValue)),
      ("path", .text(repetition.path)), ("line", .number(repetition.line)),
    ])
  }
}

extension Record {
  init(_ hit: SearchHit) {
    self.init([
      ("id", .text(hit.id)), ("kind", .text(hit.kind)), ("author", .text(hit.author?.rawValue)),
      ("date", .text(hit.date)), ("thread", .text(hit.thread.rawValue)),
      ("title", .text(hit.threadTitle)), ("anchor", .text(hit.anchor?.rawValue)),
      ("path", .text(hit.path)), ("line", .number(hit.line)), ("column", .number(hit.column)),
      ("text", .text(hit.passage.text)),
      ("matches", .texts(hit.passage.runs.filter(\.isMarked).map(\.text))),
      ("answers", .parts(hit.answers.map { Part($0) })),
      ("repeats", .parts(hit.repeats.map { Part($0) })), ("score", .real(hit.score)),
    ])
  }
}

extension SearchHit {
  /// A statement's id, `thread#anchor`, or the thread's id for an introduction.
  var id: String {
    switch subject {
    case .statement(let id, _): id.rawValue
    case .post(let anchor): "\(thread)#\(anchor)"
    case .introduction: thread.rawValue
    }
  }

  var kind: String {
    switch subject {
    case .statement(_, let kind): kind.rawValue
    case .post: "post"
    case .introduction: "introduction"
    }
  }
}

extension SearchHit.Answered.Relation {
  /// As in `--json`.
  var name: String {
    switch self {
    case .link(let kind): kind.rawValue
    case .reply: "replies to"
    }
  }
}
