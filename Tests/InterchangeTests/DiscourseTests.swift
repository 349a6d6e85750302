import CruxModel
import Interchange
import Testing

@Suite struct DiscourseTests {
  static func read(_ json: String) throws -> Imported {
    let input = ImportInput(name: "topic.json", bytes: Array(json.utf8))
    let importer = try #require(Importer.recognising(input))
    #expect(importer.name == "discourse")
    return try importer.read(input)
  }

  static func post(_ number: Int, by user: String = "ada", _ raw: String, _ rest: String = "")
    -> String
  {
    let text = raw.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return """
      {"id": 9\(number), "post_number": \(number), "topic_id": 7, "topic_slug": "own", \
      "topic_title": "Own example", "username": "\(user)", "name": "Ada L", \
      "avatar_template": "/user_avatar/forum.example.org/\(user)/{size}/1_2.png", \
      "created_at": "2026-01-02T03:04:05.678Z", "raw": "\(text)"\(rest)}
      """
  }

  static func body(_ raw: String) throws -> String {
    try #require(try read(post(1, raw)).threads.first?.posts.first).body
  }

  @Test func `a topic gives its posts, people and replies`() throws {
    let posts = Self.post(1, "One.") + "," + Self.post(2, "Two.", #", "reply_to_post_number": 1"#)
    let json = #"{"id": 7, "title": "Own", "tags": ["x"], "post_stream": {"posts": [\#(posts)]}}"#
    let thread = try #require(try Self.read(json).threads.first)
    #expect(thread.title == "Own")
    #expect(thread.topics == ["x"])
    #expect(thread.source == "https://forum.example.org/t/7")
    #expect(thread.posts.map(\.id) == ["1", "2"])
    #expect(thread.posts.map(\.parent) == [nil, "1"])
    #expect(thread.posts[0].date?.text == "2026-01-02T03:04:05.678Z")
    #expect(thread.posts[0].author.name == "Ada L")
  }

  @Test func `a quote becomes a block quote set apart, and says whom it quotes`() throws {
    let raw = "Hm.\n[quote=\"bo, post:3, topic:7\"]\nSaid.\n\nMore.\n[/quote]\nNo."
    let thread = try #require(try Self.read(Self.post(1, raw)).threads.first)
    #expect(thread.posts[0].body == "Hm.\n\n> Said.\n>\n> More.\n\nNo.")
    #expect(thread.posts[0].quotes == [ImportedQuote(post: "3", author: "bo")])
  }

  @Test func `quotes nest, and a tag without its fellow is text`() throws {
    let nested =
      "[quote=\"a, post:1, topic:7\"]\n[quote=\"b, post:2, topic:7\"]\nx\n[/quote]\ny\n[/quote]"
    #expect(try Self.body(nested) == "> > x\n>\n> y")
    #expect(try Self.body("[quote=\"a\"]\nx") == "[quote=\"a\"]\nx")
    #expect(try Self.body("x\n[/quote]") == "x\n[/quote]")
    #expect(try Self.body("[quote]x[/quote]") == "> x")
  }

  @Test func `a post that has only HTML loses what the program puts over its quotes`() throws {
    let html =
      #"<p>Hm.</p><aside class=\"quote no-group\" data-username=\"bo\" data-post=\"3\" data-topic=\"7\">"#
      + #"<div class=\"title\"><div></div> bo:</div><blockquote><p>Said.</p></blockquote></aside><p>No.</p>"#
    let json = Self.post(1, "x").replacing(#""raw": "x""#, with: "\"cooked\": \"\(html)\"")
    let imported = try Self.read(json)
    let post = try #require(imported.threads.first?.posts.first)
    #expect(post.body.split(separator: "\n") == ["Hm.", "> Said.", "No."])
    #expect(post.quotes == [ImportedQuote(post: "3", author: "bo")])
  }

  @Test func `tags in code are text`() throws {
    let raw = "```\n[quote]\nx\n[/quote]\n```"
    #expect(try Self.body(raw) == raw)
  }

  @Test func `a quote from another topic is counted as without its name`() throws {
    let result = try Self.read(Self.post(1, "[quote=\"bo, post:3, topic:8\"]\nx\n[/quote]"))
    #expect(result.losses[.attribution] == 1)
    #expect(result.threads.first?.posts.first?.quotes.first?.post == nil)
  }

  @Test(arguments: [
    (#"{"post_stream": {"posts": [{"x": 1"#, ImportError.Reason.json(.ended)),
    (#"{"id": 7, "post_stream": {"posts": []}}"#, .noPosts),
    (#"{"id": 7, "post_stream": {"posts": [{"post_number": 1}]}}"#, .missing("topic_id")),
  ])
  func `a damaged file says where`(json: String, reason: ImportError.Reason) throws {
    let input = ImportInput(name: "x.json", bytes: Array(json.utf8))
    let error = #expect(throws: ImportError.self) {
      try Importer.named("discourse")?.read(input)
    }
    #expect(error?.reason == reason)
  }

  @Test func `no depth of brackets and no depth of quotes overflows`() throws {
    let deep = Array(String(repeating: "[", count: 100_000).utf8)
    let input = ImportInput(name: "x.json", bytes: deep)
    #expect(throws: ImportError.self) { try Importer.named("discourse")?.read(input) }
    let quotes =
      String(repeating: "[quote]\n", count: 5_000) + "x\n"
      + String(repeating: "[/quote]\n", count: 5_000)
    #expect(try Self.body(quotes).utf8.count < 3_000_000)
  }
}
