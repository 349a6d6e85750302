import CCMark
import Foundation
import Testing

@testable import Interchange

/// Whatever the HTML, libcmark reads the Markdown as the words that the HTML shows.
@Suite struct HTMLWordsTests {
  @Test func `made-up HTML keeps its words`() {
    for seed in 0..<150 {
      var maker = HTMLMaker(seed: UInt64(seed))
      let (html, words) = maker.document()
      var losses = Losses()
      let markdown = markdown(fromHTML: html, losses: &losses)
      #expect(shown(renderedText(markdown)) == shown(words), "\(html)\n---\n\(markdown)")
    }
  }

  @Test func `naughty strings keep their words`() throws {
    for text in try securityStrings("blns.json") {
      let html = "<div>" + escaped(text) + "<p><b>" + escaped(text) + "</b></div>"
      var losses = Losses()
      let markdown = markdown(fromHTML: html, losses: &losses)
      #expect(shown(renderedText(markdown)) == shown(text + text), "\(markdown)")
    }
  }

  @Test func `attacks on HTML readers leave no HTML and no program`() throws {
    for html in try securityStrings("dompurify-payloads.json") {
      var losses = Losses()
      let markdown = markdown(fromHTML: html, losses: &losses)
      let rendered = renderedHTML(markdown)
      for tag in rendered.matches(of: #/<([a-z][a-z0-9]*)/#).map({ String($0.1) }) {
        #expect(Self.harmless.contains(tag), "\(html)\n---\n\(markdown)")
      }
      #expect(!rendered.contains(#/(href|src)="(?!https?:|mailto:|ftp:)/#.ignoresCase()), "\(html)")
    }
  }

  static let harmless: Set<String> = [
    "p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "h1", "h2",
    "h3", "h4", "h5", "h6",
  ]

  @Test(arguments: ["<blockquote>", "<ul><li>"])
  func `a depth of 100,000 is no trouble`(unit: String) {
    var losses = Losses()
    let html = String(repeating: unit, count: 100_000) + "end"
    let markdown = markdown(fromHTML: html, losses: &losses)
    #expect(shown(renderedText(markdown)) == "end")
    #expect(markdown.utf8.count < 200)
  }

  @Test func `anything repeated stays of its size`() {
    let units = [
      "<blockquote>", "<ul><li>", "<b>", "<i><b>", "<div>", "<a href=https://a.org>", "</b>", "<",
      "<!--", "<p", "&", "&amp", "<table><tr><td>", "<sup>", "<pre>", "*_", "[", "<svg>",
      "<a title='",
      "</ul>", "<script>", "<b>x</b>y", "<i>x</i>", "<br>x", "<h1>x",
    ]
    for unit in units {
      var losses = Losses()
      let html = String(repeating: unit, count: 1000) + "end"
      let markdown = markdown(fromHTML: html, losses: &losses)
      #expect(markdown.utf8.count < 40 * html.utf8.count)
    }
  }
}

/// Makes HTML with tags in and out of order, and knows its words.
struct HTMLMaker {
  private var state: UInt64
  private var html = ""
  private var words = ""

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func document() -> (html: String, words: String) {
    for _ in 0..<(1 + number(30)) { step() }
    return (html, words)
  }

  private static let tags = [
    "b", "i", "em", "strong", "code", "p", "div", "ul", "ol", "li", "blockquote", "h2", "h5", "a",
    "span", "details", "summary", "dl", "dd", "kbd", "hr", "br", "u", "ol start=7",
    "a href='https://example.org/a_(b)*c'", "li", "b", "i",
  ]
  private static let texts = [
    "word", "two words", " ", "*", "_", "**", "snake_case_name", "1.", "2) x", "#", "# x", "-",
    "- x", "+",
    "=", "===", "---", ">", "`", "``x`", "~~~", "[x]", "[x](y)", "![x](y)", "[[id]]", "\\", "\\*",
    "!", "<b>",
    "&amp;", "&copy;", "a&b", "\u{A0}", "“q”", "é", "日本", "€", "😀", "\t", "\n", "x\n\ny", ".", ",",
    "(", ")",
    "http://a.org/x_y*z", "https://a.org/?a=1&copy;=2", "|", "@Ada", "a*b", "a_b_", ":", "\"", "'",
    "{", "<!--",
    "</p>", "    indented", "~", "~~", "^", "10000000000.", "<http://a.org>", "1", "—",
  ]

  private mutating func step() {
    switch number(5) {
    case 0, 1: html += "<" + Self.tags[number(Self.tags.count)] + ">"
    case 2:
      html += "</" + (Self.tags[number(Self.tags.count)].split(separator: " ").first ?? "b") + ">"
    default:
      let text = Self.texts[number(Self.texts.count)]
      html += escaped(text)
      words += text
    }
  }

  private mutating func number(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}

func escaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
}

/// Without white space and control characters, which HTML and Markdown treat each in its own way.
private func shown(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars
  where !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
    || scalar.value == 0x85
  {
    if scalar.value != 0x85 { result.append(scalar) }
  }
  return String(result)
}

/// The strings of a file of `data/security` beside the repository; none where that is not there.
private func securityStrings(_ name: String) throws -> [String] {
  guard let folder = sharedFolder,
    let data = FileManager.default.contents(
      atPath: folder + "/data/security/" + name)
  else { return [] }
  let json = try JSONSerialization.jsonObject(with: data)
  guard let list = json as? [Any] else { return [] }
  return list.compactMap { $0 as? String ?? ($0 as? [String: Any])?["payload"] as? String }
}
