import CruxModel

extension Importer {
  /// The comments of a LessWrong post as the site gives them in Markdown.
  ///
  /// ```
  /// page     := "# Comments: " TITLE EOL "Post URL (Markdown): [" PATH "](" URL ")" ... comment*
  /// comment  := "### Comment by " ( "[" NAME "](/users/" SLUG ")" | "[Anonymous]" ) EOL
  ///             bullet* [ "Reactions (whole comment):" bullet* ]
  ///             [ "Reactions by quoted text:" ( quoted bullet* )* ] body
  /// bullet   := ("*" | "-") SP+ ( DATE SP TIME "Z" | KEY ": " VALUE )
  ///             KEY: Karma, Total votes, Approval votes, Reply depth,
  ///                  Parent comment (Markdown), HTML permalink, Markdown permalink
  ///             of reactions: NAME ": " COUNT [ " (" PERSON ( ", " PERSON )* ")" ]
  /// quoted   := bullet-mark '"' WORDS '"'            cut at 180 characters, "..." at the end then
  /// body     := ( TAB{min(depth + 1, 6)} TEXT EOL | EOL )*
  /// ```
  ///
  /// The list is flat in the order asked for; replies are rebuilt from the parents' ids. The body
  /// loses its indent, which Markdown would take for code. The post itself is not on the page.
  static let lessWrongPage = Importer(
    name: "lesswrong-page", summary: "a LessWrong page of comments, as the site's Markdown",
    recognises: { input in
      let head = input.bytes.prefix(1 << 14)
      return head.starts(with: Array("# Comments: ".utf8)) && head.holds(Array("omments".utf8))
    },
    read: { (input) throws(ImportError) in
      var reader = LessWrongPageReader(try input.lines())
      try reader.read()
      return Imported(threads: [reader.thread], losses: reader.losses)
    })
}

private struct LessWrongPageReader {
  private(set) var thread = ImportedThread(key: "", source: "", title: "")
  private(set) var losses = Losses()
  private let lines: [Substring]
  private var index = 0
  private var dated: [(seconds: Int64, post: ImportedPost)] = []
  private var reactions: [(post: String, list: [Reaction])] = []

  private static let heading = "### Comment by ["

  init(_ lines: [Substring]) { self.lines = lines }

  mutating func read() throws(ImportError) {
    readHead()
    while index < lines.count {
      if lines[index].hasPrefix(Self.heading) { try readComment() } else { index += 1 }
    }
    if dated.isEmpty { throw ImportError(.noPosts, at: .file) }
    thread.posts = dated.sorted { $0.seconds < $1.seconds }.map(\.post)
    let authors = Dictionary(
      thread.posts.map { ($0.author.name ?? "", $0.author) },
      uniquingKeysWith: { first, _ in first })
    for (post, list) in reactions {
      // Those who react are named without their address; commenters have one.
      let named = list.map { reaction in
        var reaction = reaction
        reaction.by = authors[reaction.by.id] ?? reaction.by
        return reaction
      }
      thread.annotations += annotations(of: named, onPost: post)
    }
  }

  private mutating func readHead() {
    thread.title = lines.first.map { String($0.dropFirst("# Comments: ".count)) } ?? "Comments"
    thread.source = "LessWrong: \(thread.title)"
    while index < lines.count, !lines[index].hasPrefix(Self.heading) {
      if lines[index].hasPrefix("Post URL"), let link = Self.address(in: lines[index]) {
        thread.source = link
      }
      index += 1
    }
    thread.key = "lesswrong-page/\(thread.source)"
  }

  /// `https://www.lesswrong.com`, from the address of the post.
  private var site: String? {
    guard thread.source.hasPrefix("https://") else { return nil }
    let host = thread.source.dropFirst(8).prefix { $0 != "/" }
    return host.isEmpty ? nil : "https://\(host)"
  }

  private struct Comment {
    var id: String?
    var date: Timestamp?
    var parent: String?
    var permalink: String?
    var depth = 0
    var reactions: [Reaction] = []
  }

