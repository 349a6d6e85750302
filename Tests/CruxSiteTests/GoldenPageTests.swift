import Foundation
import Testing

/// Pages beside the threads they are made from, in `Golden/`. `UPDATE_GOLDEN=1` writes them anew;
/// a missing one fails.
@Suite struct GoldenPageTests {
  private static let folder = repositoryRoot + "/Tests/CruxSiteTests/Golden/"

  @Test(arguments: [
    ("small.html", "threads/small.html"), ("home.html", "index.html"),
    ("statements.html", "statements.html"),
  ])
  func `a page is as it was approved`(_ file: String, _ page: String) throws {
    let files = try ["small.md", "other.md"].map {
      ($0, try String(contentsOfFile: Self.folder + $0, encoding: .utf8))
    }
    let bytes = try #require(site(of: files)[page])
    let found = String(decoding: bytes, as: UTF8.self)
    if updatesGolden {
      try found.write(toFile: Self.folder + file, atomically: true, encoding: .utf8)
    }
    #expect(found == (try String(contentsOfFile: Self.folder + file, encoding: .utf8)))
  }

  @Test func `the shipped corpus makes pages in which nothing is wrong`() throws {
    let corpus = repositoryRoot + "/corpus/"
    let names = try FileManager.default.contentsOfDirectory(atPath: corpus).sorted()
    let files = try names.filter { $0.hasSuffix(".md") }.map {
      ($0, try String(contentsOfFile: corpus + $0, encoding: .utf8))
    }
    #expect(files.count >= 9)
    let found = try problems(in: site(of: files))
    #expect(found == "", "\(found)")
  }
}
