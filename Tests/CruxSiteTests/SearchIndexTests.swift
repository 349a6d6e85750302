import CruxModel
import Testing
import ThreadParsing

@testable import CruxSite

/// The files of the search box's index. That the script reads them right is a test of `CruxTests`,
/// where node is there to run it.
@Suite struct SearchIndexTests {
  /// Words in small letters; what the program asks SQLite for.
  private func read(_ text: [UInt8], _ take: (UnsafeRawBufferPointer) -> Void) {
    for word in text.split(whereSeparator: { !(0x61...0x7A).contains($0 | 0x20) }) {
      word.map { $0 | 0x20 }.withUnsafeBytes(take)
    }
  }

  @Test func `a field is the words of a text with a space between them, and safe in a template`() {
    let signs = Array("aaaaaaaabcdefg     \n$`\\\u{7F}é".utf8)
    var seed: UInt64 = 1
    for length in 0..<40 {
      for _ in 0..<60 {
        let text = (0..<length).map { _ -> UInt8 in
          seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return signs[Int(seed >> 33) % signs.count]
        }
        #expect(fieldText(text) == simpleField(text), "\(text)")
      }
    }
  }

  /// The same, said as simply as can be.
  private func simpleField(_ text: [UInt8]) -> [UInt8] {
    let words = text.split { $0 <= 0x20 || $0 == 0x7F }
    return Array(
      words.map { word in
        word.flatMap { "$`\\".utf8.contains($0) ? [0x5C, $0] : [$0] }
      }.joined(separator: [0x20]))
  }

  @Test func `a term that many threads hold is found in each of them`() {
    let threads = (0..<100).map { number in
      (path: "t\(number).md", text: "## @Ada · #p\n\nword \(number % 3 == 0 ? "third" : "other")\n")
    }
    let all = places(of: "word", in: files(of: threads))
    #expect(all == Array(0..<100))
    #expect(places(of: "third", in: files(of: threads)) == (0..<34).map { $0 * 3 })
  }

  /// Documents whose own words hold a term.
  private func places(of term: String, in files: [String: String]) -> [Int] {
    let lines = files.filter { $0.key.hasPrefix("t") }.values.flatMap { $0.split(separator: "\n") }
    guard let line = lines.first(where: { $0.hasPrefix(term + " ") }) else { return [] }
    let field = line.split(separator: " ", omittingEmptySubsequences: false)[1]
    return [TermPlace](Array(field.utf8)[...], levelBits: 3, .own)?.map(\.document) ?? []
  }

  /// Files by name, less what stands around their text.
  private func files(of threads: [(path: String, text: String)]) -> [String: String] {
    let outline = CorpusOutline()
    let parsed = threads.map { parseThread(Array($0.text.utf8), path: $0.path) }
    for thread in parsed { outline.add(thread) }
    outline.finish()
    var builder = SearchIndexBuilder(sourceBytes: 1000)
    var files: [String: String] = [:]
    func emit(_ file: SitePage) {
      let text = String(decoding: file.bytes, as: UTF8.self)
      let name = String(file.address.path.dropFirst("search/".count).dropLast(".js".count))
      let opening = "cruxbook.part(\"\(name)\",`"
      #expect(text.hasPrefix(opening) && text.hasSuffix("`);\n"))
      files[name] = String(text.dropFirst(opening.count).dropLast("`);\n".count))
    }
    for thread in parsed {
      let made = SearchThread(
        thread, outline: outline, openingLength: builder.openingLength, read: read)
      builder.add(made, outline: outline, emit: emit)
    }
    builder.finish(outline: outline, standing: [.answered: ["good"]], emit: emit)
    return files
  }

  private static let thread = """
    ---
    title: Tea
    topics: [Drinks]
    ---

    ## @Ada · 2025-01-02

    Hot tea.

    **Claim** `good`: Tea is good.

    ### @Bo · 2025-01-03

    > Hot tea.

    **Rebuttal** `cold` to `good`: It gets cold.

    """

