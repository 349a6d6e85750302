import CruxModel

extension Importer {
  /// Markdown in which lines of another fashion begin the posts.
  ///
  /// ```
  /// file   := [ "# " TITLE ] introduction post+
  /// post   := BYLINE EOL text
  /// ```
  ///
  /// `BYLINE` is a line that fits one of the patterns of `foreign-byline` in `crux.yml`, such as
  /// `## Post #{number} by @{name} ({date})` or `**{name}** wrote:` (`BylinePattern`); without that
  /// key some usual ones are tried. A line in a block of code is none. Dates are ISO, or a day with
  /// the month's English name; posts without a number are counted. Nothing says what answers what.
  static let markdown = Importer(
    name: "markdown", summary: "Markdown with bylines of another fashion ('foreign-byline')",
    recognises: { input in
      guard [".md", ".markdown", ".txt"].contains(where: { input.name.lowercased().hasSuffix($0) })
      else { return false }
      var head = input
      head.bytes = Array(input.bytes.prefix(1 << 20))
      guard let lines = try? head.lines() else { return false }
      let reader = ForeignMarkdownReader(head, lines)
      return reader.bylines.count >= (input.settings.foreignBylines.isEmpty ? 2 : 1)
    },
    read: { (input) throws(ImportError) in
      var reader = ForeignMarkdownReader(input, try input.lines())
      try reader.read()
      return Imported(threads: [reader.thread], losses: reader.losses)
    })
}

private struct ForeignMarkdownReader {
  private(set) var thread: ImportedThread
  private(set) var losses = Losses()
  private let lines: [Substring]
  /// The numbers of the lines that begin posts, with what they say.
  private(set) var bylines: [(line: Int, parts: [BylinePattern.Place: String])] = []

  init(_ input: ImportInput, _ lines: [Substring]) {
    self.lines = lines
    thread = ImportedThread(
      key: "markdown/\(input.name)", source: input.name,
      title: String(input.name.prefix { $0 != "." }))
    let own = input.settings.foreignBylines.compactMap { BylinePattern($0) }
    findBylines(own.isEmpty ? BylinePattern.usual : own)
  }

  private mutating func findBylines(_ patterns: [BylinePattern]) {
    var fence: Fence?
    for (number, line) in lines.enumerated() {
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
        continue
      }
      fence = Fence(opening: line)
      guard fence == nil, line.utf8.count < 1_000 else { continue }
      let text = String(line).collapsingSpace
      for pattern in patterns {
        guard let parts = pattern.match(text.utf8) else { continue }
        bylines.append((number, parts))
        break
      }
    }
  }

  mutating func read() throws(ImportError) {
    try ImportError.refuse(posts: bylines.count, at: .line(bylines.last?.line ?? 1))
    guard let first = bylines.first else { throw ImportError(.noPosts, at: .file) }
    readIntroduction(lines[..<first.line])
    thread.source = "\(thread.title) (\(thread.source))"
    thread.key = thread.source
    var seen: Set<String> = []
    for (index, byline) in bylines.enumerated() {
      let end = index + 1 < bylines.count ? bylines[index + 1].line : lines.count
      let number = byline.parts[.number] ?? ""
      var id = number.isEmpty ? String(index + 1) : number
      if !seen.insert(id).inserted { id += "-\(index + 1)" }
      seen.insert(id)
      let name = byline.parts[.name] ?? ""
      var post = ImportedPost(
        id: id, author: ImportedAuthor(id: name, handle: name),
        body: lines[(byline.line + 1)..<end].joined(separator: "\n"))
      guard post.body.utf8.count <= ImportedPost.largest else {
        throw ImportError(.longPost(limit: ImportedPost.largest >> 20), at: .line(byline.line + 1))
      }
      if let written = byline.parts[.date] {
        post.date = foreignDate(written)
        if post.date == nil { losses.add(.date) }
      }
      thread.posts.append(post)
    }
  }

  private mutating func readIntroduction(_ lines: ArraySlice<Substring>) {
    var rest = lines.drop { $0.allSatisfy(\.isWhitespace) }
    if let first = rest.first, first.hasPrefix("# ") {
      thread.title = String(first.dropFirst(2)).collapsingSpace
      rest = rest.dropFirst()
    }
    thread.introduction = rest.joined(separator: "\n")
  }
}

/// A date as people write it: ISO with a space or `T`, `2 January 2026`, `Jan 2, 2026`, each with a
/// time behind it or not. Nil for anything else: what could be read in two ways is not read.
func foreignDate(_ text: String) -> Timestamp? {
  let words = text.split { $0 == " " || $0 == "," }.map(String.init).filter { $0 != "at" }
  if let date = Timestamp(text.collapsingSpace) ?? Timestamp(words.joined(separator: "T")) {
    return date
  }
  guard words.count >= 3, let month = words.prefix(2).compactMap(month).first,
    let day = words.prefix(2).compactMap({ Int($0.prefix { $0.isNumber }) }).first
  else { return nil }
  let start = "\(words[2])-\(twoDigits(month))-\(twoDigits(day))"
  let time = words.dropFirst(3).first.map { ($0.prefix(2).hasSuffix(":") ? "0" : "") + $0 }
  return time.flatMap { words.count == 4 ? Timestamp("\(start)T\($0)") : nil } ?? Timestamp(start)
}

private func month(_ word: String) -> Int? {
  let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  let word = word.lowercased().prefix { $0 != "." }
  guard word.count >= 3 else { return nil }
  return names.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
