import Foundation
import Interchange
import Testing

@testable import crux

@Suite struct ImportManualTests {
  private static let path = Transcript.root + "/docs/import.md"
  private static let fixtures = Transcript.root + "/Tests/InterchangeTests/Fixtures"

  /// The fixtures of all formats stand in `downloads`, beside an empty corpus.
  @Test func `what the manual of importing shows is what is printed`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "corpus/crux.yml")
    folder.makeFolder("downloads")
    for file in filesBelow(Self.fixtures) {
      let name = URL(filePath: file).lastPathComponent
      try FileManager.default.copyItem(atPath: file, toPath: folder.path(of: "downloads/" + name))
    }
    try folder.write("Meet at noon.\n", to: "downloads/notes.txt")
    let written = try String(contentsOfFile: Self.path, encoding: .utf8)
    let replayed = try Transcript.replay(written, in: folder.path(of: "corpus"))
    if Transcript.updatesGolden {
      try replayed.write(toFile: Self.path, atomically: true, encoding: .utf8)
    }
    #expect(replayed == (try String(contentsOfFile: Self.path, encoding: .utf8)))
  }

  @Test func `every format has its command in the manual, and says what it was tried on`() throws {
    let manual = try String(contentsOfFile: Self.path, encoding: .utf8)
    let formats = manual.components(separatedBy: "\n## ").filter { $0.contains("- Kept:") }
    #expect(formats.count == 7)
    for format in formats {
      let name = String(format.prefix { $0 != "\n" })
      #expect(format.contains("crux import") || format.contains("*.xml"), "\(name)")
      #expect(
        format.lowercased().contains("tried on") || format.contains("Not yet tried"), "\(name)")
    }
    for importer in Importer.all {
      #expect(manual.contains("`\(importer.name)`"), "\(importer.name)")
    }
  }
}
