import Testing

@testable import CruxSite

@Suite struct HTMLTests {
  @Test func `literals stand as they are and everything put in is escaped`() {
    let name = "<script>alert('1') & \"2\"</script>"
    let html: HTML = "<p title=\"\(name)\">\(name)</p>"
    let escaped = "&lt;script&gt;alert(&#39;1&#39;) &amp; &quot;2&quot;&lt;/script&gt;"
    #expect(text(html) == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  @Test func `a byte that is escaped is found wherever it stands among others`() {
    for byte in UInt8(0)..<0x80 {
      let text = String(UnicodeScalar(byte))
      let escaped = String(decoding: ("\(text)" as HTML).bytes, as: UTF8.self)
      for offset in 0...17 {
        let (before, after) = (String(repeating: "é>", count: offset % 2), "abcdefghijklmnopqr")
        let html: HTML = "\(before + after.prefix(offset) + text + after)"
        let plain = "\(before)" as HTML
        let expected =
          String(decoding: plain.bytes, as: UTF8.self) + after.prefix(offset) + escaped + after
        #expect(String(decoding: html.bytes, as: UTF8.self) == expected)
      }
    }
  }

  @Test(arguments: [0, 7, 10, 99, 100, -1, -120, 4096, Int.max, Int.min])
  func `numbers are written in decimal`(_ number: Int) {
    #expect(String(decoding: ("\(number)" as HTML).bytes, as: UTF8.self) == String(number))
  }

  @Test func `markup put into markup is not escaped twice`() {
    let inner: HTML = "<b>\("a & b")</b>"
    #expect(text("<p>\(inner)</p>") == "<p><b>a &amp; b</b></p>")
  }

  @Test(arguments: [
    0, 1, 8, 0xC, 0x1F, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFDD0, 0x1FFFF, 0x10FFFE,
  ])
  func `what no document may hold becomes the replacement character`(_ value: UInt32) throws {
    let character = String(try #require(Unicode.Scalar(value)))
    #expect(text("\("a" + character + "b")") == "a\u{FFFD}b")
  }

  @Test(arguments: ["\n", "\t", "ä", "\u{A0}", "€", "😀", "\u{FFFD}", "\u{1FFFD}"])
  func `everything else is kept`(_ character: String) {
    #expect(text("\("a" + character + "b")") == "a" + character + "b")
  }

  private func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }
}

@Suite struct WebAddressTests {
  @Test(arguments: [
    ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
    ("HTTP://example.org", "HTTP://example.org"), ("mailto:a@example.org", "mailto:a@example.org"),
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("https://example.org/100%", "https://example.org/100%25"),
    ("https://example.org/\"<>", "https://example.org/%22%3C%3E"),
    ("other.md#p1", "other.md#p1"), ("#p1", "#p1"), ("a/b:c", "a/b:c"), ("?a:b", "?a:b"),
  ])
  func `allowed addresses are kept, with what they may not hold encoded`(
    _ written: String, _ expected: String
  ) {
    #expect(WebAddress(written)?.text == expected)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
    "\u{1}javascript:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd",
    "blob:x", "about:blank", "//example.org", "\\\\example.org", "/\\example.org", "http:example",
    "https:///x", "", "claim:x", "x-unknown:y",
  ])
  func `every other address is refused`(_ written: String) {
    #expect(WebAddress(written) == nil)
  }
}

@Suite struct NameTests {
  @Test(arguments: [
    ("legible-hurts", "legible-hurts"), ("2024/june", "2024.june"), ("a.b", "a_2eb"),
    ("Ada Lo", "~ada__~lo"), ("ä", "_c3_a4"), ("../x", "_2e_2e.x"), ("con", "_63on"),
    ("com1/x", "_63om1.x"),
    ("", "_"), ("/etc", "_2fetc"), ("a//b", "a._2fb"),
  ])
  func `a file name is made of safe characters only`(_ id: String, _ expected: String) {
    #expect(fileName(for: id) == expected)
  }

  @Test func `ids that a disk blind to case or Unicode forms would mix have different names`() {
    let long = String(repeating: "x", count: 200)
    let ids = [
      "a", "A", "\u{E4}", "a\u{308}", "a/b", "a.b", "a_2eb", "a b", "a\u{0}b", long, long + "y",
      long + "Y", "con", "_63on", "~", "%7e", "_",
    ]
    let names = ids.map { fileName(for: $0).lowercased() }
    #expect(Set(names).count == ids.count)
    #expect(names.allSatisfy { $0.utf8.count <= 150 })
  }

  @Test func `SHA-256 is that of the standard`() {
    #expect(
      SHA256.hexadecimal(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexadecimal(of: Array(repeating: UInt8(ascii: "a"), count: 1000))
        == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
  }

  @Test func `addresses are relative to the page they stand on`() {
    let thread = PageAddress.thread("x/y")
    #expect(PageAddress.home.reference(from: thread) == "../index.html")
    #expect(thread.reference(from: .home) == "threads/x.y.html")
    #expect(PageAddress.statement("a#no", in: "x/y").reference(from: thread) == "#a~no")
    #expect(
      PageAddress.post("p 1", of: "x/y").reference(from: .home) == "threads/x.y.html#post.p%25201")
  }

  @Test(
    arguments: [
      ("a way.", "A way", [.same("A way")]),
      ("He said so.", "he “said” it", [.same("he “said”"), .removed("so."), .added("it")]),
      ("a - b", "a – b", [.same("a"), .removed("-"), .added("–"), .same("b")]),
    ] as [(String, String, [WordDifference])])
  func `a quote's difference is in its words, not in what stands around them`(
    old: String, new: String, expected: [WordDifference]
  ) {
    #expect(wordDifference(from: old, to: new) == expected)
  }
}
