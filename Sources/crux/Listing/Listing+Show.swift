import CruxModel
import CruxStore

extension Listing {
  /// One item, with the fields of its kind.
  init(_ thing: ShownThing, standing: String?) {
    let record =
      switch thing {
      case .statement(let details): Record(details, standing: standing)
      case .thread(let thread, let posts): Record(thread, posts)
      case .post(let post): Record(post)
      case .person(let person, let statements, let changes): Record(person, statements, changes)
      }
    self.init("show", [record], fieldNames: record.fields.map(\.name))
  }
}

extension Record {
  fileprivate init(_ details: StatementDetails, standing: String?) {
    self.init(
      details.statement.record.fields + [
        ("label", .text(details.label)), ("detail", .text(details.detail)),
        ("standing", .text(standing)),
        ("formerIDs", .texts(details.formerIDs.map(\.rawValue))),
        ("poles", .parts(details.poles.map { Part($0) })),
        ("targets", .parts(details.targets.map { Part($0) })),
        ("sources", .parts(details.sources.map { Part($0) })),
        ("views", .parts(details.views.map { Part($0) })),
        ("repeats", .parts(details.repeats.map { Part($0) })),
        (
          "references",
          .parts(
            details.references.map { Part([("path", .text($0.path)), ("line", .number($0.line))]) })
        ),
      ])
  }

  fileprivate init(_ thread: ListedThread, _ posts: [PostDetails]) {
    self.init(
      ThreadsPage([thread]).listing.items[0].fields + [
        (
          "contents",
          .parts(
            posts.map { post in
              Part([
                ("anchor", .text(post.anchor.rawValue)), ("author", .text(post.author.rawValue)),
                ("date", .text(post.date)), ("parent", .text(post.parent?.rawValue)),
                ("line", .number(post.line)), ("text", .text(post.words)),
                ("quoted", .text(post.quoted)),
              ])
            })
        )
      ])
  }

  fileprivate init(_ post: PostDetails) {
    self.init([
      ("id", .text("\(post.thread)#\(post.anchor)")), ("kind", .text("post")),
      ("author", .text(post.author.rawValue)), ("date", .text(post.date)),
      ("thread", .text(post.thread.rawValue)), ("title", .text(post.threadTitle)),
      ("path", .text(post.path)), ("line", .number(post.line)), ("text", .text(post.words)),
      ("quoted", .text(post.quoted)), ("parent", .text(post.parent?.rawValue)),
      ("replies", .texts(post.replies.map(\.rawValue))),
      ("contents", .parts(post.statements.map { Part($0) })),
    ])
  }

  fileprivate init(
    _ person: ListedPerson, _ statements: [ListedStatement], _ changes: [ChangeOfMind]
  ) {
    self.init(
      PeoplePage([person]).listing.items[0].fields + [
        ("contents", .parts(statements.map { Part($0) })),
        ("changes", .texts(changes.map(\.after.statement.rawValue))),
      ])
  }
}

extension Part {
  fileprivate init(_ statement: ListedStatement) {
    self.init([
      ("id", .text(statement.id.rawValue)), ("author", .text(statement.holder?.rawValue)),
      ("text", .text(statement.text)), ("path", .text(statement.path)),
      ("line", .number(statement.line)),
    ])
  }

  fileprivate init(_ other: StatementDetails.Neighbour) {
    self.init([
      ("id", .text(other.id.rawValue)), ("relation", .text(other.kind.rawValue)),
      ("pole", .text(other.pole?.rawValue)),
      ("author", .text(other.holder?.rawValue)), ("recorder", .text(other.recorder?.rawValue)),
      ("text", .text(other.text)),
    ])
  }

  fileprivate init(_ view: RecordedView) {
    self.init([
      ("person", .text(view.person.rawValue)), ("statement", .text(view.statement.rawValue)),
      ("view", .text(view.words)), ("credence", .real(view.credence.value)),
      ("date", .text(view.date)), ("path", .text(view.path)), ("line", .number(view.line)),
    ])
  }
}
