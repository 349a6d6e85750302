import CruxModel

/// One thread with the keys its rows get.
struct ThreadRows {
  let prepared: PreparedThread
  let first: NextKeys

  init(_ prepared: PreparedThread, first: NextKeys) {
    self.prepared = prepared
    self.first = first
    var replies = Array(repeating: 0, count: prepared.thread.posts.count)
    for parent in prepared.thread.posts.compactMap(\.parent) { replies[parent] += 1 }
    self.replies = replies
  }

  var thread: DiscussionThread { prepared.thread }
  var key: Value { .integer(first.thread) }

  var postRows: Int { thread.posts.count + (prepared.hasIntroduction ? 1 : 0) }

  var nextKeys: NextKeys {
    var next = first
    next.thread += 1
    next.post += Int64(postRows)
    next.statement += Int64(thread.statements.count)
    next.link += Int64(thread.links.count)
    next.stance += Int64(thread.stances.count)
    next.quote += Int64(thread.quotes.count)
    return next
  }

  /// How many posts answer each post.
  let replies: [Int]

  /// From when a post of the thread counts.
  func date(ofPost post: Int) -> Timestamp? {
    prepared.dates.indices.contains(post) ? prepared.dates[post] : thread.date
  }

  /// Posts count from 1 in the index, because 0 is the introduction.
  func position(ofPost post: Int?) -> Value { .integer(post.map { $0 + 1 } ?? 0) }

  /// `line, column, offset`.
  func place(_ place: Place) -> [Value] {
    [.integer(place.line), .integer(place.column), .integer(place.offset)]
  }
}

/// How much of a thread is somebody's.
struct ThreadPerson {
  var posts = 0
  var statements = 0
}

extension ThreadRows {
  /// Everybody who writes, holds, records or takes a stance in the thread.
  var people: [PersonID: ThreadPerson] {
    var people: [PersonID: ThreadPerson] = [:]
    for post in thread.posts { people[post.author, default: ThreadPerson()].posts += 1 }
    for statement in thread.statements {
      if let holder = statement.holder { people[holder, default: ThreadPerson()].statements += 1 }
      if let annotator = statement.annotator {
        people[annotator, default: ThreadPerson()].posts += 0
      }
    }
    for stance in thread.stances { people[stance.person, default: ThreadPerson()].posts += 0 }
    for recorder in thread.links.compactMap(\.recorder) {
      people[recorder, default: ThreadPerson()].posts += 0
    }
    return people
  }
}
