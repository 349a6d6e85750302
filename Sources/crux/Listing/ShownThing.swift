import CruxModel
import CruxStore

/// What an id, a path or a name stands for.
enum ShownThing {
  case statement(StatementDetails)
  case thread(ListedThread, posts: [PostDetails])
  case post(PostDetails)
  case person(ListedPerson, statements: [ListedStatement], changes: [ChangeOfMind])

  /// Finds a statement, else a thread or `thread#anchor`, else a person; `@Name` is a person only.
  init(named typed: String, in store: Store) throws {
    if typed.hasPrefix("@") {
      self = try ShownThing.person(typed, in: store)
    } else if let statement = try ShownThing.statement(typed, in: store) {
      self = statement
    } else if let thread = try ShownThing.threadOrPost(typed, in: store) {
      self = thread
    } else if try store.person(named: typed) != nil {
      self = try ShownThing.person(typed, in: store)
    } else {
      throw Failure.unknownID(typed, nearest: try store.statementID(near: typed))
    }
  }

  private static func statement(_ typed: String, in store: Store) throws -> ShownThing? {
    guard let id = try store.statement(named: typed) else { return nil }
    if let details = try store.details(of: id) { return .statement(details) }
    // An answer of a yes/no crux without a list is shown with its crux.
    return try id.pole.flatMap { try store.details(of: $0.crux) }.map { .statement($0) }
  }

  private static func threadOrPost(_ typed: String, in store: Store) throws -> ShownThing? {
    if let thread = try store.thread(named: typed) {
      return .thread(thread, posts: try store.posts(of: thread.id))
    }
    guard let (name, anchor) = StatementID(typed).pole,
      let thread = try store.thread(named: name.rawValue)
    else { return nil }
    let posts = try store.posts(of: thread.id)
    if let post = posts.first(where: { $0.anchor.rawValue == anchor }) { return .post(post) }
    throw Failure.unknownPost(
      anchor, thread: thread.id.rawValue, anchors: posts.map(\.anchor.rawValue))
  }

  private static func person(_ typed: String, in store: Store) throws -> ShownThing {
    let people = try store.people()
    let id = try store.person(named: typed)
    guard let person = people.first(where: { $0.id == id }) else {
      let name = typed.hasPrefix("@") ? String(typed.dropFirst()) : typed
      throw Failure.unknownPerson(
        name, nearest: nearest(to: name, among: people.map(\.id.rawValue)))
    }
    return .person(
      person, statements: try store.statements(of: person.id),
      changes: try store.changesOfMind().filter { $0.after.person == person.id })
  }

  /// Where it is written: path and line; nil for a person.
  var place: (path: String, line: Int)? {
    switch self {
    case .statement(let details): (details.statement.path, details.statement.line)
    case .thread(let thread, _): (thread.path, 1)
    case .post(let post): (post.path, post.line)
    case .person: nil
    }
  }
}
