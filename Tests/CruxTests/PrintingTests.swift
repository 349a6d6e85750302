import Foundation
import Testing

@testable import crux

struct PrintingTests {
  @Test(arguments: [
    ("plain", 5), ("naïve", 5), ("nai\u{308}ve", 5), ("日本語", 6), ("한국", 4), ("👩‍👩‍👧", 2), ("❤️", 2),
    ("", 0),
    ("a\u{200D}b", 2),
  ])
  func `a text takes the columns a terminal gives it`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test func `lines break between words, by the width of what is shown`() {
    var page = Page(terminal: Terminal(width: 20))
    page.paragraph([.init("日本語 日本語 日本語 one two three four")], indent: 2)
    #expect(page.text == "  日本語 日本語\n  日本語 one two\n  three four\n")
  }

  @Test func `a line of a script without spaces is filled, and no mark begins the next`() {
    var page = Page(terminal: Terminal(hasColour: true, width: 20))
    page.paragraph([.init("A 深层神经"), .init("网络", .yellow), .init("可以学。习非常复杂")])
    #expect(
      page.text == "A 深层神经\u{1B}[1;33m网络\u{1B}[0m可以\n学。习非常复杂\n")
  }

  @Test func `nothing in a text steers the terminal`() {
    var page = Page(terminal: Terminal(hasColour: true, width: 40))
    page.paragraph([.init("a\u{1B}[31mb\u{7}", .bold)])
    #expect(page.text == "\u{1B}[1ma␛[31mb␇\u{1B}[0m\n")
  }

  @Test func `words in a row of one style are set off once a line, space between styles by none`() {
    var page = Page(terminal: Terminal(hasColour: true, width: 20))
    page.paragraph([.init("one "), .init("two three four five", .yellow), .init(", six")])
    #expect(
      page.text == "one \u{1B}[1;33mtwo three four\u{1B}[0m\n\u{1B}[1;33mfive\u{1B}[0m, six\n")
  }

  @Test func `a template takes fields, escapes and braces`() {
    let record = Record([("id", .text("x")), ("line", .number(3)), ("topics", .texts(["a", "b"]))])
    #expect(
      Template("{id}:{line}\\t{topics} {{id} {unclosed\\n").filled(from: record, for: Terminal())
        == "x:3\ta, b {id} {unclosed\n")
    let hostile = Record([("title", .text("a\u{1B}[31m\nb"))])
    let shown = Template("{title}\\t").filled(from: hostile, for: Terminal(isInteractive: true))
    #expect(shown == "a␛[31m\nb\t")
    #expect(
      Template("{title}").filled(from: hostile, for: Terminal()) == "a\u{1B}[31m\nb")
  }

  @Test func `JSON says what is missing and hides nothing that steers`() throws {
    let record = Record([
      ("text", .text("\u{1B}\"\\\n\u{2028}")), ("none", .text(nil)), ("count", .number(2)),
      ("parts", .parts([Part([("flag", .flag(true))])])),
    ])
    let json = Listing("test", [record], fieldNames: []).json
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let item = try #require((object?["items"] as? [[String: Any]])?.first)
    #expect(item["text"] as? String == "\u{1B}\"\\\n\u{2028}")
    #expect(item["none"] is NSNull)
    #expect(!json.utf8.contains(0x1B))
  }
}
