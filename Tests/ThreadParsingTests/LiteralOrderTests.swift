import CCMark
import CruxModel
import Foundation
import Testing
import ThreadParsing

/// What a thread says is what libcmark reads: its text, code and HTML, in order.
@Suite struct LiteralOrderTests {
  @Test(arguments: [
    "a *b* `c`\n", "- x\n  - y\n\n    z\n", "> q\nlazy\n", "**Claim** `a`: text\n",
    "## @A · 2025-01-01\n\n> q\n**Claim** `a`: b [[x|y]] &amp; \\* c\n> d\n", "<b>x</b>\n\n<div>\n",
    "[a](b \"c\") ![d](e)\n", "a\\\nb  \nc\n", "\u{FEFF}# t\n", "a\u{0}b\n", "x\r\ny\rz\n",
  ])
  func `the literals of a thread are libcmark's`(markdown: String) {
    expectSameLiterals(Array(markdown.utf8))
  }

  @Test(.enabled(if: sharedFolder != nil, "needs the folder of real files"))
  func `so they are on every example of CommonMark's specification`() throws {
    let examples = try json("commonmark/spec-0.31.2.json") as? [[String: Any]] ?? []
    #expect(examples.count > 600)
    var imprecise = 0
    for example in examples {
      let bytes = Array((example["markdown"] as? String ?? "").utf8)
      expectSameLiterals(bytes)
      imprecise += parseThread(bytes, path: "x.md").impreciseCount
    }
    // Entities that stand for two characters, and text that libcmark made of several pieces.
    #expect(imprecise <= 2, "inlines without exact bytes")
  }

  @Test(.enabled(if: sharedFolder != nil, "needs the folder of real files"))
  func `so they are on hostile strings, alone and inside a post`() throws {
    let all =
      strings(try json("security/blns.json"))
      + strings(try json("security/dompurify-payloads.json"))
    #expect(all.count > 500)
    for string in all {
      expectSameLiterals(Array(string.utf8))
      expectSameLiterals(Array("## @A · 2025-01-01\n\n**Claim** `a`: \(string)\n".utf8))
    }
  }

  private func json(_ path: String) throws -> Any {
    let data = try Data(contentsOf: URL(filePath: (sharedFolder ?? "") + "/data/" + path))
    return try JSONSerialization.jsonObject(with: data)
  }

  private func strings(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(strings)
    case let map as [String: Any]: map.sorted { $0.key < $1.key }.flatMap { strings($0.value) }
    default: []
    }
  }
}

private func expectSameLiterals(
  _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) {
  let thread = parseThread(bytes, path: "x.md")
  let body = thread.body
  let found = body.content.filter(\.isLiteral).map { body.text(of: $0) }.joined()
  #expect(
    found == literals(bytes), "on \(String(decoding: bytes, as: UTF8.self))",
    sourceLocation: sourceLocation)
  for node in body.content where !node.flags.contains(.imprecise) && node.kind == .text {
    #expect(node.source.upper <= bytes.count && node.source.lower <= node.source.upper)
    guard node.source.count == node.text.count else { continue }
    let isSame = bytes[node.source.range].elementsEqual(body.text[node.text.range])
    #expect(
      isSame, "the place of '\(body.text(of: node))' in \(String(decoding: bytes, as: UTF8.self))")
  }
}

/// The literals of libcmark's own tree, put together in order.
private func literals(_ bytes: [UInt8]) -> String {
  let isValid = String(validating: bytes, as: UTF8.self) != nil
  let options = isValid ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8
  let root = bytes.withUnsafeBytes {
    cmark_parse_document(
      $0.bindMemory(to: CChar.self).baseAddress ?? UnsafePointer(strdup("")), $0.count, options)
  }
  defer { cmark_node_free(root) }
  let iterator = cmark_iter_new(root)
  defer { cmark_iter_free(iterator) }
  var result = ""
  while true {
    let event = cmark_iter_next(iterator)
    if event == CMARK_EVENT_DONE { return result }
    guard event == CMARK_EVENT_ENTER else { continue }
    let node = cmark_iter_get_node(iterator)
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE, CMARK_NODE_CODE_BLOCK,
      CMARK_NODE_HTML_BLOCK:
      result += String(cString: cmark_node_get_literal(node))
    default: break
    }
  }
}
