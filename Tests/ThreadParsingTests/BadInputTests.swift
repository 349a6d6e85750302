import CruxModel
import Testing
import ThreadParsing

/// Whatever the bytes, a thread comes out, everything readable in it, and what went wrong is noted.
@Suite struct BadInputTests {
  @Test func `an empty file is an empty thread named after its path`() {
    let thread = parseThread([], path: "notes/Empty One.md")
    #expect(thread.title == "Empty One")
    #expect(thread.id == "notes/empty one")
    #expect(thread.posts.isEmpty && thread.notices.isEmpty && !thread.isAnnotated)
  }

  @Test func `bytes that are not UTF-8 are noted and replaced`() {
    let bytes = Array("## @A · 2025-01-01\n\n**Claim** `a`: x".utf8) + [0xFF] + Array("y\n".utf8)
    let thread = parseThread(bytes, path: "x.md")
    #expect(thread.notices.map(\.kind) == [.notUTF8])
    #expect(thread.body.words(in: thread.statements[0].content) == "x\u{FFFD}y")
  }

  @Test func `what is UTF-8 is known wherever it stands`() {
    let scalars = Array("é€😀".utf8)
    for before in 0..<70 {
      let start = [UInt8](repeating: 0x61, count: before)
      #expect(parseThread(start + scalars + start, path: "x.md").notices.isEmpty)
      for wrong in [[0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0x80], [0xED, 0xA0, 0x80]] {
        let bytes = start + wrong.map(UInt8.init)
        let notices = parseThread(bytes, path: "x.md").notices
        #expect(notices.map(\.kind) == [.notUTF8])
        #expect(notices.map(\.place.offset) == [before])
        #expect(parseThread(bytes + start + [0x61], path: "x.md").notices.map(\.kind) == [.notUTF8])
      }
    }
  }

