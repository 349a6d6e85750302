import CruxModel
import Testing
import ThreadParsing

/// Large input of one kind is read in time that grows with its size: were anything here quadratic,
/// the test would take minutes.
@Suite struct LargeInputTests {
  @Test func `bold words on every line of one paragraph are prose`() {
    let lines = (0..<20_000).map { "**But** no header \($0)" }
    let thread = parse(post("**Claim** `a`: x\n\n" + lines.joined(separator: "\n")))
    #expect(thread.statements.count == 1)
    #expect(thread.body.content.count { $0.kind == .strong } == 20_001)
  }

  @Test func `a crux has as many answers as are listed`() {
    let answers = (0..<20_000).map { "- **Answer \($0)**: words\n" }
    let thread = parse(post("**Crux** `x` of `y`: q?\n\n" + answers.joined()))
    #expect(thread.statements.first?.poles.count == 20_000)
  }

  @Test func `every crux with rival answers that decides without an if is noted`() {
    let cruxes = (0..<6_000).map { "**Crux** `x\($0)` of `y`: q?\n\n- **A**: a\n- **B**: b\n\n" }
    let thread = parse(post(cruxes.joined()))
    let missing = thread.notices.count {
      if case .cruxWithoutCondition = $0.kind { true } else { false }
    }
    #expect(missing == 6_000)
  }

  @Test func `any number of premises can be joined`() {
    let premises = (0..<10_000).map { "\n\n**And** `and-\($0)`: too" }
    let thread = parse(post("**Claim** `z`: z\n\n**Because** `b` for `z`: b" + premises.joined()))
    #expect(thread.links.map(\.premises.count) == [10_001])
  }

  @Test func `headers and quotes that swallow each other in turn are told apart`() {
    let lines = (0..<8_000).map { "**Claim** `c-\($0)`: text\n> more \($0)\n" }
    let thread = parse(post("> quote\n" + lines.joined()))
    #expect(thread.statements.count == 8_000)
    #expect(thread.quotes.count == 8_001)
  }

  @Test func `headers are lifted out of containers of any depth`() {
    let quotes = String(repeating: "> ", count: 8_000)
    let lines = (0..<4_000).map { "**Claim** `c-\($0)`: text\n> more\n" }
    let thread = parse(post("**Claim** `z`: z\n\n" + quotes + "end\n" + lines.joined()))
    #expect(thread.statements.count == 4_001)
  }

  @Test func `every answer finds its anchor among twenty thousand`() {
    let posts = (0..<20_000).map { "## @A · #p\($0) · re #p\($0 - 1)\n\n" }
    let thread = parse("## @A · #p-1\n\n" + posts.joined())
    #expect(thread.posts.map(\.parent) == [nil] + (0..<20_000).map { Optional($0) })
    #expect(thread.notices.isEmpty)
  }

  @Test func `anchors chosen to meet each other in a table are told apart`() {
    let names = Self.meetingNames(40)
    let posts = names.map { "## @A · #\($0)\n\n## @B · re #\($0)\n\n## @C · #\($0)\n\n" }
    let thread = parse(posts.joined())
    #expect(
      thread.posts.map(\.anchor.rawValue)
        == names.enumerated().flatMap { [$1, "\(3 * $0 + 2)", "\(3 * $0 + 3)"] })
    #expect(stride(from: 1, to: 120, by: 3).allSatisfy { thread.posts[$0].parent == $0 - 1 })
  }

  @Test func `an anchor is found by the same letters in other bytes`() {
    let thread = parse("## @A · #caf\u{E9}\n\n## @B · re #cafe\u{301}\n\n## @C · #cafe\u{301}\n")
    #expect(thread.posts.map(\.parent) == [nil, 0, nil])
    #expect(thread.posts.map(\.anchor.rawValue) == ["caf\u{E9}", "2", "3"])
  }

  /// Names whose hashes in `AnchorTable` end alike.
  private static func meetingNames(_ count: Int) -> [String] {
    let names = (0...).lazy.map { "n\($0)" }.filter { name in
      var hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
      hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
      return hash >> 32 & 0x3FF == 7
    }
    return Array(names.prefix(count))
  }

  @Test func `references are found below emphasis of any depth`() {
    let open = String(repeating: "*a **b ", count: 8_000)
    let close = String(repeating: "c** d* ", count: 8_000)
    #expect(parse(post("**Claim** `a`: x [[a]]\n\n" + open + close)).references.count == 1)
  }

  // MARK: Quotes

  @Test func `one long word is not found inside a longer one`() {
    let text =
      post(String(repeating: "a", count: 400_000))
      + "## @B · 2025-01-02\n\n> " + String(repeating: "a", count: 200_000) + "\n"
    #expect(parse(text).quotes.map(\.status) == [.elsewhere])
  }

  @Test func `a quote that keeps ending inside a word is given up`() {
    let text =
      post(String(repeating: "!aa", count: 60_000))
      + "## @B · 2025-01-02\n\n> " + String(repeating: "!aa", count: 30_000) + "!a\n"
    #expect(parse(text).quotes.map(\.status) == [.elsewhere])
  }

  @Test func `quotes that stand nowhere are looked for within a bound`() {
    let posts = (0..<1_500).map { number in
      "## @P · 2025-01-01\n\n> The words number \(number) of this are not anywhere\(number) else.\n\n"
        + "Post \(number) of words said here and there.\n\n"
    }
    let thread = parse(posts.joined())
    #expect(thread.quotes.count == 1_500)
    #expect(thread.quotes.allSatisfy { $0.status == .elsewhere || $0.status == .drifted })
  }

  @Test func `a quote that stands everywhere lists the nearest places`() {
    let posts = (0..<1_500).map { number in
      "## @P · 2025-01-01\n\n**Claim** `c\(number)`: the same words\n\n> the same words\n\n"
        + "**Rebuttal** `r\(number)`: no\n\n"
    }
    let thread = parse(posts.joined())
    #expect(thread.quotes.count == 1_500)
    #expect(thread.quotes.allSatisfy { $0.passages.count <= 64 })
    #expect(thread.quotes[1_000].passages.first?.post == 999)
  }

  /// One post that says the words.
  private func post(_ words: String) -> String { "## @A · 2025-01-01\n\n" + words + "\n\n" }
}
