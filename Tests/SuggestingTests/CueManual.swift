import Foundation
import Testing

@testable import Suggesting

/// The tables of cues in `docs/suggest.md`, made from the lexicon.
enum CueManual {
  static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/suggest.md")

  static let start = "<!-- cues -->\n"
  static let end = "<!-- end of cues -->\n"

  static func text() -> String {
    var text = "| words | weight | |\n|---|---|---|\n"
    for cue in Cue.lexicon + [.crux] {
      let phrases = cue.phrases.map { "`\($0)`" }.joined(separator: ", ")
      text += "| \(cue.name) | \(cue.weight) | \(phrases) |\n"
    }
    text += "\n| place, shape or overlap | weight |\n|---|---|\n"
    for cue in PlaceCue.allCases { text += "| \(cue.rawValue) | \(cue.weight) |\n" }
    return text
  }
}

struct CueManualTests {
  @Test func `the manual lists every cue with its weight`() throws {
    let manual = try String(contentsOf: CueManual.file, encoding: .utf8)
    let start = try #require(manual.range(of: CueManual.start))
    let end = try #require(manual.range(of: CueManual.end))
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      let updated =
        manual[..<start.upperBound] + "\n" + CueManual.text() + "\n" + manual[end.lowerBound...]
      try updated.write(to: CueManual.file, atomically: true, encoding: .utf8)
    }
    let now = try String(contentsOf: CueManual.file, encoding: .utf8)
    #expect(now.contains(CueManual.start + "\n" + CueManual.text() + "\n" + CueManual.end))
  }
}
