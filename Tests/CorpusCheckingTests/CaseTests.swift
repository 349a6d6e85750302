import CruxModel
import Foundation
import Testing

@testable import CorpusChecking
@testable import ThreadParsing

/// Every rule has a folder in `Cases/` with a corpus that triggers it (`bad/`, whose findings are
/// `expected.txt`) and one that does not (`good/`); but for those that need a file no repository
/// should hold.
struct CaseTests {
  static let rules = Rules.all.map { $0.name }.filter {
    $0 != UnreadableFile.name && $0 != TooMuchMarkup.name && $0 != TooManyQuotes.name
  }

  @Test func `a file with too much markup is told so, and so is the post`() {
    let text = "## @A · 2025-01-01\n\n" + String(repeating: "a\n", count: 300_000)
    let found = findings(inText: text).filter { $0.rule == TooMuchMarkup.name }
    #expect(found.map(\.place.line) == [1, 2])
    #expect(findings(inText: String(text.prefix(10_000))).map(\.rule) == [])
  }

  @Test func `a thread with more quotes than can be looked for says from where on`() {
    let quotes = String(repeating: "> q\n\na\n\n", count: 400)
    let text = "## @A · 2025-01-01\n\n" + String(repeating: "a", count: 1_000_000) + "\n\n" + quotes
    let found = findings(inText: text)
    #expect(found.map(\.rule) == [TooManyQuotes.name])
    #expect((1_000...1_500).contains(found.first?.place.line ?? 0))
    #expect(findings(inText: String(text.prefix(1_001_000))).map(\.rule) == [])
  }

  @Test(arguments: rules)
  func `a rule is triggered by its bad case, as expected`(rule: String) throws {
    let found = try findings(inCorpus: Cases.folder(rule, "bad"))
    #expect(found.contains { $0.rule == rule })
    let text = found.map { $0.text + "\n" }.joined()
    try expectGolden(text, at: Cases.folder(rule).appending(path: "expected.txt"))
  }

  @Test(arguments: rules)
  func `a rule is silent on its good case`(rule: String) throws {
    let found = try findings(inCorpus: Cases.folder(rule, "good"))
    #expect(found.filter { $0.rule == rule }.map(\.text) == [])
  }

  @Test func `every case belongs to a rule`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Cases.root.path)
    #expect(Set(folders.filter { !$0.hasPrefix(".") }) == Set(Self.rules))
  }
}

enum Cases {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  static func folder(_ parts: String...) -> URL {
    parts.reduce(root) { $0.appending(path: $1) }
  }
}

/// Parses every thread of a folder and runs every rule.
func findings(inCorpus folder: URL) throws -> [Finding] {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  let threads = try names.filter { $0.hasSuffix(".md") }.map { name in
    parseThread(Array(try Data(contentsOf: folder.appending(path: name))), path: name)
  }
  return findings(in: threads)
}

func findings(in threads: [DiscussionThread]) -> [Finding] {
  ordered(
    threads.flatMap(CorpusChecking.findings(in:))
      + findings(across: CorpusRecord(threads), atLeast: .question))
}

/// The findings of one thread's text.
func findings(inText text: String) -> [Finding] {
  findings(in: [parseThread(Array(text.utf8), path: "thread.md")])
}

extension Finding {
  var text: String {
    ([("\(path):\(place): \(severity.rawValue): \(message) [\(rule)]")]
      + related.map { "  \($0.path):\($0.place): \($0.message)" }).joined(separator: "\n")
  }
}

/// Compares with a file beside the test; `UPDATE_GOLDEN=1` writes the file instead.
func expectGolden(_ text: String, at url: URL) throws {
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try Data(text.utf8).write(to: url)
  }
  let golden = try #require(try? String(contentsOf: url, encoding: .utf8), "no \(url.path)")
  #expect(text == golden)
}
