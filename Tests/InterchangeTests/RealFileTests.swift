import Foundation
import Interchange
import Testing

/// Real files of outside formats hold what a count without our code says (`count.py`).
@Suite(.enabled(if: sharedFolder != nil)) struct RealFileTests {
  @Test func `GitHub issues, Kialo discussions and marked-up threads have their figures`() throws {
    let folder = (sharedFolder ?? "") + "/data/interchange"
    let counted = try linesPrinted(byScript: "count.py", folder)
    #expect(counted.count > 90)
    var ours: [String] = []
    for path in ["github-archive", "kialo", "cmv"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/" + path)
      where ["json", "txt", "xml"].contains(URL(filePath: name).pathExtension) {
        if path == "cmv", name.hasSuffix(".txt") { continue }
        ours += try Self.figures(of: "\(path)/\(name)", in: folder)
      }
    }
    #expect(Set(ours).symmetricDifference(counted).sorted() == [])
    #expect(ours.count == counted.count)
  }

  private static func figures(of name: String, in folder: String) throws -> [String] {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: folder + "/" + name)))
    let input = ImportInput(name: URL(filePath: name).lastPathComponent, bytes: bytes)
    let importer = try #require(Importer.recognising(input), "\(name)")
    let threads = try importer.read(input).threads
    return threads.map { "\(name) " + figures(of: $0, importer.name) }
  }

  private static func figures(of thread: ImportedThread, _ format: String) -> String {
    let replies = thread.posts.count { $0.parent != nil }
    switch format {
    case "kialo":
      let claims = thread.posts.flatMap(\.claims)
      let again = claims.count { $0.text == nil }
      let links = claims.compactMap(\.text).map { text in
        text.matches(of: #/(\]\(|<)https?:/#).count
      }.reduce(0, +)
      return "statements \(claims.count - again) supports \(claims.count { $0.label == .because }) "
        + "rebuts \(claims.count { $0.label == .rebuttal }) again \(again) links \(links)"
    case "github":
      let parts = thread.source.split(separator: "/").suffix(2)
      let kind = parts.first == "pull" ? "pulls" : "issues"
      return "\(kind) \(parts.last ?? ""): posts \(thread.posts.count) replies \(replies)"
    default:
      let relations = thread.annotations.map(\.relations.count).reduce(0, +)
      return "posts \(thread.posts.count) replies \(replies) "
        + "statements \(thread.annotations.count) relations \(relations)"
    }
  }
}
