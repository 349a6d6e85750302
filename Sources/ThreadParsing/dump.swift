import CruxModel

/// The thread as a readable tree with `line:column`: what the parser understood.
///
/// One line for each thing; two spaces a level. Text is cut at 60 characters.
package func dump(_ thread: DiscussionThread) -> String {
  var dump = ThreadDump(thread: thread)
  dump.write()
  return dump.text
}

private struct ThreadDump {
  let thread: DiscussionThread
  var text = ""

  mutating func write() {
    writeHead()
    if !thread.introduction.isEmpty {
      line(1, "introduction", quoted(thread.introduction))
      writeReferences(in: nil)
    }
    for post in thread.posts.indices { write(post: post) }
    for notice in thread.notices { line(1, "\(notice.place) notice", "\(notice.kind)") }
  }

  private mutating func writeHead() {
    line(0, "thread \(thread.id)", "\"\(thread.title)\"")
    if let source = thread.source { line(1, "source", source) }
    if let date = thread.date { line(1, "date", date.text) }
    if !thread.topics.isEmpty { line(1, "topics", thread.topics.joined(separator: ", ")) }
    for id in thread.formerIDs { line(1, "was", id.rawValue) }
    if !thread.imported.isEmpty { line(1, "imported", thread.imported.joined(separator: " ")) }
    for (key, value) in thread.otherKeys { line(1, "\(key):", value) }
  }

  private mutating func write(post index: Int) {
    let post = thread.posts[index]
    var words = ["@\(post.author)"]
    if let date = post.date { words.append(date.text) }
    if let parent = post.parent { words.append("re #\(thread.posts[parent].anchor)") }
    if let link = post.permalink { words.append("<\(link)>") }
    if post.isAnnotation { words.append("annotator") }
    line(1, "\(post.place) post #\(post.anchor)", words.joined(separator: " "))
    var items: [(place: Place, order: Int, write: (inout Self) -> Void)] = []
    for (order, quote) in thread.quotes.enumerated() where quote.post == index {
      items.append((quote.place, order, { $0.write(quote) }))
    }
    for (order, statement) in thread.statements.enumerated() where statement.post == index {
      items.append((statement.place, order, { $0.write(statement) }))
    }
    for (order, link) in thread.links.enumerated() where link.post == index {
      items.append((link.place, 1_000_000 + order, { $0.write(link, order) }))
    }
    for (order, stance) in thread.stances.enumerated() where stance.post == index {
      items.append((stance.place, 2_000_000 + order, { $0.write(stance) }))
    }
    items.sort { ($0.place.offset, $0.order) < ($1.place.offset, $1.order) }
    for item in items { item.write(&self) }
    writeReferences(in: index)
  }

  private mutating func write(_ statement: Statement) {
    var head = "\(statement.place) \(statement.kind.rawValue) `\(statement.id)`"
    if statement.form != .written { head += " \(statement.form.rawValue)" }
    if let label = statement.label { head += " \(label.rawValue)" }
    if let holder = statement.holder { head += " @\(holder)" }
    if let annotator = statement.annotator { head += " noted by @\(annotator)" }
    line(2, head, "\"\(cut(thread.body.wordBytes(of: statement)[...]))\"")
    if let name = statement.poleName {
      line(3, "pole", name + (statement.nickname.map { " (\($0))" } ?? ""))
    }
    if statement.kind == .crux, !statement.poles.isEmpty {
      let keys = statement.poles.map { $0.pole?.key ?? $0.rawValue }
      line(3, statement.hasRivalPoles ? "rivals" : "answers", keys.joined(separator: " | "))
    }
    for id in statement.formerIDs { line(3, "was", "`\(id)`") }
    if !statement.detail.isEmpty { line(3, "detail", quoted(statement.detail)) }
  }

  private mutating func write(_ link: Link, _ number: Int) {
    let premises = link.premises.map { "`\($0)`" }.joined(separator: " and ")
    var words = "\(premises) \(link.kind.rawValue) \(target(link.target))"
    if let recorder = link.recorder { words += " (@\(recorder))" }
    line(3, "\(link.place) link \(number)", words)
  }

  private func target(_ target: LinkTarget) -> String {
    switch target {
    case .statement(let id): "`\(id)`"
    case .link(let index): "link \(index)"
    case .step(let from, let to): "the step `\(from)` → `\(to)`"
    case .onlyStep(let from): "the only step from `\(from)`"
    }
  }

  private mutating func write(_ stance: Stance) {
    var words = "@\(stance.person) \(stance.attitude.rawValue) `\(stance.statement)`"
    words += " \(hundredths(stance.credence.value))"
    if let written = stance.credence.words { words += " (\(written))" }
    if stance.isFormer { words += " formerly" }
    for cause in stance.causes { words += " because of `\(cause)`" }
    line(3, "\(stance.place) stance", words)
  }

  private mutating func write(_ quote: Quote) {
    let range = quote.node + 1..<Int(thread.body.content[quote.node].end)
    line(2, "\(quote.place) quote \(quote.status.rawValue)", quoted(range))
    for passage in quote.passages {
      let post = passage.post.map { "#\(thread.posts[$0].anchor)" } ?? "the introduction"
      line(3, "in \(post)", "\"\(cut(thread.body.text[passage.text.range]))\"")
    }
  }

  private mutating func writeReferences(in post: Int?) {
    for reference in thread.references where reference.post == post {
      line(2, "\(reference.place) reference", reference.target)
    }
  }

  // MARK: Words

  private mutating func line(_ depth: Int, _ head: String, _ words: String) {
    text += String(repeating: "  ", count: depth) + head
    text += words.isEmpty ? "\n" : " \(words)\n"
  }

  private func quoted(_ nodes: Range<Int>) -> String {
    "\"\(cut(thread.body.wordBytes(in: nodes)[...]))\""
  }

  private func cut(_ bytes: ArraySlice<UInt8>) -> String {
    let words = String(decoding: bytes, as: UTF8.self)
      .split(whereSeparator: { $0 == " " || $0.isNewline }).joined(separator: " ")
    return words.count > 60 ? words.prefix(59) + "…" : words
  }

  private func hundredths(_ value: Double) -> String {
    let number = Int((value * 100).rounded())
    return number < 10 ? "0.0\(number)" : number >= 100 ? "1.00" : "0.\(number)"
  }
}
