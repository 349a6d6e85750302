import Testing

@testable import crux

struct SourceExcerptTests {
  private func excerpt(_ line: String, at column: Int, _ length: Int, width: Int = 40) -> [String] {
    let source = Array(("first\n" + line + "\nlast").utf8)
    let excerpt = SourceExcerpt(
      source, offset: 5 + column, column: column, length: length, width: width)
    return excerpt.map { [$0.line, $0.marker] } ?? []
  }

  @Test(arguments: [
    ("plain words", 7, 5, ["plain words", "      ^~~~~"]),
    ("a\tb", 3, 1, ["a   b", "    ^"]),
    ("\t\tb\tc", 3, 3, ["        b   c", "        ^~~~~"]),
    ("漢字 abc", 8, 3, ["漢字 abc", "     ^~~"]),
    ("漢字", 1, 6, ["漢字", "^~~~"]),
    ("e\u{301}x", 4, 1, ["e\u{301}x", " ^"]),
    ("\u{1B}[1mx", 5, 1, ["␛[1mx", "    ^"]),
    ("ab", 3, 9, ["ab", "  ^"]),
    ("abc", 2, 99, ["abc", " ^~"]),
    ("👩‍💻 x", 13, 1, ["👩‍💻 x", "   ^"]),
  ])
  func `the caret stands under the place`(
    line: String, column: Int, length: Int, expected: [String]
  ) {
    #expect(excerpt(line, at: column, length) == expected)
  }

  @Test func `a long line is cut around the place`() throws {
    let line =
      String(repeating: "é", count: 500_000) + "HERE" + String(repeating: "字", count: 500_000)
    let shown = excerpt(line, at: 1_000_001, 4, width: 40)
    #expect(shown.first == "…" + String(repeating: "é", count: 20) + "HERE字字字字字字字…")
    #expect(shown.last == String(repeating: " ", count: 21) + "^~~~")
  }

  @Test func `a place that the file no longer has is not shown`() {
    #expect(SourceExcerpt([0x61], offset: 9, column: 1, length: 1, width: 80) == nil)
    #expect(SourceExcerpt(Array("a\nb".utf8), offset: 2, column: 3, length: 1, width: 80) == nil)
    #expect(SourceExcerpt(Array("ab".utf8), offset: 0, column: 3, length: 1, width: 80) == nil)
  }

  @Test func `every byte of any line can be pointed at`() {
    let bytes = (0..<600).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }.filter {
      $0 != 10 && $0 != 13
    }
    for offset in bytes.indices {
      let excerpt = SourceExcerpt(bytes, offset: offset, column: offset + 1, length: 3, width: 30)
      #expect(excerpt.map { displayWidth($0.line) <= 33 } == true)
    }
  }

  @Test(arguments: [
    ("/a/corpus", "/a", "corpus/x.md"), ("/a", "/a", "x.md"), ("/a", "/a/b/c", "../../x.md"),
    ("/a/b", "/a/c", "../b/x.md"), ("/", "/", "x.md"),
  ])
  func `paths lead from the current folder`(root: String, current: String, expected: String) throws
  {
    var corpus = try CorpusFolder(at: "/")
    corpus.root = root
    #expect(ShownPaths(corpus: corpus, currentFolder: current)("x.md") == expected)
  }
}
