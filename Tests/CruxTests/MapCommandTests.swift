import CruxSite
import Foundation
import FoundationXML
import Testing

@testable import crux

struct MapCommandTests {
  private static let thread = """
    ## @Ana "<&" Lo · #p1

    **Claim** `close`: The bridge \\"should\\" be <b>closed</b> & \\\\n gone.

    - **Because** `unsafe`: It is ]]> unsafe.

    **Crux** `sound` of `close` if `no`: Are the piers sound?

    **Because** `looked` for `sound`: We looked.
    """

  @Test func `the picture is well-formed and shows each statement once, with no link of its own`()
    throws
  {
    let picture = try map(of: "close", "svg")
    let reader = TextReader()
    let parser = XMLParser(data: Data(picture.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.text.contains("It is ]]> unsafe."))
    #expect(reader.text.components(separatedBy: "We looked.").count == 2)
    #expect(!picture.contains("href"))
    #expect(
      try map(of: "close", "svg", settings: "base-url: https://example.org/d").contains(
        "href=\"https://example.org/d/claims/unsafe.html\""))
  }

  @Test func `the outline names what needs which answer and what was not unfolded`() throws {
    let outline = try map(of: "close", "text", "--depth", "1")
    #expect(outline.contains("hangs on sound Are the piers sound?"))
    #expect(outline.contains("needs the answer 'no'"))
    #expect(outline.contains("more below)"))
    #expect(try map(of: "looked", "text").contains("it supports sound"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dot"), "no Graphviz"))
  func `Graphviz draws the map`() throws {
    let folder = try TemporaryFolder()
    try folder.write(try map(of: "close", "dot"), to: "map.dot")
    let drawn = try Transcript.run("dot -Tsvg map.dot", in: folder.path)
    #expect(!drawn.contains("[exit") && !drawn.contains("Error") && !drawn.contains("Warning"))
    #expect(drawn.components(separatedBy: "class=\"node\"").count == 6)
    #expect(drawn.components(separatedBy: "class=\"edge\"").count == 5)
  }

  private func map(
    of id: String, _ format: String, _ more: String..., settings: String = "title: Bridges"
  ) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(settings + "\n", to: "crux.yml")
    try folder.write(Self.thread, to: "bridge.md")
    return try Transcript.run(
      "crux map \(id) --format \(format) \(more.joined(separator: " "))", in: folder.path)
  }
}

private final class TextReader: NSObject, XMLParserDelegate {
  var text = ""

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
