import CruxModel
import Foundation
import Interchange
import Testing
import ThreadParsing

@testable import crux

/// In every format with quotes as many are resolved as `Figures/quotes.py` finds, which shares no
/// code with us: in the fixtures, and in the real files where they are at hand.
@Suite struct ResolvedQuoteTests {
  private static let here = URL(filePath: #filePath).deletingLastPathComponent().path

  @Test func `every quote of the fixtures is resolved that a script resolves`() throws {
    let lines = try compare(Self.here + "/Fixtures")
    #expect(lines.count == 8)
  }

  @Test(.enabled(if: sharedFolder != nil))
  func `every quote of the real files is resolved that a script resolves`() throws {
    let lines = try compare((sharedFolder ?? "") + "/data/interchange")
    #expect(lines.count == 24 + 70 + 25)
  }

  private func compare(_ folder: String) throws -> [String] {
    let expected = try linesPrinted(byScript: "quotes.py", folder)
    var ours: [String] = []
    for (format, name) in Self.formats {
      let root = folder + "/" + format
      guard FileManager.default.fileExists(atPath: root) else { continue }
      ours += try Self.lines(of: filesBelow(root), format, importer: name)
    }
    #expect(Set(ours).symmetricDifference(expected).sorted() == [])
    #expect(ours.count == expected.count)
    return ours
  }

  /// Folders and their importers.
  private static let formats = [
    ("discourse", "discourse"), ("github-archive", "github"), ("github", "github"),
    ("lesswrong", nil), ("markdown", "markdown"), ("cmv", "change-my-view"), ("mail", "mail"),
  ]

  private static func lines(
    of files: [String], _ format: String, importer name: String?
  ) throws -> [String] {
    var threads: [(name: String, thread: ImportedThread)] = []
    for file in files where ![".ann", ".metadata", ".txt"].contains(where: file.hasSuffix) {
      let bytes = Array(try Data(contentsOf: URL(filePath: file)))
      let input = ImportInput(name: URL(filePath: file).lastPathComponent, bytes: bytes)
      let importer = try #require(name.flatMap(Importer.named) ?? Importer.recognising(input))
      let imported = try importer.read(input).threads
      for (number, thread) in imported.enumerated() {
        if let last = threads.last?.thread, last.isSameDebate(as: thread), format == "discourse" {
          threads[threads.count - 1].thread.merge(thread)
        } else {
          let debate = debate(thread, of: input.name, format, number, among: imported.count)
          threads.append((debate, thread))
        }
      }
    }
    return threads.map { "\(format) \($0.name): \(figures(of: $0.thread))" }
  }

  /// What the script calls it.
  private static func debate(
    _ thread: ImportedThread, of file: String, _ format: String, _ number: Int, among count: Int
  ) -> String {
    let parts = thread.source.split { $0 == "/" || $0 == " " }.suffix(2)
    switch format {
    case "discourse": return String(parts.last ?? "")
    case "mail": return "\(file) \(number + 1)"
    case "github-archive":
      return "\(file) \(parts.first == "pull" ? "pulls" : "issues") \(parts.last ?? "")"
    default: return file
    }
  }

  private static func figures(of thread: ImportedThread) -> String {
    var thread = thread
    _ = thread.putInOrder()
    let draft = ThreadDraft(thread, stem: "t")
    let bytes = draft.bytes
    let read = parseThread(bytes, path: "t.md")
    let again = try? ThreadUpdate(of: bytes, path: "t.md", by: draft, settings: CorpusSettings())
    #expect(again?.isChange == false, "\(thread.title)")
    #expect(again?.conflicts.isEmpty == true, "\(thread.title)")
    let quotes = read.quotes.filter { !read.posts[$0.post].isAnnotation }
    let resolved = quotes.count { $0.status == .exact || $0.status == .ambiguous }
    return "\(quotes.count) quotes, \(resolved) resolved"
  }
}
