/// The statements with words in the introduction and in each post, as chains in one array: most posts
/// have none.
struct PostStatements {
  private struct Element {
    var statement: Int32
    /// The index of the one added before, and 1; 0 for none.
    var previous: Int32
  }

  private var elements: [Element] = []
  /// For the introduction and each post the index of what was added last, and 1; 0 for none.
  private var last: [Int32]

  init(posts: Int) { last = Array(repeating: 0, count: posts + 1) }

  /// Nil is the introduction.
  mutating func add(_ statement: Int, to post: Int?) {
    let chain = post.map { $0 + 1 } ?? 0
    elements.append(Element(statement: Int32(statement), previous: last[chain]))
    last[chain] = Int32(elements.count)
  }

  /// In the order in which they were added.
  func statements(of post: Int?) -> [Int] {
    var found: [Int] = []
    var next = Int(last[post.map { $0 + 1 } ?? 0])
    while next > 0 {
      found.append(Int(elements[next - 1].statement))
      next = Int(elements[next - 1].previous)
    }
    return found.reversed()
  }
}
