import CruxModel
import CruxStore

/// Statements, one after the other.
struct StatementsPage: ListingPage {
  let statements: [ListedStatement]

  init(_ statements: [ListedStatement]) { self.statements = statements }

  func write(to page: inout Page) {
    if statements.isEmpty { return page.paragraph([.init("nothing is left unanswered")]) }
    for statement in statements {
      page.paragraph(statement.heading)
      page.paragraph([.init(statement.text)], indent: 2)
      page.line(
        [.init("\(statement.path):\(statement.line):\(statement.column)", .faint)], indent: 2)
    }
  }

  var listing: Listing {
    Listing("unanswered", statements.map(\.record), fieldNames: ListedStatement.fieldNames)
  }
}

extension ListedStatement {
  var heading: [Page.Run] {
    var runs: [Page.Run] = [.init(kind.rawValue, .cyan), .init(" " + id.rawValue, .bold)]
    if let holder { runs.append(.init(" · \(holder)")) }
    if let date { runs.append(.init(" · \(date)", .faint)) }
    return runs
  }

  static let fieldNames = [
    "id", "kind", "author", "date", "thread", "path", "line", "column", "text",
  ]

  var record: Record {
    Record([
      ("id", .text(id.rawValue)), ("kind", .text(kind.rawValue)),
      ("author", .text(holder?.rawValue)), ("date", .text(date)),
      ("thread", .text(thread.rawValue)), ("path", .text(path)), ("line", .number(line)),
      ("column", .number(column)), ("text", .text(text)),
    ])
  }
}

struct PeoplePage: ListingPage {
  let people: [ListedPerson]

  init(_ people: [ListedPerson]) { self.people = people }

  func write(to page: inout Page) {
    if people.isEmpty { return page.paragraph([.init("nobody writes here yet")]) }
    for person in people {
      let role = person.role == "speaker" ? "" : " (\(person.role))"
      let name = person.name == person.id.rawValue ? "" : ", \(person.name)"
      page.paragraph(
        [
          .init(person.id.rawValue, .bold), .init(name + role),
          .init(
            " · \(count(person.posts, "post")), \(count(person.statements, "statement")) in \(count(person.threads, "thread"))",
            .faint),
        ], hanging: 2)
    }
  }

  var listing: Listing {
    Listing(
      "people",
      people.map { person in
        Record([
          ("id", .text(person.id.rawValue)), ("name", .text(person.name)),
          ("role", .text(person.role)), ("posts", .number(person.posts)),
          ("statements", .number(person.statements)), ("threads", .number(person.threads)),
        ])
      }, fieldNames: ["id", "name", "role", "posts", "statements", "threads"])
  }
}

struct ThreadsPage: ListingPage {
  let threads: [ListedThread]

  init(_ threads: [ListedThread]) { self.threads = threads }

  func write(to page: inout Page) {
    if threads.isEmpty { return page.paragraph([.init("there are no threads yet")]) }
    for thread in threads {
      page.paragraph(
        [
          .init(thread.id.rawValue, .bold), .init(" · " + thread.title),
          .init(thread.date.map { " · \($0)" } ?? "", .faint),
        ], hanging: 2)
      page.line(
        [
          .init(
            "\(count(thread.posts, "post")) by \(count(thread.people, "person", "people")), \(count(thread.statements, "statement")) · \(thread.path)",
            .faint)
        ], indent: 2)
    }
  }

  var listing: Listing {
    Listing(
      "threads",
      threads.map { thread in
        Record([
          ("id", .text(thread.id.rawValue)), ("title", .text(thread.title)),
          ("path", .text(thread.path)), ("date", .text(thread.date)),
          ("topics", .texts(thread.topics)), ("posts", .number(thread.posts)),
          ("statements", .number(thread.statements)), ("people", .number(thread.people)),
        ])
      },
      fieldNames: ["id", "title", "path", "date", "topics", "posts", "statements", "people"])
  }
}

struct ChangesPage: ListingPage {
  let changes: [ChangeOfMind]

  init(_ changes: [ChangeOfMind]) { self.changes = changes }

  func write(to page: inout Page) {
    if changes.isEmpty { return page.paragraph([.init("nobody recorded a change of mind")]) }
    for change in changes {
      let causes = change.after.causes.map(\.rawValue).joined(separator: ", ")
      page.paragraph([
        .init(change.after.person.rawValue, .bold), .init(" on "),
        .init(change.after.statement.rawValue, .bold),
        .init(change.after.date.map { " · \($0)" } ?? "", .faint),
      ])
      page.paragraph(
        [
          .init("\(change.before.words), then \(change.after.words)"),
          .init(causes.isEmpty ? "" : " because of \(causes)"),
        ], indent: 2)
      page.line([.init("\(change.after.path):\(change.after.line)", .faint)], indent: 2)
    }
  }

  var listing: Listing {
    Listing(
      "changes",
      changes.map { change in
        Record([
          ("person", .text(change.after.person.rawValue)),
          ("statement", .text(change.after.statement.rawValue)),
          ("before", .text(change.before.words)), ("after", .text(change.after.words)),
          ("credenceBefore", .real(change.before.credence.value)),
          ("credenceAfter", .real(change.after.credence.value)),
          ("causes", .texts(change.after.causes.map(\.rawValue))),
          ("date", .text(change.after.date)), ("thread", .text(change.after.thread.rawValue)),
          ("anchor", .text(change.after.anchor?.rawValue)), ("path", .text(change.after.path)),
          ("line", .number(change.after.line)),
        ])
      },
      fieldNames: [
        "person", "statement", "before", "after", "credenceBefore", "credenceAfter", "causes",
        "date", "thread", "anchor", "path", "line",
      ])
  }
}

extension RecordedView {
  /// `disagrees (likely)`, `formerly agrees`.
  var words: String {
    let verb =
      switch attitude {
      case .agree, .implied: "agrees"
      case .disagree: "disagrees"
      case .unsure: "is unsure"
      case .credence: "holds it"
      }
    return (isFormer ? "formerly " : "") + verb + (credence.words.map { " (\($0))" } ?? "")
  }
}