  @Test func `records show a post, and right behind it what is stated in it`() {
    let files = files(of: [("drinks/tea.md", Self.thread)])
    #expect(
      files["r0"] == """
        T\tdrinks.tea\tTea\t1
        P=Ada\t2025-01-02\tHot tea. Tea is good.
        c0\t\tgood\tTea is good.
        P=Bo\t2025-01-03\tIt gets cold.\tHot tea.\t\t2
        r1\t\tcold\tIt gets cold.
        """)
  }

  @Test func `terms and filters stand in order, each with its places`() throws {
    let files = files(of: [("drinks/tea.md", Self.thread)])
    let name = try #require(files.keys.first { $0.hasPrefix("t") })
    let lines = try #require(files[name]).split(separator: "\n")
    #expect(name == SearchKey.fileName(Array(":answered".utf8)))
    let names = lines.map { $0.split(separator: " ")[0] }
    #expect(
      names == [
        ":answered", ":by:Ada", ":by:Bo", ":in:drinks", ":in:drinks/tea",
        ":kind:claim", ":kind:rebuttal", ":quotes", ":standing:answered", ":statement",
        ":topic:drinks", ":words", "cold", "cold:", "gets", "good", "good:", "hot", "is", "it",
        "tea",
      ])
    // Documents 0 and 1 are Ada's: none before them, one more than the first.
    #expect(lines.contains(":by:Ada !\""))
    #expect(lines.contains(":by:Bo #\""))
    // Itself, no reasons, one objection, which is also what is linked to it: document 3.
    #expect(lines.contains("good: \"!  %! %!"))
  }

  @Test func `no text of a thread leaves the text it is handed over in`() {
    let files = files(of: [
      (
        "x.md",
        """
        ---
        title: "`); alert(1); (`"
        topics: ["${alert(2)}", "a\\\\b"]
        people:
          "A`${x}": {aliases: ["\\\\"]}
        ---

        ## @A`${x}

        `` ` `` ${alert(3)} \\\\ tab\there

        """
      )
    ])
    for (name, text) in files {
      var isEscaped = false
      for character in text.unicodeScalars {
        if !isEscaped { #expect(character != "`" && character != "$", "\(name): \(text)") }
        isEscaped = !isEscaped && character == "\\"
      }
      #expect(!isEscaped)
    }
  }

  @Test(arguments: [0, 1, 63, 64, 2223, 2224, 10_323, 10_324, 65_610_323])
  func `a number is as long as its size wants`(number: Int) {
    var text: [UInt8] = []
    SearchDigits.append(number, to: &text)
    #expect(text.count == (number < 64 ? 1 : number < 2224 ? 2 : number < 10_324 ? 3 : 5))
    #expect(!text.contains { "`$\\ ".utf8.contains($0) })
    var rest = (text + [0x21])[...]
    #expect(SearchDigits.takeFirst(of: &rest) == number)
    #expect(rest == [0x21])
  }

  @Test func `numbers as bits come back, and the rest of the last character is ones`() {
    let numbers = [0, 1, 5, 40, 3, 0, 17]
    var bits = BitText()
    for number in numbers { bits.append(number, divisorBits: 2) }
    bits.finish()
    var text = ""
    for byte in bits.bytes {
      let value = (0..<64).first { value in
        var digits: [UInt8] = []
        SearchDigits.append(value, to: &digits)
        return digits == [byte]
      }
      let digits = String(value ?? 0, radix: 2)
      text += String(repeating: "0", count: 6 - digits.count) + digits
    }
    var expected = numbers.map { number in
      String(repeating: "1", count: number / 4) + "0" + ["00", "01", "10", "11"][number % 4]
    }.joined()
    expected += String(repeating: "1", count: text.count - expected.count)
    #expect(text == expected)
    var reader = BitReader(bits.bytes[...])
    for number in numbers { #expect(reader.next(divisorBits: 2) == number) }
    #expect(reader.next(divisorBits: 2) == nil)
  }

  @Test func `a served script has no comments, no needless blanks, and all else`() {
    let script = """
      // a
      const a = "b = \\" c";
        /** d */
        if (a) {
          x = y + +z
            || `e = f`;
        }
        w()
        v()
      """
    #expect(
      compacted(Array(script.utf8))
        == Array("const a=\"b = \\\" c\";if(a){x=y+ +z||`e = f`;}\nw()\nv()\n".utf8))
  }
}
