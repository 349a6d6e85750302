import CruxModel

/// A thread as JSON, for machines: what its page shows, with plain words.
///
/// Members that have no value are left out. Addresses are relative to the root of the site. Links
/// name their target as `target`, the step they deny as `from` and `target`.
package func threadJSON(_ thread: DiscussionThread, outline: CorpusOutline) -> [UInt8] {
  var json = JSONText(capacity: thread.body.text.count * 2)
  json.object { json in
    json.member("id", thread.id.rawValue)
    json.member("title", outline.threads[thread.id]?.title ?? thread.title)
    json.member("page", PageAddress.thread(thread.id).path)
    json.member("path", thread.path)
    json.member("source", thread.source)
    json.member("date", thread.date?.text)
    json.member("topics", thread.topics)
    json.member("was", thread.formerIDs.map(\.rawValue))
    json.member("introduction", words(thread.introduction, of: thread))
    json.array("posts", thread.posts) { $0.members(of: $1, in: thread, outline: outline) }
    json.array("statements", thread.statements) { $0.members(of: $1, in: thread) }
    json.array("links", thread.links) { $0.members(of: $1, in: thread) }
    json.array("stances", thread.stances) { $0.members(of: $1, in: thread) }
    json.array("quotes", thread.quotes) { $0.members(of: $1, in: thread) }
  }
  return json.bytes + [0x0A]
}

/// Nil where there are none.
private func words(_ nodes: Range<Int>, of thread: DiscussionThread) -> String? {
  text(thread.body.wordBytes(in: nodes))
}

private func text(_ words: [UInt8]) -> String? {
  words.contains { $0 > 0x20 } ? String(decoding: words, as: UTF8.self) : nil
}

extension JSONText {
  fileprivate mutating func members(
    of post: Post, in thread: DiscussionThread, outline: CorpusOutline
  ) {
    member("anchor", post.anchor.rawValue)
    member("author", outline.name(of: post.author))
    member("date", post.date?.text)
    member("permalink", post.permalink)
    member("answers", post.parent.map { thread.posts[$0].anchor.rawValue })
    member("words", words(post.content, of: thread))
  }

  fileprivate mutating func members(of statement: Statement, in thread: DiscussionThread) {
    member("id", statement.id.rawValue)
    member("kind", statement.kind.rawValue)
    member("form", statement.form.rawValue)
    member("label", statement.label?.rawValue)
    member("holder", statement.holder?.rawValue)
    member("annotator", statement.annotator?.rawValue)
    member("post", thread.posts[statement.post].anchor.rawValue)
    member("line", statement.place.line)
    member("words", text(thread.body.wordBytes(of: statement)))
    member("detail", words(statement.detail, of: thread))
    member("poles", statement.poles.map(\.rawValue))
    member("was", statement.formerIDs.map(\.rawValue))
  }

  fileprivate mutating func members(of link: Link, in thread: DiscussionThread) {
    member("kind", link.kind.rawValue)
    member("premises", link.premises.map(\.rawValue))
    if let entry = LinkEntry(link, in: thread) {
      if link.kind == .undercuts {
        member("from", entry.target.rawValue)
        member("target", entry.stepTarget?.rawValue)
      } else {
        member("target", entry.target.rawValue)
      }
    }
    member("recorder", link.recorder?.rawValue)
    member("post", thread.posts[link.post].anchor.rawValue)
    member("line", link.place.line)
  }

  fileprivate mutating func members(of stance: Stance, in thread: DiscussionThread) {
    member("person", stance.person.rawValue)
    member("statement", stance.statement.rawValue)
    member("attitude", stance.attitude.rawValue)
    member("credence", stance.credence.value)
    member("words", stance.credence.words)
    if stance.isFormer { member("when", "formerly") }
    member("because", stance.causes.map(\.rawValue))
    member("post", thread.posts[stance.post].anchor.rawValue)
    member("line", stance.place.line)
  }

  fileprivate mutating func members(of quote: Quote, in thread: DiscussionThread) {
    member("status", quote.status.rawValue)
    member("post", thread.posts[quote.post].anchor.rawValue)
    member("line", quote.place.line)
    let end = Int(thread.body.content[quote.node].end)
    member("words", words(quote.node + 1..<end, of: thread))
    guard let passage = quote.passages.first else { return }
    member("quotes", passage.post.map { thread.posts[$0].anchor.rawValue } ?? "introduction")
  }
}
