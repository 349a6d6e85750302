import Interchange
import Testing

@Suite struct ChangeMyViewTests {
  static func read(_ xml: String) throws -> Imported {
    let input = ImportInput(name: "0.xml", bytes: Array(xml.utf8))
    let importer = try #require(Importer.recognising(input))
    #expect(importer.name == "change-my-view")
    return try importer.read(input)
  }

  static let own = """
    <?xml version="1.0"?>
    <thread ID="2abc">
    <title><claim type="interpretation">CMV: 1. Jumps are coming.</claim></title>
    <source>http://www.reddit.com/r/changemyview/comments/2abc/cmv/</source>
    <OP author="Ada">
    I think <claim type="interpretation" id="0" rel="agreement" ref="title">it **is** so</claim>.
    <premise type="logos" id="1" rel="support" ref='0'>It [was](http://a.org/) &gt; before</premise>
    </OP>
    <reply id="c1" author="Bo">
    &gt; it is so
    <claim id="2" rel="undercutter" ref="0">No step</claim> <claim id="3" rel="rebuttal" ref="9">x</claim>
    <reply id="c2" author="[deleted]">
    <claim id="4" rel="undercutter" ref="2">Yes</claim>
    </thread>
    <!--> <claim id="5">.</claim> </!-->
    """

  @Test func `a reply with an empty id has one all the same`() throws {
    let text =
      "<thread ID='t'><title>a</title><OP author='b'>c</OP><reply id author='d'>e</reply></thread>"
    let input = ImportInput(name: "x.xml", bytes: Array(text.utf8))
    let importer = try #require(Importer.recognising(input))
    #expect(try importer.read(input).threads[0].posts.map(\.id) == ["op", "reply-1"])
  }

  @Test func `posts, claims and relations are read, also where end tags are missing`() throws {
    let imported = try Self.read(Self.own)
    let thread = try #require(imported.threads.first)
    #expect(thread.title == "CMV: 1. Jumps are coming.")
    #expect(thread.posts.map(\.id) == ["op", "c1", "c2"])
    #expect(thread.posts.map(\.parent) == [nil, "op", "c1"])
    #expect(thread.posts[0].body.hasPrefix("CMV: 1. Jumps are coming.\n\nI think it **is** so."))
    #expect(thread.annotations.map(\.id) == ["title", "0", "1", "c1-2", "c1-3", "c2-4"])
    #expect(thread.annotations.map(\.words)[1...2] == ["it is so", "It was > before"])
    #expect(
      thread.annotations.map(\.relations) == [
        [], [.init(.supports, "title")], [.init(.supports, "0")], [.init(.undercuts, "0")], [],
        [.init(.rebuts, "c1-2")],
      ])
    #expect(imported.losses[.annotation] == 2)
  }

  @Test func `a file that ends early is refused with its line`() throws {
    let cut = String(Self.own.prefix(300))
    do {
      _ = try Self.read(cut)
      Issue.record("it was read")
    } catch let error as ImportError {
      #expect(error == ImportError(.ended("<thread>"), at: .line(6)))
    }
  }
}
