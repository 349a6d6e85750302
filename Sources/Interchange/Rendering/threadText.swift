import CruxModel

/// The front matter of the thread, with its line ends.
///
/// People are declared where their byline does not say their whole name or address. What would make
/// it longer than a thread's front matter can be is left out: first the fingerprints, then people.
///
/// - Parameter imported: Fingerprints of the posts.
package func frontMatter(
  of thread: ImportedThread, _ names: BylineNames, imported: [String] = []
) -> String {
  let head = headLines(of: thread)
  let people = names.authors.compactMap(names.declaration)
  let all =
    head + (people.isEmpty ? [] : ["people:"] + people)
    + (imported.isEmpty ? [] : [importedLine(imported)])
  let room = 1_000_000
  for lines in [all, all.dropLast(imported.isEmpty ? 0 : 1)] {
    let text = lines.joined(separator: "\n") + "\n---\n"
    if text.utf8.count < room { return text }
  }
  return head.joined(separator: "\n") + "\n---\n"
}

/// `imported: [8f3a9c1d, 51ab33f0]`.
package func importedLine(_ fingerprints: [String]) -> String {
  "imported: [\(fingerprints.joined(separator: ", "))]"
}

private func headLines(of thread: ImportedThread) -> [String] {
  var lines = ["---", "title: \(yamlText(thread.title.collapsingSpace))"]
  lines.append("source: \(yamlText(thread.source))")
  if let date = thread.date { lines.append("date: \(yamlText(date.text))") }
  if !thread.topics.isEmpty {
    lines.append("topics: [\(thread.topics.map { yamlText($0) }.joined(separator: ", "))]")
  }
  return lines
}

/// The byline of a post: `### [@Ada](https://…) · 2026-01-02T03:04Z · #c2 · re #c1`.
///
/// - Parameter depth: How many posts are above it in the reply tree; the level shows up to four.
package func byline(
  of post: ImportedPost, in thread: ImportedThread, _ names: BylineNames, depth: Int
) -> String {
  let name = "@" + escapingMarkdown(names[post.author])
  var parts = [
    post.permalink.flatMap { address($0, in: thread) }.map { "[\(name)](\($0))" } ?? name
  ]
  if let date = post.date { parts.append(date.text) }
  parts.append("#" + anchor(ofPost: post.id))
  if let parent = post.parent { parts.append("re #" + anchor(ofPost: parent)) }
  return String(repeating: "#", count: min(depth + 2, 6)) + " " + parts.joined(separator: " · ")
}

/// The anchor of a post, made of its id alone so that it is the same in every fetch: the id where it
/// can stand in a byline, else what of it can and a hash.
package func anchor(ofPost id: String) -> String {
  let isSafe: (UInt8) -> Bool = { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
  if id.utf8.count <= 40, !id.isEmpty, id.utf8.allSatisfy(isSafe) { return id }
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  let kept = String(decoding: id.utf8.filter(isSafe).prefix(24), as: UTF8.self)
  return (kept.isEmpty ? "p" : kept) + "-" + String(hash & 0xFFFF_FFFF, radix: 16)
}

/// An address as the target of a link; a path is one below the thread's source. Nil where that is
/// no address.
private func address(_ link: String, in thread: ImportedThread) -> String? {
  var link = link
  if link.hasPrefix("/") {
    guard thread.source.hasPrefix("https://") || thread.source.hasPrefix("http://") else {
      return nil
    }
    link = thread.source + link
  }
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in link.utf8 {
    if byte <= 0x20 || byte >= 0x7F || "()<>[]\\\"`*_|".utf8.contains(byte) {
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The words as Markdown on one line that libcmark reads as them: a backslash before what could be
/// markup anywhere, and before what could begin a block.
package func escapingMarkdown(_ words: String) -> String {
  var result = ""
  var isStart = true
  var isNumber = false
  for character in words {
    let couldBeMarkup = "\\`*_[]<>&!".contains(character)
    let couldBeginBlock = isStart && "#+->=~|:@".contains(character)
    let couldEndNumber = isNumber && ".)".contains(character)
    if couldBeMarkup || couldBeginBlock || couldEndNumber { result += "\\" }
    result.append(character)
    isNumber = (isStart || isNumber) && character.isASCII && character.isNumber
    isStart = isStart && character.isWhitespace
  }
  if result.last == "#" { result.insert("\\", at: result.index(before: result.endIndex)) }
  return result
}
