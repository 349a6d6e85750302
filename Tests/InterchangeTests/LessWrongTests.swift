import CruxModel
import Interchange
import Testing
import ThreadParsing

@testable import crux

/// Made after the documented shapes; no real export was at hand.
@Suite struct LessWrongTests {
  static let graphQL = #"""
    {"data": {"post": {"result": {"_id": "p1", "title": "Own example", "slug": "own-example",
      "postedAt": "2026-01-01T00:00:00.000Z", "pageUrl": "https://www.lesswrong.com/posts/p1/own-example",
      "user": {"_id": "u1", "slug": "ada", "displayName": "Ada"}, "voteCount": 4,
      "contents": {"markdown": "Jumps are *coming*."}}},
     "comments": {"results": [
      {"_id": "c2", "postId": "p1", "parentCommentId": "c1", "postedAt": "2026-01-03T00:00:00.000Z",
       "user": null, "deleted": true, "contents": null, "extendedScore": null},
      {"_id": "c1", "postId": "p1", "parentCommentId": null, "postedAt": "2026-01-02T03:04:05.000Z",
       "user": {"_id": "u2", "slug": "bo", "displayName": "Ada"}, "voteCount": 9,
       "contents": {"markdown": "> Jumps are *coming*.\n\nOnly if the *metric* is right."},
       "extendedScore": {"reacts": {
        "crux": [{"userId": "u1", "displayName": "Ada", "reactType": "created", "quotes": ["Only if the metric is right."]},
                 {"userId": "u3", "displayName": "Cy", "reactType": "seconded", "quotes": [{"quote": "Only if the metric is right."}]}],
        "changemind": [{"userId": "u3", "displayName": "Cy", "reactType": "created"}],
        "disagree": [{"userId": "u3", "displayName": "Cy", "reactType": "created", "quotes": ["Only if the metric is right."]}]}}}]},
     "answers": {"results": [{"_id": "a1", "postId": "p1", "answer": true, "postedAt": "2026-01-02T00:00:00.000Z",
       "user": {"_id": "u4", "slug": "dee", "displayName": "Dee"}, "contents": {"html": "<p>An <b>answer</b>.</p>"}}]}}}
    """#

  static let page = """
    # Comments: Own example
    Post URL (Markdown): [/api/post/own-example](https://www.lesswrong.com/api/post/own-example)
    Showing 2 of 2 comments (sort=top).
    ### Comment by [Bo](/users/bo)
    *   2026-01-03 03:04:05Z
    *   Karma: 12
    *   Total votes: 9
    *   Reply depth: 1
    *   Parent comment (Markdown): [/api/post/own-example/comments/c1](https://x.example/c1)
    *   HTML permalink: [link](https://www.lesswrong.com/posts/p1?commentId=c2)
    *   Markdown permalink: [/api/post/own-example/comments/c2](https://x.example/c2)
    Reactions (whole comment):
    *   insight: 2 (Ada, Cy)
    Reactions by quoted text:
    *   "What I said"
        *   crux: 1 (Ada)
    \t\tWhat I said.

    \t\t    code
    ### Comment by [Anonymous]
    *   2026-01-02 03:04:05Z
    *   Markdown permalink: [/api/post/own-example/comments/c1](https://x.example/c1)
    \tFirst.
    """

  static func thread(_ text: String, _ name: String) throws -> (DiscussionThread, Imported) {
    let input = ImportInput(name: "x", bytes: Array(text.utf8))
    let importer = try #require(Importer.recognising(input))
    #expect(importer.name == name)
    var imported = try importer.read(input)
    #expect(imported.threads[0].putInOrder() == 0)
    let bytes = ThreadDraft(imported.threads[0], stem: "own").bytes
    let read = parseThread(bytes, path: "own.md")
    #expect(read.notices.isEmpty, "\(read.notices) \(String(decoding: bytes, as: UTF8.self))")
    return (read, imported)
  }

  @Test func `a post has its comments and answers in order of time, each under what it answers`()
    throws
  {
    let (thread, imported) = try Self.thread(Self.graphQL, "lesswrong")
    let posts = thread.posts.filter { !$0.isAnnotation }
    #expect(posts.map(\.anchor.rawValue) == ["p1", "a1", "c1", "c2"])
    #expect(
      posts.map { $0.parent.map { thread.posts[$0].anchor.rawValue } } == [nil, "p1", "p1", "c1"])
    #expect(posts.map(\.author.rawValue) == ["ada", "dee", "bo", "anonymous-c2"])
    #expect(thread.people.person("anonymous-c2").role == .unnamed)
    #expect(thread.people.person("bo").name == "Ada")
    #expect(thread.body.words(in: posts[1].content) == "An answer.")
    #expect(thread.quotes.filter { $0.status == .exact }.count == 2)
    #expect(imported.losses[.vote] == 13 && imported.losses[.emptyPost] == 1)
  }

  @Test func `reactions belong to those who react, and their words to nobody else`() throws {
    let (thread, _) = try Self.thread(Self.graphQL, "lesswrong")
    let crux = try #require(thread.statements.first { $0.kind == .crux })
    #expect(crux.holder == "ada")
    let claim = try #require(thread.statements.first { $0.kind == .claim })
    #expect(claim.holder == "bo")
    let written = thread.stances.filter { !$0.isImplied }
    #expect(written.map(\.person) == ["Cy"])
    #expect(written.map(\.statement) == [claim.id])
    #expect(thread.statements.count == 2)
    let notes = try #require(thread.posts.first { $0.isAnnotation })
    #expect(notes.author == "Annotations")
    #expect(thread.body.words(in: notes.content).contains("Cy: changemind"))
  }

  @Test func `a reaction whose names end before they begin is one without names`() throws {
    let page = Self.page.replacing("2 (Ada, Cy)", with: "2 )Ada, Cy(")
    let (_, imported) = try Self.thread(page, "lesswrong-page")
    #expect(imported.losses[.reaction] == 1)
  }

  @Test func `a page of comments is threaded again, without its indent`() throws {
    let (thread, imported) = try Self.thread(Self.page, "lesswrong-page")
    let posts = thread.posts.filter { !$0.isAnnotation }
    #expect(posts.map(\.anchor.rawValue) == ["c1", "c2"])
    #expect(posts[1].parent == 0)
    #expect(imported.threads[0].posts[1].body == "What I said.\n\n    code")
    #expect(thread.statements.map(\.holder) == ["Ada"])
    #expect(imported.threads[0].annotations.count == 3)
  }
}
