import Foundation
import Testing

/// The few rules of style that a machine can hold.
@Suite struct StyleTests {
  @Test func `no source file is over 400 lines`() throws {
    for file in try swiftFiles(under: "Sources") {
      let lines = try readText(file).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= 400, "\(file)")
    }
  }

  @Test func `nothing in Sources can trap on user text by force`() throws {
    for file in try swiftFiles(under: "Sources") {
      let text = try readText(file)
      #expect(!text.contains("try! "), "\(file)")
      #expect(!text.contains(" as! "), "\(file)")
    }
  }

  @Test func `nothing that is built is committed`() throws {
    let ignored = try readText(repositoryRoot + "/.gitignore")
    for line in [".build*/", "Package.resolved", ".crux/", "_site/"] {
      #expect(ignored.split(separator: "\n").contains { $0 == line }, "\(line)")
    }
  }
}