  private mutating func readComment() throws(ImportError) {
    let first = index
    try ImportError.refuse(posts: dated.count, at: .line(first + 1))
    let name = lines[index].dropFirst(Self.heading.count).prefix { $0 != "]" }
    let user = Self.address(in: lines[index])
    index += 1
    var comment = Comment()
    readBullets(&comment)
    let body = readBody(depth: comment.depth)
    guard body.utf8.count <= ImportedPost.largest else {
      throw ImportError(.longPost(limit: ImportedPost.largest >> 20), at: .line(first + 1))
    }
    guard let id = comment.id else {
      throw ImportError(.missing("Markdown permalink"), at: .line(first + 1))
    }
    var author = ImportedAuthor.unnamed(ofPost: id)
    if let slug = user?.split(separator: "/").last.map(String.init) {
      author = ImportedAuthor(id: slug, handle: slug, name: String(name))
      author.url = site.map { "\($0)/users/\(slug)" }
    }
    var post = ImportedPost(id: id, author: author, body: body)
    post.date = comment.date
    post.parent = comment.parent
    post.permalink = comment.permalink
    if body.isEmpty { losses.add(.emptyPost) }
    dated.append((comment.date?.seconds ?? .max, post))
    if !comment.reactions.isEmpty { reactions.append((id, comment.reactions)) }
  }

  // MARK: Bullets

  private mutating func readBullets(_ comment: inout Comment) {
    var isReaction = false
    var words: String?
    while index < lines.count, !lines[index].hasPrefix("\t"), !lines[index].hasPrefix("###") {
      let line = lines[index].drop { $0 == " " }
      index += 1
      if line.hasPrefix("Reactions") {
        isReaction = true
        words = nil
      }
      guard line.first == "*" || line.first == "-" else { continue }
      let text = line.dropFirst().drop { $0 == " " }
      if isReaction, text.first == "\"" {
        words = Self.quotedWords(text)
      } else if isReaction {
        comment.reactions += readReactions(text, on: words)
      } else {
        read(text, into: &comment)
      }
    }
  }

  private mutating func read(_ text: Substring, into comment: inout Comment) {
    let value =
      text.split(separator: ":", maxSplits: 1).last.map { String($0).collapsingSpace } ?? ""
    if text.hasPrefix("Parent comment") {
      comment.parent = Self.lastPart(of: text)
    } else if text.hasPrefix("Markdown permalink") {
      comment.id = Self.lastPart(of: text)
    } else if text.hasPrefix("HTML permalink") {
      comment.permalink = Self.address(in: text)
    } else if text.hasPrefix("Reply depth") {
      comment.depth = Int(value) ?? 0
    } else if text.hasPrefix("Total votes") {
      losses.add(.vote, Int(clamping: Double(value) ?? 0))
    } else if text.first?.isNumber == true, comment.date == nil {
      comment.date = Timestamp(text.replacing(" ", with: "T", maxReplacements: 1))
      if comment.date == nil { losses.add(.date) }
    }
  }

  /// `changemind: 2 (Ada, Bo)`; without names only the number is known.
  private mutating func readReactions(_ text: Substring, on words: String?) -> [Reaction] {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return [] }
    guard let open = parts[1].firstIndex(of: "("), let close = parts[1].lastIndex(of: ")"),
      open < close
    else {
      losses.add(.reaction, Int(clamping: Double(String(parts[1]).collapsingSpace) ?? 1))
      return []
    }
    let names = parts[1][open..<close].dropFirst().split(separator: ",")
    return names.map { name in
      let author = ImportedAuthor(id: String(name).collapsingSpace, handle: String(name))
      return Reaction(name: String(parts[0]), isDenied: false, by: author, words: words)
    }
  }

  private static func quotedWords(_ text: Substring) -> String? {
    guard let end = text.lastIndex(of: "\""), end > text.startIndex else { return nil }
    var words = text[..<end].dropFirst()
    if words.hasSuffix("...") { words = words.dropLast(3) }
    return words.isEmpty ? nil : String(words)
  }

  /// The address of a link; nil where there is none.
  private static func address(in line: Substring) -> String? {
    guard let start = line.firstRange(of: "](")?.upperBound,
      let end = line[start...].lastIndex(of: ")")
    else { return nil }
    return String(line[start..<end])
  }

  /// The id at the end of the path that a link's words give.
  private static func lastPart(of line: Substring) -> String? {
    guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]") else {
      return nil
    }
    return line[open..<close].dropFirst().split(separator: "/").last.map(String.init)
  }

  // MARK: Body

  private mutating func readBody(depth: Int) -> String {
    let start = index
    while index < lines.count, lines[index].isEmpty || lines[index].first == "\t" { index += 1 }
    let body = lines[start..<index]
    let indented = body.filter { !$0.allSatisfy(\.isWhitespace) }
    let least = indented.map { $0.prefix { $0 == "\t" }.count }.min() ?? 0
    let indent = min(least, min(max(depth, 0) + 1, 6))
    return body.map { $0.dropFirst(min(indent, $0.prefix { $0 == "\t" }.count)) }
      .joined(separator: "\n")
  }
}
