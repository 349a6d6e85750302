import CCMark
import CruxModel
import Interchange
import Testing
import ThreadParsing

@testable import crux

/// What comes from elsewhere reads in our threads as libcmark reads it there, and as nothing of ours.
@Suite struct RenderingTests {
  static let nasty = [
    "## @Ada · 2026-01-01 · #x", "# @Ada · 2026-01-01", "@Ada · 2026-01-01\n---\ntext",
    "## [@Ada](https://example.org) · #1", "## **@Ada** - 2026-01-01", "## &#64;Ada · #1",
    "## @Ada", "**Claim** `a`: one", "**Claim:** two", "__Because__ `b` to `a`: three",
    "**Agree** `a`", "**Disagree** `a` (80%)", "- **Agree** `a`\n- **Rebuttal** `r` to `a`: no",
    "text\n**Claim** `c`: later line", "**Claim** `d` quoted", "> q\n\n**Claim** `e` quoted by @Bo",
    "**Crux** `k`: Yes?\n\n- **Yes**: y\n- **No**: n", "[words](claim:z)",
    "[words](rebuttal:z \"to a\")",
    "[words][m]\n\n[m]: claim:z", "[[a]] and [[a|words]] and [[[b]]]", "[[@Ada]] `[[c]]`",
    "[1]: https://example.org/1\n\nsee [1] and [one][1]", "see [1] and [2]",
    "[2]: <https://example.org/two (2)> 'T'\n[3]:\n  /three\n\n> [4]: /four\n> see [4]\n\n[2], [3][]",
    "```\nopen", "~~~~ x\nopen\n~~~", "<!-- open", "<script>\nopen", "<?php open", "<div>\nhtml",
    "---\ntitle: no\n---", "===", "---", "    indented @Ada", "\ttabbed",
    "* a\n\n  > q\n\n      code",
    "\\@Ada \\[x] \\**y**", "![image][i]\n\n[i]: /i.png", "[![a][i]][l]\n\n[i]: /i\n[l]: /l", "\\",
    "a\\", "a  ", "&amp; &copy; \u{202E}rtl\u{0}nul", "\r\ncr\rlf\r\n",
    "**Rebutal** `x` to `a`: slip",
    "1. @Ada\n2. ## @Bo · #2", "- ## @Cy · #3\n- x", "<claim:x>", "[x]: /y", "**Claim** \\\n`a`: x",
    "**Only if** `n` to\n`a`: broken header", "**Evidence:** plain",
    "para\n    lazy\n> q\nlazy **Claim** `l`: x",
  ]

  @Test(arguments: nasty)
  func `a post reads as the same words, and holds nothing of ours`(text: String) throws {
    #expect(try check([text, "after [1] [m] [i] [x]"]) == 0)
  }

  @Test func `texts put together at random do too`() throws {
    var random = Sequence64(state: 7)
    var codeCount = 0
    for _ in 0..<30 {
      let posts = (0..<3).map { _ in
        (0..<(1 + random.below(4))).map { _ in Self.nasty[random.below(Self.nasty.count)] }
          .joined(separator: ["\n\n", "\n", " ", "\n> ", "\n  "][random.below(5)])
      }
      codeCount += try check(posts)
    }
    #expect(codeCount < 9, "of 90")
  }

  /// - Returns: how many posts could only be kept as code.
  @discardableResult
  private func check(_ texts: [String]) throws -> Int {
    var codeCount = 0
    var thread = ImportedThread(key: "k", source: "https://example.org/t", title: "T: \"x\" #y")
    for (number, text) in texts.enumerated() {
      var post = ImportedPost(
        id: "\(number + 1)", author: ImportedAuthor(id: "a", handle: "Ada - B (C) · D*"), body: text
      )
      if number > 0 { post.parent = "1" }
      thread.posts.append(post)
    }
    let bytes = ThreadDraft(thread, stem: "t").bytes
    let read = parseThread(bytes, path: "t.md")
    let shown = Comment(rawValue: String(decoding: bytes, as: UTF8.self))
    #expect(read.posts.map(\.anchor.rawValue) == texts.indices.map { "\($0 + 1)" }, shown)
    #expect(read.posts.allSatisfy { $0.author == "Ada B C D*" }, shown)
    #expect(read.statements.isEmpty && read.stances.isEmpty && read.references.isEmpty, shown)
    for (post, text) in zip(read.posts, texts) {
      let words = read.body.words(in: post.content).filter { !$0.isWhitespace }
      let original = cmarkWords(text).filter { !$0.isWhitespace }
      let isCode = IsolatedPost(text).isKeptAsCode
      if isCode { codeCount += 1 }
      let closing = words.hasPrefix(original) ? words.dropFirst(original.count) : "no"
      let isClosed = ["", "-->", "?>", "</pre>", "]]>", ">"].contains(String(closing))
      #expect(isCode || isClosed, "\(original)\n\(words)\n\(shown)")
    }
    return codeCount
  }
}

/// Numbers that are the same in every run (Vigna's SplitMix64).
struct Sequence64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

/// The literals of libcmark's tree in order, with a space for breaks and between blocks.
func cmarkWords(_ markdown: String) -> String {
  guard let root = cmark_parse_document(markdown, markdown.utf8.count, 0) else { return "" }
  defer { cmark_node_free(root) }
  var words = ""
  let walk = cmark_iter_new(root)
  defer { cmark_iter_free(walk) }
  while true {
    let event = cmark_iter_next(walk)
    if event == CMARK_EVENT_DONE { return words }
    guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) else { continue }
    if let literal = cmark_node_get_literal(node) {
      words += String(cString: literal)
    } else {
      words += " "
    }
  }
}
