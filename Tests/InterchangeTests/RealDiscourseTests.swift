import CruxModel
import Foundation
import Interchange
import Testing
import ThreadParsing

@testable import crux

/// Real topics, where they are at hand, against figures that a script of its own takes from the raw
/// files.
@Suite struct RealDiscourseTests {
  static let folder = (sharedFolder ?? "") + "/data/interchange/discourse"

  struct Figures: Equatable, CustomStringConvertible {
    var posts = 0
    var replies = 0
    var quotes = 0
    var description: String { "\(posts) \(replies) \(quotes)" }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: folder)))
  func `every topic has the posts, replies and quotes that its raw files have`() throws {
    let expected = try figuresOfScript()
    #expect(expected.count == 24)
    for (topic, figures) in expected.sorted(by: { $0.key < $1.key }) {
      let read = try readFigures(ofTopic: topic)
      #expect(read == figures, "topic \(topic)")
    }
  }

  private func readFigures(ofTopic topic: Int) throws -> Figures {
    let importer = try #require(Importer.named("discourse"))
    var thread: ImportedThread?
    for file in filesBelow("\(Self.folder)/\(topic)") {
      let input = ImportInput(name: file, bytes: Array(try Data(contentsOf: URL(filePath: file))))
      #expect(Importer.recognising(input)?.name == "discourse")
      for part in try importer.read(input).threads {
        if thread == nil { thread = part } else { thread?.merge(part) }
      }
    }
    var whole = try #require(thread)
    _ = whole.putInOrder()
    let read = parseThread(ThreadDraft(whole, stem: "t").bytes, path: "t.md")
    #expect(read.notices.isEmpty, "topic \(topic)")
    #expect(read.posts.map(\.anchor.rawValue) == whole.posts.map(\.id))
    return Figures(
      posts: read.posts.count, replies: read.posts.count { $0.parent != nil },
      quotes: whole.posts.reduce(0) { $0 + $1.quotes.count { $0.author != nil } })
  }

  private func figuresOfScript() throws -> [Int: Figures] {
    var figures: [Int: Figures] = [:]
    for line in try linesPrinted(byScript: "discourse_figures.py", Self.folder) {
      let numbers = line.split(separator: " ").compactMap { Int($0) }
      figures[numbers[0]] = Figures(
        posts: numbers[1], replies: numbers[2], quotes: numbers[3])
    }
    return figures
  }
}