  @Test func `NUL, a byte order mark and every line ending are read as Markdown reads them`() {
    let text =
      "## @A · 2025-01-01 · #p\n\n**Claim** `a`: one\u{0}two\n**Rebuttal** `b` to `a`: three\n"
    for ending in ["\n", "\r\n", "\r"] {
      let written = text.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: ending)
      let thread = parse("\u{FEFF}" + written)
      #expect(thread.statements.map(\.id) == ["a", "b"], "with \(ending.debugDescription)")
      #expect(thread.statements.map(\.place.line) == [3, 4])
      #expect(thread.body.words(in: thread.statements[0].content) == "one\u{FFFD}two")
    }
  }

  @Test(arguments: ["> ", "- ", "1. ", "> - "])
  func `nesting of any depth is flattened with a notice, and nothing is lost`(marker: String) {
    let depth = 20_000
    let text = "## @A · 2025-01-01\n\n" + String(repeating: marker, count: depth) + "the end\n"
    let thread = parse(text)
    #expect(thread.body.content.count < 1_000)
    #expect(thread.body.content.last.map { thread.body.text(of: $0) } == "the end")
    #expect(thread.notices.contains { $0.kind == .nestedTooDeep(limit: 100) })
  }

  @Test func `inlines of any depth are flattened, and nothing is lost`() {
    let depth = 5_000
    let text =
      String(repeating: "*a **b ", count: depth) + String(repeating: "c** d* ", count: depth)
    let thread = parse(text)
    #expect(thread.body.content.allSatisfy { $0.depth <= 200 })
    let letters = thread.body.text.filter { (0x61...0x64).contains($0) }.count
    #expect(letters == 4 * depth)
  }

  @Test func `a paragraph with more brackets than libcmark bears is plain text`() {
    let text = "A [link](x).\n\n" + String(repeating: "![[]()", count: 5_000) + "\n\nB [link](x).\n"
    let thread = parse(text)
    #expect(thread.body.content.count { $0.kind == .link } == 2)
    #expect(thread.body.text.count { $0 == UInt8(ascii: "[") } == 10_000)
    #expect(thread.notices.map(\.kind) == [.tooManyBrackets(limit: 2_000)])
    #expect(thread.notices.map(\.place.line) == [3])
  }

  @Test func `a post with more markup than memory allows is plain text, the others are read`() {
    let dense = String(repeating: "a\n", count: 400_000)
    let thread = parse(
      """
      See [x].

      ## @A · 2025-01-01

      \(dense)
      ## [@B](https://example.org) · 2025-01-02

      **Claim** `c`: *Words* of [x].

      [x]: https://example.org
      """)
    #expect(thread.posts.map(\.author) == ["A", "B"])
    #expect(thread.statements.map(\.id) == ["c"])
    #expect(thread.statements.first?.place.line == 400_008)
    #expect(thread.body.text.count { $0 == UInt8(ascii: "a") } >= 400_000)
    let kinds = Set(thread.notices.map(\.kind))
    #expect(
      kinds == [.tooMuchMarkup(isPlainText: false), .tooMuchMarkup(isPlainText: true)])
    #expect(thread.notices.last?.place.line == 4)
  }

  @Test func `ten thousand headers in one paragraph are ten thousand statements`() {
    let lines = (0..<10_000).map { "**Claim** `c-\($0)`: number \($0)" }
    let thread = parse("## @A · 2025-01-01\n\n" + lines.joined(separator: "\n") + "\n")
    #expect(thread.statements.count == 10_000)
    #expect(
      thread.statements.last?.place
        == Place(line: 10_002, column: 1, offset: thread.statements.last?.place.offset ?? 0))
    #expect(thread.body.words(in: thread.statements[9_999].content) == "number 9999")
  }

  @Test(arguments: ["**Rebutal** `r` to `c`: No way out.", "**But** `r` (we): No way out."])
  func `a line under a statement that is prose keeps what is behind its colon`(line: String) {
    let thread = parse("## @A · 2025-01-01\n\n**Claim** `c`: One.\n\(line)\n")
    let words = thread.body.words(in: thread.statements[0].content)
    #expect(words.hasPrefix("One. ") && words.hasSuffix(": No way out."), "\(words)")
  }

  @Test func `nothing that a header says is lost without a word`() {
    let thread = parse(
      """
      ## @A · 2025-01-01

      > Said before

      **Claim** `q` quoted: And more.

      **Because** `b` of `x` for `y`: B.

      **Crux** `c` of `x` for `y`: C?

      - **Gold**: G.
      - **Gold**: H.
      """)
    #expect(
      thread.notices.map(\.kind)
        .filter { if case .textBesideQuoted = $0 { true } else { false } }.count == 1)
    #expect(
      thread.links.map { "\($0.premises[0]) \($0.kind.rawValue) \($0.ids.last ?? "")" } == [
        "b supports x", "b supports y", "c decides x", "c decides y",
      ])
    #expect(
      !thread.notices.contains { if case .singleRival = $0.kind { true } else { false } })
  }

  @Test func `ids of other scripts are ids`() {
    let thread = parse("## @Ω · 2025-01-01\n\n**Claim** `мысль-первая`: α\n- **Because** `理由`: β\n")
    #expect(thread.statements.map(\.id) == ["мысль-первая", "理由"])
    #expect(thread.links.map(\.target) == [.statement("мысль-первая")])
    #expect(thread.notices.isEmpty)
  }

  // MARK: Front matter

  @Test func `a YAML bomb is read without being expanded`() {
    let levels = (1...9).map { level in
      "a\(level): &a\(level) ["
        + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",") + "]"
    }
    let thread = parse("---\na0: &a0 lol\n" + levels.joined(separator: "\n") + "\n---\n\nText.\n")
    #expect(thread.otherKeys.count == 10)
    #expect(thread.body.words(in: thread.introduction) == "Text.")
  }

  @Test func `front matter too deep or too large is noted and left out`() {
    let deep = "---\ntitle: " + String(repeating: "[", count: 5_000) + "\n---\nText.\n"
    let large = "---\ntitle: " + String(repeating: "x", count: 2 << 20) + "\n---\nText.\n"
    for text in [deep, large] {
      let thread = parse(text)
      #expect(thread.notices.map(\.kind) == [.frontMatterTooLarge])
      #expect(thread.body.words(in: thread.introduction) == "Text.")
    }
  }

  @Test(arguments: [
    ("title: [a, b]", "title"), ("date: tomorrow", "date"), ("topics: {a: b}", "topics"),
    ("people: Ada", "people"), ("people: {Ada: {role: king}}", "role"),
    ("people: {Ada: {aliases: [A]}, Bo: {aliases: [A]}}", "aliases"),
    ("credence-words: {sure: much}", "credence-words"),
  ])
  func `a value of the wrong type is noted with its key, and the rest is read`(
    line: String, key: String
  ) {
    let thread = parse("---\n\(line)\nsource: a book\n---\n")
    guard case .invalidKeyValue(let found, _)? = thread.notices.first?.kind else {
      Issue.record("nothing was noted")
      return
    }
    #expect(found == key)
    #expect(thread.notices.map(\.place.line) == [2])
    #expect(thread.source == "a book")
  }

  @Test func `empty names and topics are none, and topics have their accents composed`() {
    let thread = parse(
      "---\ntopics: ['', ' ', cafe\u{301}]\npeople: {Bo: {name: ' '}}\n---\n")
    #expect(thread.topics.map { Array($0.utf8) } == [Array("caf\u{E9}".utf8)])
    #expect(thread.people.name(of: "Bo") == "Bo")
  }

  @Test func `a block that is no mapping is Markdown, one that begins with a key is malformed`() {
    let plain = parse("---\njust words\n---\n")
    #expect(plain.notices.isEmpty && !plain.body.content.isEmpty)
    let malformed = parse("---\ntitle: 'open\nid: x\n---\n# T\n")
    guard case .malformedFrontMatter? = malformed.notices.first?.kind else {
      Issue.record("nothing was noted")
      return
    }
    #expect(malformed.title == "T")
  }

  @Test(arguments: ["title: \"A", "title: \"Ä", "title: [\"日本語\",", "title: '😀"])
  func `what is left open is told at its line, whatever its letters`(line: String) {
    let thread = parse("---\n\(line)\nid: x\n---\n")
    #expect(thread.notices.map(\.place.line) == [2])
    for start in ["", "\u{FEFF}"] {
      let settings = parseSettings(Array("\(start)\(line)\nlanguage: en\n".utf8))
      #expect(settings.notices.map(\.place.line) == [1])
    }
  }

  @Test func `front matter that no line ends is noted and stays text`() {
    let thread = parse("---\ntitle: Open\n\n## @Ada · 2025-11-04\n\nText.\n")
    #expect(thread.notices.map(\.kind) == [.unclosedFrontMatter])
    #expect(thread.notices.map(\.place.line) == [1])
    #expect(thread.posts.count == 1)
    #expect(parse("---\n\nJust a line above.\n").notices.isEmpty)
  }

  @Test func `a key that stands twice is noted, and the last counts`() {
    let thread = parse("---\ntitle: One\ndate: 2025-11-04\ntitle: Two\n---\n")
    #expect(thread.notices.map(\.kind) == [.repeatedKey("title")])
    #expect(thread.notices.map(\.place.line) == [4])
    #expect(thread.title == "Two")
  }
}
