import CruxModel

extension ImportedThread {
  /// Whether both tell of one debate: they have one key, and not two addresses.
  package func isSameDebate(as other: ImportedThread) -> Bool {
    let bothKnown = source.hasPrefix("http") && other.source.hasPrefix("http")
    return key == other.key && (!bothKnown || source == other.source)
  }

  /// Adds what another file of the same debate holds and this has not.
  package mutating func merge(_ other: ImportedThread) {
    let known = Set(posts.map(\.id))
    posts += other.posts.filter { !known.contains($0.id) }
    let annotated = Set(annotations.map(\.id))
    annotations += other.annotations.filter { !annotated.contains($0.id) }
    topics += other.topics.filter { !topics.contains($0) }
    if date == nil { date = other.date }
    if userAddress == nil { userAddress = other.userAddress }
    if !source.hasPrefix("http"), other.source.hasPrefix("http") { source = other.source }
  }

  /// Gives authors without one the address that the thread's forum has for them.
  package mutating func addressAuthors() {
    guard let userAddress else { return }
    for index in posts.indices where posts[index].author.url == nil {
      if posts[index].author.isUnnamed { continue }
      posts[index].author.url = userAddress + posts[index].author.handle
    }
  }

  /// Puts every post behind its parent, and numbered posts in order of their numbers; a post whose
  /// parent is not there, or that answers itself through others, goes to the top.
  ///
  /// - Returns: how many parents were not there.
  package mutating func putInOrder() -> Int {
    let numbers = posts.compactMap { Int($0.id) }
    if numbers.count == posts.count {
      posts = zip(numbers, posts).sorted { $0.0 < $1.0 }.map(\.1)
    }
    dropRepeated()
    let known = Set(posts.map(\.id))
    var missing = 0
    for index in posts.indices {
      guard let parent = posts[index].parent, !known.contains(parent) else { continue }
      posts[index].parent = nil
      missing += 1
    }
    putChildrenBehindParents()
    return missing
  }

  /// Keeps the first of posts with one id.
  private mutating func dropRepeated() {
    var seen: Set<String> = []
    posts = posts.filter { seen.insert($0.id).inserted }
  }

  private mutating func putChildrenBehindParents() {
    var placed: Set<String> = []
    var waiting: [String: [ImportedPost]] = [:]
    var ordered: [ImportedPost] = []
    for post in posts {
      if let parent = post.parent, !placed.contains(parent) {
        waiting[parent, default: []].append(post)
        continue
      }
      var next = [post]
      while let post = next.popLast() {
        ordered.append(post)
        placed.insert(post.id)
        next += (waiting.removeValue(forKey: post.id) ?? []).reversed()
      }
    }
    for post in posts where !placed.contains(post.id) {
      var post = post
      post.parent = nil
      ordered.append(post)
    }
    posts = ordered
  }

  /// How many posts are above each post in the reply tree. The posts are in order.
  package var depths: [String: Int] {
    var depths: [String: Int] = [:]
    for post in posts { depths[post.id] = post.parent.map { (depths[$0] ?? 0) + 1 } ?? 0 }
    return depths
  }
}
