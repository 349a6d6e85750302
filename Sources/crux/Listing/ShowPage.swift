import CruxModel
import CruxStore

/// What `crux show` prints of one thing.
struct ShowPage {
  let thing: ShownThing
  /// Whether its objections are answered, in words; nil where that is not asked of it.
  let standing: String?

  func write(to page: inout Page) {
    switch thing {
    case .statement(let details): write(details, to: &page)
    case .thread(let thread, let posts): write(thread, posts, to: &page)
    case .post(let post): write(post, to: &page)
    case .person(let person, let statements, let changes):
      PeoplePage([person]).write(to: &page)
      if !statements.isEmpty {
        heading("Statements", &page)
        list(statements, to: &page)
      }
      if !changes.isEmpty {
        heading("Changed their mind", &page)
        ChangesPage(changes).write(to: &page)
      }
    }
  }

  private func write(_ details: StatementDetails, to page: inout Page) {
    page.paragraph(details.statement.heading)
    page.paragraph([.init(details.statement.text)], indent: 2)
    if !details.detail.isEmpty { page.paragraph([.init(details.detail, .faint)], indent: 2) }
    place(details.statement.path, details.statement.line, &page)
    if !details.formerIDs.isEmpty {
      page.paragraph([
        .init("formerly \(details.formerIDs.map(\.rawValue).joined(separator: ", "))")
      ])
    }
    if let standing {
      let answer = details.statement.kind == .crux ? "#yes: " : ""
      page.paragraph([.init(answer + standing)])
    }
    if !details.poles.isEmpty {
      heading("Answers", &page)
      list(details.poles, to: &page)
    }
    neighbours("What it does", details.targets, &page) { $0.words }
    neighbours("What is said about it", details.sources, &page) { $0.wordsFromOther }
    views(details.views, &page)
    if !details.repeats.isEmpty {
      heading("The same words", &page)
      list(details.repeats, to: &page)
    }
    if !details.references.isEmpty {
      heading("Referred to in", &page)
      for reference in details.references { place(reference.path, reference.line, &page) }
    }
  }

  private func neighbours(
    _ title: String, _ neighbours: [StatementDetails.Neighbour], _ page: inout Page,
    words: (LinkKind) -> String
  ) {
    guard !neighbours.isEmpty else { return }
    heading(title, &page)
    for other in neighbours {
      let holder = other.holder.map { " (\($0))" } ?? ""
      page.paragraph(
        [
          .init(other.pole.flatMap { answer($0) } ?? ""),
          .init(words(other.kind) + " ", .faint), .init(other.id.rawValue, .bold),
          .init(holder + ": " + other.text),
        ],
        indent: 2, hanging: 2)
    }
  }

  /// Which answer of a crux is spoken of, before what is said of it.
  private func answer(_ id: StatementID) -> String? {
    id.pole.map { "#\($0.key): " }
  }

  private func views(_ views: [RecordedView], _ page: inout Page) {
    guard !views.isEmpty else { return }
    heading("Views", &page)
    for view in views {
      page.paragraph(
        [
          .init("\(view.person) \(view.words)"),
          .init(view.statement.pole.map { " on #\($0.key)" } ?? ""),
          .init(" · \(view.path):\(view.line)", .faint),
        ], indent: 2, hanging: 2)
    }
  }

  private func write(_ thread: ListedThread, _ posts: [PostDetails], to page: inout Page) {
    ThreadsPage([thread]).write(to: &page)
    for post in posts {
      page.blankLine()
      write(post, to: &page)
    }
  }

  private func write(_ post: PostDetails, to page: inout Page) {
    page.paragraph([
      .init(post.author.rawValue, .bold), .init(post.date.map { " · \($0)" } ?? "", .faint),
      .init(" · \(post.thread)#\(post.anchor)"),
      .init(post.parent.map { " · answers #\($0)" } ?? "", .faint),
    ])
    page.paragraph([.init(post.words)], indent: 2)
    if !post.quoted.isEmpty { page.paragraph([.init("quotes: " + post.quoted, .faint)], indent: 2) }
    for statement in post.statements {
      page.line(
        [.init(statement.kind.rawValue, .cyan), .init(" " + statement.id.rawValue)], indent: 2)
    }
    place(post.path, post.line, &page)
  }

  private func list(_ statements: [ListedStatement], to page: inout Page) {
    for statement in statements {
      page.paragraph(
        [.init(statement.id.rawValue, .bold), .init(": " + statement.text)], indent: 2, hanging: 2)
    }
  }

  private func heading(_ title: String, _ page: inout Page) {
    page.blankLine()
    page.line([.init(title, .bold)])
  }

  private func place(_ path: String, _ line: Int, _ page: inout Page) {
    page.line([.init("\(path):\(line)", .faint)], indent: 2)
  }
}

extension LinkKind {
  /// As said by the statement the link starts from.
  fileprivate var words: String {
    switch self {
    case .supports: "supports"
    case .needs: "is needed by"
    case .rebuts: "rebuts"
    case .undercuts: "undercuts a step from"
    case .sameAs: "says the same as"
    case .grants: "grants a point about"
    case .rejects: "rejects the question"
    case .decides: "decides"
    }
  }

  /// As said about the statement the link leads to.
  fileprivate var wordsFromOther: String {
    switch self {
    case .supports: "supported by"
    case .needs: "needs"
    case .rebuts: "rebutted by"
    case .undercuts: "a step undercut by"
    case .sameAs: "said again as"
    case .grants: "granted in"
    case .rejects: "rejected by"
    case .decides: "hangs on"
    }
  }
}
