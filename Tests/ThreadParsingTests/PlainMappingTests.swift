import Testing

@testable import ThreadParsing

/// What is read without libyaml is what libyaml reads.
@Suite struct PlainMappingTests {
  @Test(arguments: [
    "title: What it hangs on\n",
    "title: 2 + 2 = 4; or (so) 'they' say!\ntopics: [safety, policy-2, a.b_c]\n",
    "source: https://example.org/debate?a=b\nid: one\ndate: 2025-11-04",
    "a: null\nb-c: y\n",
    "topics: [ a,b ,c]\n", "a: b: c\n", "a: b #c\n", "a: b\n  c\n", "a: \"b\"\n", "a:\n- b\n",
    "a: b\n\nc: d\n",
    "a: [b, c\n", "a: [b,]\n", "a: []\n", "a: [b c]\n", "a: b \n", "a:b\n", "- a: b\n", "a: é\n",
  ])
  func `front matter is read alike with and without the parser`(text: String) {
    compare(Array(text.utf8))
  }

  @Test func `plain lines with a few other bytes among them are read alike`() {
    let pieces = [
      "title: Of words", "topics: [a, b-1]", "\n", "\n", ": ", ":", " ", "  ", "#", " #", ",", "[",
      "]",
      "{", "'", "\"", "\n ", "-", "- ", "?", "? ", "!", "&a", "*a", "%", "@", "`", "|", ">", "\t",
      "\\",
      "a", "é", "~", "...", "---", "x: y\n",
    ].map { Array($0.utf8) }
    var random = Numbers()
    var plain = 0
    for _ in 0..<4_000 {
      var text = pieces[0] + pieces[2] + pieces[1]
      for _ in 0...random.below(3) {
        text.insert(
          contentsOf: pieces[random.below(pieces.count)], at: random.below(text.count + 1))
      }
      if compare(text) { plain += 1 }
    }
    #expect(plain > 300)
  }

  /// Whether the bytes were so plain that they were read without the parser.
  @discardableResult
  private func compare(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let plain = PlainMapping(bytes) else { return false }
      let text = String(decoding: bytes, as: UTF8.self)
      let parsed = try? YAMLDocument(withParser: bytes)
      #expect(plain.entries.map(shown) == parsed?.entries.map(shown), "\(text)")
      return true
    }
  }

  /// An entry, without the line of an end, which nobody asks for.
  private func shown(_ entry: YAMLDocument.Entry) -> String {
    if case .end = entry.event { return "end, next \(entry.next)" }
    return "\(entry.event), line \(entry.line), next \(entry.next)"
  }
}

/// Numbers as good as random, the same in each run (SplitMix64: Steele, Lea, Flood 2014).
struct Numbers {
  private var state: UInt64 = 1

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ (bits >> 31)) % UInt64(bound))
  }
}
