import Interchange
import Testing

/// The shapes of GitHub's JSON of which no real file is at hand, after its documentation.
@Suite struct GitHubTests {
  static func read(_ json: String) throws -> Imported {
    let input = ImportInput(name: "issue.json", bytes: Array(json.utf8))
    let importer = try #require(Importer.recognising(input))
    #expect(importer.name == "github")
    return try importer.read(input)
  }

  static let issue = #"""
    {"url": "https://api.github.com/repos/own/example/issues/7",
     "html_url": "https://github.com/own/example/issues/7", "number": 7, "title": "Own",
     "user": {"login": "Ada"}, "labels": [{"name": "question"}], "comments": 1,
     "created_at": "2026-01-02T03:04:05Z", "body": "One.\r\nTwo."}
    """#
  static let comment = #"""
    {"html_url": "https://github.com/own/example/issues/7#issuecomment-11", "id": 11,
     "issue_url": "https://api.github.com/repos/own/example/issues/7", "user": null,
     "created_at": "2026-01-03T03:04:05Z", "body": "> One.\n\nNo.", "reactions": {"total_count": 3}}
    """#
  static let graphQL = #"""
    {"data": {"repository": {"issue": {"number": 7, "title": "Own",
      "url": "https://github.com/own/example/issues/7", "author": {"login": "Ada"},
      "createdAt": "2026-01-02T03:04:05Z", "body": "One.\nTwo.",
      "labels": {"nodes": [{"name": "question"}]},
      "comments": {"nodes": [{"url": "https://github.com/own/example/issues/7#issuecomment-11",
        "id": "IC_k", "author": null, "createdAt": "2026-01-03T03:04:05Z",
        "body": "> One.\n\nNo."}]}}}}}
    """#

  @Test(arguments: [
    "{\"issue\": \(issue), \"comments\": [\(comment)]}", "[\(issue), [\(comment)]]", graphQL,
  ])
  func `every shape gives the same thread`(json: String) throws {
    let thread = try #require(try Self.read(json).threads.first)
    #expect(thread.title == "Own")
    #expect(thread.source == "https://github.com/own/example/issues/7")
    #expect(thread.key == "github/own/example/7")
    #expect(thread.topics == ["question"])
    #expect(thread.posts.map(\.id) == ["issue", "issuecomment-11"])
    #expect(thread.posts.map(\.parent) == [nil, "issue"])
    #expect(thread.posts.map(\.body) == ["One.\nTwo.", "> One.\n\nNo."])
    #expect(thread.posts.map(\.author.handle) == ["Ada", "ghost-issuecomment-11"])
  }

  @Test(arguments: [
    (#"T \ud83d\ude00"#, "T 😀"), (#"T \ud83d"#, "T \u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"),
    (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\udc00"#, "\u{FFFD}"), (#"\ud83d\/"#, "\u{FFFD}/"),
    (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
  ])
  func `a character cut in half is one that cannot be shown`(escaped: String, text: String)
    throws
  {
    let json = Self.issue.replacing("Own\"", with: escaped + "\"")
    #expect(try Self.read("[\(json), []]").threads.first?.title == text)
  }

  @Test func `comments fetched apart belong to their issue, and reactions are counted`() throws {
    let imported = try Self.read("[\(Self.comment)]")
    #expect(imported.threads.map(\.key) == ["github/own/example/7"])
    #expect(imported.losses[.reaction] == 3)
  }

  @Test func `a reply of a discussion answers its comment`() throws {
    let reply = #"{"id": "b", "body": "B", "author": {"login": "bo"}}"#
    let comment = #"{"id": "a", "body": "A", "replies": {"nodes": [\#(reply)]}}"#
    let thread = try #require(
      try Self.read(
        #"{"number": 1, "title": "T", "body": "", "comments": {"edges": [{"node": \#(comment)}]}}"#
      ).threads.first)
    #expect(thread.posts.map(\.parent) == [nil, "a"])
  }

  @Test(arguments: [
    (#"{"data": {"repository": {}}}"#, "data.repository.issue"),
    (#"{"issue": {"title": "x"}, "comments": []}"#, "number"),
  ])
  func `what is missing is named`(json: String, name: String) throws {
    do {
      _ = try Self.read(json)
      Issue.record("it was read")
    } catch let error as ImportError {
      #expect(error.reason == .missing(name))
    }
  }
}
