import Foundation
@testable import Interchange
import Testing

@testable import crux

struct ReasoningManualTests {
  @Test func `the map in the manual can be computed`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let manual = try String(contentsOf: root.appending(path: "docs/reasoning.md"), encoding: .utf8)
    let blocks = manual.components(separatedBy: "```")
    let maps = blocks.filter { $0.hasPrefix("json\n") }.map { $0.dropFirst(5) }
    #expect(maps.count == 1)
    for map in maps {
      let cases = readMapCases(try parseJSON(Array(map.utf8)).root)
      #expect(cases.count == 1)
      var writer = try EvaluationWriter(cases[0].get())
      var json = JSONWriter()
      writer.write(to: &json)
      for key in ["cruxes", "flip_sets", "positions", "pairs", "standing", "gradient"] {
        #expect(json.text.contains("\"\(key)\""))
        #expect(manual.contains("`\(key)`"))
      }
    }
  }
}
