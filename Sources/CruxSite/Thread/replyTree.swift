import CruxModel

/// The posts of a thread as a nested list: who answers whom.
///
/// Indented at most `deepest` levels, so that neither a page nor a browser suffers from a long
/// exchange; deeper posts stay at the last level in their order.
func replyTree(of thread: DiscussionThread, outline: CorpusOutline) -> HTML {
  let deepest = 5
  let page = PageAddress.thread(thread.id)
  var depths: [Int] = []
  var html: HTML = "<ol class=\"replies\">\n"
  var depth = 0
  var isOpen = false
  for index in replyOrder(of: thread) {
    let post = thread.posts[index.post]
    let wanted = min(index.depth, deepest)
    if isOpen {
      if wanted > depth { html += "\n<ol>\n" } else { html += "</li>\n" }
      while depth > wanted {
        html += "</ol></li>\n"
        depth -= 1
      }
    }
    depth = wanted
    let target = page.at(elementID(for: post.anchor)).reference(from: page)
    html += "<li><a href=\"\(target)\">\(outline.name(of: post.author))</a>"
    html += marks(of: index.post, in: thread)
    isOpen = true
    depths.append(depth)
  }
  if isOpen { html += "</li>\n" }
  while depth > 0 {
    html += "</ol></li>\n"
    depth -= 1
  }
  html += "</ol>\n"
  return html
}

/// How many statements a post makes.
private func marks(of post: Int, in thread: DiscussionThread) -> HTML {
  let count = thread.statements.count { $0.post == post && $0.form != .pole }
  return count == 0
    ? "" : " <span class=\"count\">\(counted(count, "statement", "statements"))</span>"
}

/// Each post after the one it answers, answers in the order of the file.
private func replyOrder(of thread: DiscussionThread) -> [(post: Int, depth: Int)] {
  var answers: [[Int]] = Array(repeating: [], count: thread.posts.count)
  var stack: [(post: Int, depth: Int)] = []
  for (index, post) in thread.posts.enumerated() {
    if let parent = post.parent, parent < index { answers[parent].append(index) }
  }
  for (index, post) in thread.posts.enumerated().reversed() where (post.parent ?? index) >= index {
    stack.append((index, 0))
  }
  var order: [(post: Int, depth: Int)] = []
  while let next = stack.popLast() {
    order.append(next)
    for answer in answers[next.post].reversed() { stack.append((answer, next.depth + 1)) }
  }
  return order
}
