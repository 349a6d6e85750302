import CMarkArena
import CruxModel
import Testing

@testable import ThreadParsing

/// The fast ways over bytes find what the plain ones find.
@Suite struct FoldedWordsTests {
  @Test(arguments: ["ab", "abcdefgh ", "a", "the rain in spain stays, mainly."])
  func `words are found first where they first stand`(alphabet: String) {
    let letters = Array(alphabet.utf8)
    var random = Numbers()
    for round in 0..<400 {
      let text = (0..<random.below(300)).map { _ in letters[random.below(letters.count)] }
      let length = 1 + random.below(min(40, 2 + round / 8))
      let start = random.below(max(1, text.count - length))
      let isTaken = round % 2 == 0 && text.count > length
      let words =
        isTaken
        ? Array(text[start..<start + length])
        : (0..<length).map { _ in letters[random.below(letters.count)] }
      #expect(place(of: words, in: text) == plainPlace(of: words, in: text))
    }
  }

  @Test func `words that begin alike everywhere are found in linear time`() {
    let text = [UInt8](repeating: 0x7A, count: 400_000)
    let words = [UInt8](repeating: 0x7A, count: 20_000) + [0x61]
    #expect(place(of: words, in: text) == nil)
    #expect(place(of: words, in: text + words) == 400_000)
  }

  @Test(arguments: [
    ("Two\nlines of a paragraph", "two lines of a paragraph"),
    ("A  b \n\n c\td", "a b c d"), ("\n a\n", "a "), ("\"Q\" \u{201C}q\u{201D}", "'q' 'q'"),
    (String(repeating: "Words, and ", count: 9) + "\nÉND—so", nil),
    (String(repeating: "x", count: 33) + "  " + String(repeating: "Y\nZ ", count: 20), nil),
  ])
  func `words are folded the same however many are folded at a time`(text: String, folded: String?)
  {
    let bytes = Array(text.utf8)
    let whole = fold(bytes, by: bytes.count)
    if let folded { #expect(whole == folded) }
    #expect(whole == fold(bytes, by: 1))
  }

  @Test func `one table says which signs are equal, in ASCII and beyond`() {
    for scalar in (0x01...0x3100).compactMap(Unicode.Scalar.init) {
      let folded = FoldedSign(scalar).map { String(Unicode.Scalar($0.byte)) }
      let text = fold(Array("a\(scalar)a".utf8), by: 4)
      #expect(text == "a" + (folded ?? scalar.properties.lowercaseMapping) + "a")
    }
  }

  @Test func `code stands apart from the words before it`() {
    let post = "## @A · 2025-01-01\n\nThese words\n\n```\ncode\n```\n\nstand around it.\n\n"
    let quote = "## @B · 2025-01-02\n\n> words\n> ```\n> code\n> ```\n> stand\n"
    #expect(parse(post + quote).quotes.map(\.status) == [.exact])
  }

  /// Folds so many bytes at a time, never parting a scalar.
  private func fold(_ bytes: [UInt8], by step: Int) -> String {
    var folder = WordFolder(room: 16)
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        var end = min(start + step, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        folder.append(bytes, start..<end)
        start = end
      }
    }
    return String(decoding: folder.bytes.array, as: UTF8.self)
  }

  private func place(of words: [UInt8], in text: [UInt8]) -> Int? {
    words.withUnsafeBufferPointer { words in
      text.withUnsafeBufferPointer { text in
        guard let from = words.baseAddress, let base = text.baseAddress else { return nil }
        var needle = crux_needle_of(from, words.count)
        return crux_find(&needle, base, text.count).map { $0 - base }
      }
    }
  }

  private func plainPlace(of words: [UInt8], in text: [UInt8]) -> Int? {
    guard text.count >= words.count else { return nil }
    return (0...text.count - words.count).first {
      text[$0..<$0 + words.count].elementsEqual(words)
    }
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
