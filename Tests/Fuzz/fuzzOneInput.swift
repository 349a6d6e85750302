import CruxModel
import ThreadParsing

/// The fuzz target of the parser: any bytes give a thread whose ranges lie inside its own bytes.
///
/// Built and run by `Tests/Fuzz/run`, which seeds it with the examples of `docs/format.md`.
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let thread = parseThread(bytes, path: "fuzz.md")
  check(thread)
  precondition(!dump(thread).isEmpty, "a dump says at least the thread's id")
  return 0
}

private func check(_ thread: DiscussionThread) {
  let body = thread.body
  var open: [Int] = []
  for (index, node) in body.content.enumerated() {
    precondition(node.end > index && node.end <= body.content.count, "a node ends after itself")
    precondition(node.source.lower <= node.source.upper, "a node's source is a range")
    precondition(Int(node.source.upper) <= body.source.count, "a node's source is in the file")
    precondition(node.text.lower <= node.text.upper, "a node's text is a range")
    precondition(Int(node.text.upper) <= body.text.count, "a node's text is in the text")
    while let last = open.last, last <= index { open.removeLast() }
    precondition(open.last.map { node.end <= $0 } ?? true, "a node ends inside its parent")
    precondition(Int(node.depth) == open.count, "a node's depth counts its parents")
    if node.end > index + 1 { open.append(Int(node.end)) }
  }
  for statement in thread.statements {
    precondition(statement.content.upperBound <= body.content.count, "a statement's text is there")
    precondition(thread.posts.indices.contains(statement.post), "a statement's post is there")
  }
  for quote in thread.quotes {
    for passage in quote.passages {
      precondition(passage.text.upper <= body.text.count, "a passage is in the text")
      precondition(!passage.text.isEmpty, "a passage has words")
    }
  }
  for case .link(let index) in thread.links.map(\.target) {
    precondition(thread.links.indices.contains(index), "a step is there")
  }
}
