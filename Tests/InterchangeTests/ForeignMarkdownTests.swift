import CruxModel
import Interchange
import Testing

@Suite struct ForeignMarkdownTests {
  static func read(_ text: String, _ patterns: [String] = []) throws -> ImportedThread {
    var settings = CorpusSettings()
    settings.foreignBylines = patterns
    let input = ImportInput(name: "old.md", bytes: Array(text.utf8), settings: settings)
    let importer = try #require(Importer.recognising(input))
    #expect(importer.name == "markdown")
    let imported = try importer.read(input)
    return try #require(imported.threads.first)
  }

  @Test func `usual bylines are known without a word`() throws {
    let thread = try Self.read(
      """
      # Old debate

      How it began.

      ## Post #3 by @ada (2 January 2026)

      One.

      ## Post #5 by @bo l (2026-01-03 04:05)

      ```
      ## Post #6 by @no (2026-01-04)
      ```
      """)
    #expect(thread.title == "Old debate")
    #expect(thread.introduction.contains("How it began."))
    #expect(thread.posts.map(\.id) == ["3", "5"])
    #expect(thread.posts.map(\.author.handle) == ["ada", "bo l"])
    #expect(thread.posts.map { $0.date?.text } == ["2026-01-02", "2026-01-03T04:05"])
  }

  @Test func `a pattern of the corpus says what a byline is`() throws {
    let thread = try Self.read("From: Ada <x>, on Mon\nOne.", ["From: {name} <{any}>, on {any}"])
    #expect(thread.posts.map(\.author.handle) == ["Ada"])
    #expect(thread.posts.map(\.body) == ["One."])
  }

  @Test(arguments: ["## Post", "{date}", "{name}{date}"])
  func `a pattern that could fit anything is none`(pattern: String) {
    #expect(BylinePattern(pattern) == nil)
  }

  @Test func `a thread of ours is not taken for a foreign one`() {
    let input = ImportInput(name: "x.md", bytes: Array("## @Ada · 2026-01-01\n\nOne.".utf8))
    #expect(Importer.recognising(input) == nil)
  }
}
