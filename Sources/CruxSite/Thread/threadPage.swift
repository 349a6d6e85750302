import CruxModel

/// The page of a thread: its words as written, with what is marked in the margin.
package func threadPage(_ thread: DiscussionThread, outline: CorpusOutline) -> [UInt8] {
  var writer = ThreadPageWriter(thread: thread, outline: outline)
  return writer.page()
}

private struct ThreadPageWriter {
  let thread: DiscussionThread
  let outline: CorpusOutline
  let address: PageAddress
  let entry: ThreadEntry
  var content: ThreadContentWriter

  init(thread: DiscussionThread, outline: CorpusOutline) {
    self.thread = thread
    self.outline = outline
    address = .thread(thread.id)
    entry =
      outline.threads[thread.id]
      ?? ThreadEntry(thread, opening: ThreadWords.opening(of: thread))
    content = ThreadContentWriter(thread, outline: outline)
  }

  mutating func page() -> [UInt8] {
    let shell = PageShell(
      outline: outline, address: address, title: entry.title, summary: entry.opening,
      linkedData: thread.linkedData(entry, outline: outline),
      alternate: PageAddress.threadJSON(thread.id).path)
    var html = HTML(capacity: thread.body.text.count * 2)
    html += "<div class=\"thread\">\n<header class=\"thread-head\">\n"
    html += "<h1>\(entry.title)</h1>\n\(facts)</header>\n"
    if thread.posts.count > 1 { html += contents }
    html += introduction()
    for index in thread.posts.indices { html += post(index) }
    content.passages.appendTargets(before: .max, to: &html)
    html += mentions
    html += "</div>\n"
    return shell.page(html)
  }

  // MARK: Head

  /// What the front matter says, other keys included.
  private var facts: HTML {
    var rows: [(HTML, HTML)] = []
    if let source = thread.source { rows.append(("Source", linked(source))) }
    if let date = thread.date { rows.append(("Begun", time(date))) }
    if !thread.topics.isEmpty {
      let topics = thread.topics.map { topic -> HTML in
        "<a href=\"\(PageAddress.topic(topic).reference(from: address))\">\(topic)</a>"
      }
      rows.append(("Topics", topics.joined(separator: ", ")))
    }
    if !thread.formerIDs.isEmpty {
      rows.append(("Formerly", "\(thread.formerIDs.map(\.rawValue).joined(separator: ", "))"))
    }
    for (key, value) in thread.otherKeys { rows.append(("\(key)", "\(value)")) }
    guard !rows.isEmpty else { return "" }
    let list = rows.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
    return "<dl class=\"facts\">\n\(list.joined(separator: "\n"))\n</dl>\n"
  }

  private func linked(_ source: String) -> HTML {
    guard let address = WebAddress(source), !address.isRelative else { return "\(source)" }
    return "<a href=\"\(address)\">\(source)</a>"
  }

  private var contents: HTML {
    """
    <nav class="contents" aria-label="Posts">
    <h2>Posts</h2>
    \(replyTree(of: thread, outline: outline))</nav>

    """
  }

  // MARK: Words

  private mutating func introduction() -> HTML {
    guard content.hasWords(thread.introduction) else { return "" }
    let words = content.markup(of: thread.introduction, under: 1)
    return "<section class=\"introduction\" aria-label=\"Introduction\">\n\(words)</section>\n"
  }

  private mutating func post(_ index: Int) -> HTML {
    let post = thread.posts[index]
    let id = elementID(for: post.anchor)
    let author = PageWriter(outline: outline, page: address).person(post.author)
    let kind: HTML = post.isAnnotation ? "post annotation" : "post"
    var html: HTML =
      "<article class=\"\(kind)\"\(content.idAttribute(id)) aria-labelledby=\"by.\(index)\">\n"
    html +=
      "<header class=\"byline\">\n<h2 id=\"by.\(index)\">\(author)</h2>\n"
    html += "<p>\(bylineParts(of: post).joined(separator: " · "))</p>\n</header>\n"
    html += content.markup(of: post.content, under: 2)
    html += "</article>\n"
    return html
  }

  private func bylineParts(of post: Post) -> [HTML] {
    var parts: [HTML] = []
    if let date = post.date { parts.append(time(date)) }
    if let parent = post.parent { parts.append("answers \(link(toPost: parent))") }
    if post.isAnnotation { parts.append("notes by the annotator") }
    if let permalink = post.permalink, let address = WebAddress(permalink), !address.isRelative {
      parts.append("<a href=\"\(address)\">original</a>")
    }
    let here = self.address.at(elementID(for: post.anchor)).reference(from: self.address)
    parts.append("<a class=\"permalink\" href=\"\(here)\">#\(post.anchor)</a>")
    return parts
  }

  private func link(toPost index: Int) -> HTML {
    let post = thread.posts[index]
    let target = address.at(elementID(for: post.anchor)).reference(from: address)
    return "<a href=\"\(target)\">\(outline.name(of: post.author))</a>"
  }

  private func time(_ date: Timestamp) -> HTML {
    "<time datetime=\"\(date.text)\">\(date.text)</time>"
  }

  // MARK: Foot

  /// Where other threads refer to this one.
  private var mentions: HTML {
    let found = entry.mentions(in: outline).filter { $0.thread != thread.id }
    guard !found.isEmpty else { return "" }
    let items = found.map { mention -> HTML in
      let other = outline.threads[mention.thread]
      let place = mention.anchor.map { PageAddress.post($0, of: mention.thread) }
      let target = (place ?? .thread(mention.thread)).reference(from: address)
      return """
        <li><a href="\(target)">\(other?.title ?? mention.thread.rawValue)</a> \
        <span class="context">\(mention.words)</span></li>
        """
    }
    return """
      <section class="mentions" aria-labelledby="page.mentions">
      <h2 id="page.mentions">Mentioned in</h2>
      <ul>
      \(items.joined(separator: "\n"))
      </ul>
      </section>

      """
  }
}

extension ThreadEntry {
  /// References to the thread, its posts and its statements.
  func mentions(in outline: CorpusOutline) -> [Mention] {
    var found = outline.mentions(of: id.rawValue)
    for anchor in anchors { found += outline.mentions(of: "\(id)#\(anchor)") }
    for statement in statements { found += outline.mentions(of: statement.rawValue) }
    return found
  }
}
