import CruxModel
import Foundation
import Testing
import ThreadParsing

/// Threads beside their dumps, in `Golden/`. `UPDATE_GOLDEN=1` writes the dumps anew; a missing one
/// fails.
@Suite struct GoldenTests {
  static let folder = repositoryRoot + "/Tests/ThreadParsingTests/Golden/"

  static let names = [
    "headers", "quotes", "posts", "lifting", "answers", "reach", "introduction", "targets",
  ]

  @Test(arguments: names)
  func `a thread reads as its dump says`(name: String) throws {
    let source = try readText(Self.folder + name + ".md")
    let found = dump(parseThread(Array(source.utf8), path: name + ".md"))
    if updatesGolden { try write(found, to: Self.folder + name + ".txt") }
    #expect(found == (try readText(Self.folder + name + ".txt")))
  }

  @Test(arguments: names, ["\r\n", "\r"])
  func `a thread reads the same whatever ends its lines`(name: String, lineEnd: String) throws {
    let source = try readText(Self.folder + name + ".md")
    let other = parseThread(Array(source.replacing("\n", with: lineEnd).utf8), path: name + ".md")
    #expect(dump(other) == (try readText(Self.folder + name + ".txt")))
  }
}
