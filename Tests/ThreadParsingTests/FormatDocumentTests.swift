import CruxModel
import Testing
import ThreadParsing

/// `docs/format.md` is the specification: each `markdown` block is read, and the `text` block after
/// it is the dump expected. `UPDATE_GOLDEN=1` writes the dumps anew.
@Suite struct FormatDocumentTests {
  @Test func `every example of the format's document reads as the document says`() throws {
    let path = repositoryRoot + "/docs/format.md"
    let document = try readText(path)
    let examples = Examples(document)
    #expect(examples.pairs.count >= 14)
    if updatesGolden {
      try write(examples.rewritten, to: path)
      return
    }
    for (markdown, expected) in examples.pairs {
      let found = dump(parseThread(Array(markdown.utf8), path: "example.md"))
      #expect(found == expected, "in the example:\n\(markdown)")
    }
  }
}

/// The fenced pairs of a document: Markdown, then the dump.
private struct Examples {
  var pairs: [(markdown: String, dump: String)] = []
  /// The document with the dumps that the parser gives today.
  var rewritten = ""

  init(_ document: String) {
    var markdown: String?
    var block: (info: String, text: String)?
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = block {
        if line == "```" {
          close(open, &markdown)
          block = nil
        } else {
          block?.text += line + "\n"
          continue
        }
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), "")
      }
      rewritten += line + "\n"
    }
    rewritten.removeLast()
  }

  private mutating func close(_ block: (info: String, text: String), _ markdown: inout String?) {
    if block.info == "markdown" {
      markdown = block.text
      rewritten += block.text
    } else if block.info == "text", let source = markdown {
      pairs.append((source, block.text))
      rewritten += dump(parseThread(Array(source.utf8), path: "example.md"))
      markdown = nil
    } else {
      rewritten += block.text
    }
  }
}
