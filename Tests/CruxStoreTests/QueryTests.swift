import CruxStore
import Testing

@Suite struct QueryTests {
  @Test func `words, phrases, filters and their contraries are told apart`() {
    let query = parseQuery(
      "net -\"two words\" \"net harm\" by:\"Ada Lind\" -kind:crux leg* words:own")
    #expect(query.words.map(\.text) == ["net", "leg", "own"])
    #expect(query.words.map(\.isPrefix) == [false, true, false])
    #expect(query.words.last?.side == .words)
    #expect(query.required.map { $0.map(\.text) } == [["net harm"]])
    #expect(query.excluded.map(\.text) == ["two words"])
    #expect(query.filters.map(\.description) == ["by:\"Ada Lind\"", "-kind:crux"])
  }

  @Test(arguments: [
    ("\"a b\" OR c", [["a b", "c"]], []),
    ("c OR \"a b\"", [["c", "a b"]], []),
    ("a OR b", [], ["a", "b"]),
    ("OR", [], ["OR"]),
    ("a OR", [], ["a"]),
    ("\"unclosed phrase", [["unclosed phrase"]], []),
    ("a AND NOT b", [], ["a", "AND", "NOT", "b"]),
    ("for: by:", [], ["for", "by"]),
    ("http://x.org/a?b", [], ["http", "x", "org", "a", "b"]),
    ("-", [], []),
    ("* \"\" '' ()", [], []),
  ])
  func `nothing is a syntax error`(text: String, required: [[String]], words: [String]) {
    let query = parseQuery(text)
    #expect(query.required.map { $0.map(\.text) } == required)
    #expect(query.words.map(\.text) == words)
  }

  @Test func `no more than 64 terms are read`() {
    let query = parseQuery((0..<500).map { "w\($0)" }.joined(separator: " "))
    #expect(query.words.count == 64)
  }

  @Test func `any bytes are a query that the index answers`() throws {
    let store = try SampleIndex(sampleThreads).keepingOpen()
    var generator = SeededGenerator(seed: 7)
    let pieces: [[UInt8]] =
      [
        "launch", "\"", "'", "-", " ", "OR", "AND", "NOT", "NEAR(", ")", "(", "*", "^", ":", "{",
        "}", "by:", "kind:", "in:", "crux:", "pole:", "against:", "for:", "since:", "until:", "%",
        "answered:", "words:", "quotes:", "\\", ";--", "\0", "\u{202E}", "日本語", "é", "#", "~", "+",
        "2025", "topic:", "\n", "\t", "🙂", "reversible#no",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [2], [3]]
    for _ in 0..<3_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        bytes += pieces.randomElement(using: &generator) ?? []
        if Int.random(in: 0..<4, using: &generator) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        }
      }
      let query = parseQuery(String(decoding: bytes, as: UTF8.self))
      _ = try store.store.search(SearchRequest(query, limit: 3))
    }
  }
}

/// An open index that keeps its folder.
struct OpenSample {
  let index: SampleIndex
  let store: Store
}

extension SampleIndex {
  func keepingOpen() throws -> OpenSample { OpenSample(index: self, store: try open()) }
}
