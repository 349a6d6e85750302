import CruxSite
import Glibc
import Testing

@testable import crux

@Suite struct OutputFolderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func build(
    _ files: [String: String], strangers: OutputFolder.Strangers = .refused
  ) throws -> OutputFolder {
    var output = try OutputFolder(path: folder.path(of: "_site"), strangers: strangers)
    try output.write(
      files.keys.sorted().map { name in
        SitePage(address: PageAddress(name), bytes: Array((files[name] ?? "").utf8))
      })
    try output.finish()
    return output
  }

  private func text(_ name: String) -> String? {
    (try? readFile(folder.path(of: "_site/" + name))).map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
  }

  @Test func `only what changed is written, and what is gone is removed`() throws {
    #expect(try build(["a.html": "1", "t/b.html": "2"]).writtenCount == 2)
    #expect(try build(["a.html": "1", "t/b.html": "2"]).writtenCount == 0)
    let third = try build(["a.html": "3"])
    #expect(third.writtenCount == 1)
    #expect(third.removedCount == 1)
    #expect(text("a.html") == "3")
    #expect(access(folder.path(of: "_site/t"), F_OK) != 0)
  }

  @Test func `a folder with a stranger's file is refused, by name`() throws {
    try folder.write("mine", to: "_site/notes/todo.md")
    #expect(
      throws: Failure.outputFolderHoldsOthers(
        path: folder.path(of: "_site"), example: "notes/todo.md")
    ) { try build(["a.html": "1"]) }
    #expect(text("a.html") == nil)
  }

  @Test func `where it is allowed, a stranger's file is left alone`() throws {
    try folder.write("mine", to: "_site/todo.md")
    _ = try build(["a.html": "1"], strangers: .leftAlone)
    _ = try build([:], strangers: .leftAlone)
    #expect(text("todo.md") == "mine")
    #expect(text("a.html") == nil)
  }

  @Test func `a file that somebody changed since is not removed`() throws {
    _ = try build(["a.html": "1"])
    try folder.write("changed by hand", to: "_site/a.html")
    _ = try build([:])
    #expect(text("a.html") == "changed by hand")
  }

  @Test func `a build cut short leaves files that the next one knows`() throws {
    var output = try OutputFolder(path: folder.path(of: "_site"), strangers: .refused)
    try output.write([SitePage(address: PageAddress("a.html"), bytes: [1])])
    let next = try build(["b.html": "2"])
    #expect(next.removedCount == 1)
    #expect(text("a.html") == nil)
  }

  @Test func `a link in place of a folder is not followed`() throws {
    folder.makeFolder("elsewhere")
    folder.makeFolder("_site")
    #expect(symlink(folder.path(of: "elsewhere"), folder.path(of: "_site/t")) == 0)
    #expect(throws: FileFailure.self) { try build(["t/b.html": "2"], strangers: .leftAlone) }
    #expect(access(folder.path(of: "elsewhere/b.html"), F_OK) != 0)
  }

  @Test func `a file that came meanwhile gives way as one that was there before`() throws {
    var output = try OutputFolder(path: folder.path(of: "_site"), strangers: .leftAlone)
    try folder.write("of another build", to: "_site/a.html")
    try output.write([SitePage(address: PageAddress("a.html"), bytes: Array("mine".utf8))])
    try output.finish()
    #expect(text("a.html") == "mine")
  }
}
