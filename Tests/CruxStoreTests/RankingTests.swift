import CruxModel
import CruxStore
import Testing

/// Ranking where too much matches to rank all of it.
@Suite struct RankingTests {
  /// 550 threads of 20 posts; 'risk' is in each, 'harm' in most.
  private static let threads: [String: String] = Dictionary(
    uniqueKeysWithValues: (0..<550).map { number in
      var random = SeededGenerator(seed: UInt64(number))
      let day = number * 7 % 28 + 1
      let month = number % 12 + 1
      var text = ""
      for post in 0..<20 {
        let words = (0..<Int.random(in: 1...6, using: &random)).map { _ in
          ["harm", "harm", "launch", "w\(number % 9)"].randomElement(using: &random) ?? ""
        }
        text +=
          "## @P\(post % 4) · 2025-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)\n\n"
        text += "risk \(words.joined(separator: " "))\n\n"
      }
      return ("\(number).md", text)
    })

  private static let queries = [
    "risk", "harm risk", "risk harm launch w3", "risk by:P1", "\"risk harm\"", "r*", "\"risk w3\"",
  ]

  @Test func `what is ranked does not depend on how the index came about`() throws {
    let fresh = try SampleIndex(Self.threads)
    let grown = try SampleIndex()
    try grown.build(Self.threads.filter { $0.key.hasPrefix("1") })
    var random = SeededGenerator(seed: 1)
    let store = try grown.open(.writing)
    let paths = Self.threads.keys.sorted().shuffled(using: &random)
    for start in stride(from: 0, to: paths.count, by: 110) {
      try store.update { (writer) throws(StoreError) in
        for path in paths[start..<start + 110] {
          try writer.replace(prepared(Self.threads[path] ?? "", path: path))
        }
      }
    }
    for query in Self.queries {
      let (one, other) = (try fresh.search(query, limit: 50), try grown.search(query, limit: 50))
      #expect(one.hits.map(\.summary) == other.hits.map(\.summary), "\(query)")
      #expect(one.matched == other.matched, "\(query)")
      #expect(one.ranked == other.ranked, "\(query)")
    }
    #expect(try fresh.search("risk").ranked == 2_000)
  }

  @Test func `of very many matches those of the newest threads are ranked`() throws {
    let index = try SampleIndex(Self.threads)
    let result = try index.search("risk", limit: 300)
    #expect(result.hits.count > 100)
    #expect(result.hits.allSatisfy { ($0.date ?? "") > "2025-07" })
    #expect(result.matched == 11_000)
  }

  @Test(arguments: ["r*", "risk", "\"risk harm\""])
  func `of very many matches of any kind only a part is ranked`(query: String) throws {
    let result = try SampleIndex(Self.threads).search(query)
    #expect(result.hits.count == 10)
    #expect((30...2_000).contains(try #require(result.ranked)))
    #expect(result.matched > 2_000)
  }

  @Test func `a phrase that few posts hold is found in all of them`() throws {
    var threads = Self.threads
    threads["old.md"] = "## @Ada · 1999-01-01\n\nHarm risk harm risk.\n"
    let result = try SampleIndex(threads).search("\"harm risk\"")
    #expect(result.hits.first?.path == "old.md")
    #expect(result.ranked == nil)
  }

  @Test func `a rare word beside a common one is found wherever it stands, and the page is filled`()
    throws
  {
    var threads = Self.threads
    threads["old.md"] = "## @Ada · 1999-01-01\n\nA zeppelin is a risk.\n"
    let result = try SampleIndex(threads).search("risk zeppelin", limit: 300)
    #expect(result.hits.first?.path == "old.md")
    #expect(result.hits.count > 100)
  }

  @Test func `how many match is told of those that pass the filters`() throws {
    let result = try SampleIndex(Self.threads).search("risk by:P1", limit: 10)
    #expect(result.ranked != nil)
    #expect((2_700...2_800).contains(result.matched))
  }

  @Test func `how many match is an estimate where not all were ranked`() throws {
    var threads = Self.threads
    threads["old.md"] = (0..<400).map { number in
      "## @Ada · 1999-01-01\n\n\(number < 40 ? "A quokka is a risk" : "A risk").\n\n"
    }.joined()
    let result = try SampleIndex(threads).search("risk quokka until:2010-12")
    #expect(result.ranked == 40)
    #expect(result.precision == .estimate)
  }

  @Test func `how many match without a filter is an estimate as well`() throws {
    let without = try SampleIndex(Self.threads).search("risk since:2030").emptyingFilters
    #expect(without.map(\.matchedWithout) == [11_000])
    #expect(without.map(\.precision) == [.estimate])
    let listed = try SampleIndex(Self.threads).search("kind:post since:2030").emptyingFilters
    #expect(listed.map(\.matchedWithout) == [10_000])
    #expect(listed.map(\.precision) == [.moreThan])
  }

  @Test func `a common word in one old thread is found there`() throws {
    let index = try SampleIndex(Self.threads)
    let result = try index.search("risk in:0", limit: 300)
    #expect(result.hits.count == 20)
    #expect(result.ranked == nil)
  }

  @Test func `a slip in a word of old threads is put right`() throws {
    var threads = Self.threads
    threads["old.md"] = "## @Ada · 1999-01-01\n\nA zeppelin is a risk.\n"
    let index = try SampleIndex(threads)
    #expect(try index.search("zepelin").unknownWords.first?.nearest == ["zeppelin"])
    #expect(try index.search("luanch").unknownWords.first?.nearest == ["launch"])
  }
}

extension SearchHit {
  fileprivate var summary: String { "\(path):\(line) \(score)" }
}
