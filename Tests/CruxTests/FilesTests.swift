import Glibc
import Testing

@testable import crux

struct ListingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func paths(ignoring globs: [String] = []) -> [String] {
    listThreads(in: folder.path, ignoring: globs.map(Glob.init)).threads.map(\.path)
  }

  @Test func `threads are listed in byte order without what is not a thread`() throws {
    for path in [
      "b.md", "a/z.md", "a.md", "a-b.md", "README.md", "a/README.md", ".git/x.md", ".hidden.md",
      "theme/t.md", "_site/s.md", "deep/theme/kept.md", "notes.txt", "drafts/d.md",
      "same-start/x.md", "same-start.md", "same-start-2.md", "same-start0.md", "same-sta/y.md",
    ] { try folder.write("", to: path) }
    #expect(
      paths(ignoring: ["drafts/"]) == [
        "a-b.md", "a.md", "a/z.md", "b.md", "deep/theme/kept.md", "same-sta/y.md",
        "same-start-2.md", "same-start.md", "same-start/x.md", "same-start0.md",
      ])
  }

  @Test func `circles of links and folders named like threads do no harm`() throws {
    try folder.write("", to: "x.md/inside.md")
    try folder.makeLink("a/round", to: "..")
    try folder.makeLink("a/self.md", to: "self.md")
    try folder.makeLink("linked.md", to: "x.md/inside.md")
    let listing = listThreads(in: folder.path)
    #expect(listing.threads.map(\.path) == ["linked.md", "x.md/inside.md"])
    #expect(
      listing.failures == [
        FileFailure(action: .read, path: "a/self.md", reason: .system(ELOOP))
      ])
  }

  @Test func `a pipe named like a thread is reported and never waited for`() throws {
    try #require(mkfifo(folder.path(of: "p.md"), 0o644) == 0)
    #expect(listThreads(in: folder.path).failures.map(\.reason) == [.notAFile])
    #expect(throws: FileFailure.reading(folder.path(of: "p.md"), .notAFile)) {
      try readFile(folder.path(of: "p.md"))
    }
  }

  @Test func `a name that is not UTF-8 is reported`() throws {
    let name = Array(folder.path.utf8CString.dropLast()) + [0x2F, -1, 0x2E, 0x6D, 0x64, 0]
    let descriptor = open(name, O_WRONLY | O_CREAT, 0o644)
    try #require(descriptor >= 0)
    close(descriptor)
    #expect(listThreads(in: folder.path).failures.map(\.reason) == [.nameIsNotUTF8])
  }
}

struct GlobTests {
  @Test(arguments: [
    ("*.md", "a/b.md", true), ("drafts/*.md", "drafts/a.md", true),
    ("drafts/*.md", "drafts/a/b.md", false), ("drafts/**", "drafts/a/b.md", true),
    ("**/old.md", "old.md", true), ("**/old.md", "a/b/old.md", true),
    ("a/**/b.md", "a/b.md", true), ("a/**/b.md", "a/x/y/b.md", true),
    ("a/**/b.md", "a/xb.md", false), ("?.md", "a.md", true), ("?.md", "ab.md", false),
    ("/top.md", "top.md", true), ("/top.md", "a/top.md", false), ("a*b*c", "aXbYc", true),
    ("a*b*c", "aXbYd", false), ("é*.md", "été.md", true),
  ])
  func `patterns match paths as documented`(pattern: String, path: String, matches: Bool) {
    #expect(Glob(pattern).matches(path, isFolder: false) == matches)
  }

  @Test func `a pattern for folders leaves files alone`() {
    #expect(Glob("drafts/").matches("a/drafts", isFolder: true))
    #expect(!Glob("drafts/").matches("a/drafts", isFolder: false))
  }

  @Test func `a pattern full of stars stays quick`() {
    let pattern = String(repeating: "*a", count: 100) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 2000), isFolder: false))
  }
}

struct ReplaceFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a file is replaced with its permissions and through its link`() throws {
    try folder.write("old", to: "deep/a.md")
    try folder.makeLink("link.md", to: "deep/a.md")
    chmod(folder.path(of: "deep/a.md"), 0o640)
    let path = folder.path(of: "link.md")
    let content = try readFile(path)
    try replaceFile(path, with: Array("new".utf8), ifStill: content.snapshot)
    #expect(try readFile(folder.path(of: "deep/a.md")).bytes == Array("new".utf8))
    #expect(status(of: folder.path(of: "deep/a.md"))?.permissions == 0o640)
    var entry = stat()
    #expect(lstat(path, &entry) == 0 && entry.st_mode & S_IFMT == S_IFLNK)
    #expect(listNames("deep") == ["a.md"])
  }

  @Test func `a file that changed meanwhile is left alone and no temporary file stays`() throws {
    try folder.write("old", to: "a.md")
    let path = folder.path(of: "a.md")
    let content = try readFile(path)
    try folder.write("odd", to: "a.md")
    #expect(throws: FileFailure.writing(path, .changedMeanwhile)) {
      try replaceFile(path, with: Array("new".utf8), ifStill: content.snapshot)
    }
    #expect(try readFile(path).bytes == Array("odd".utf8))
    #expect(listNames("") == ["a.md"])
  }

  @Test func `a new file never takes the place of another`() throws {
    try folder.write("old", to: "a.md")
    #expect(
      throws: FileFailure(action: .create, path: folder.path(of: "a.md"), reason: .system(EEXIST))
    ) {
      try createFile(folder.path(of: "a.md"), with: [])
    }
    try createFile(folder.path(of: "b.md"), with: [0x62])
    #expect(try readFile(folder.path(of: "b.md")).bytes == [0x62])
    #expect(listNames("") == ["a.md", "b.md"])
  }

  private func listNames(_ relative: String) -> [String] {
    guard let stream = opendir(folder.path(of: relative)) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }
}

struct CorpusFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `the corpus is the nearest folder upwards with crux.yml`() throws {
    try folder.write("", to: "outer/crux.yml")
    try folder.write("", to: "outer/inner/deep/a.md")
    let corpus = try #require(try CorpusFolder(around: folder.path(of: "outer/inner/deep")))
    #expect(corpus.root.hasSuffix("/outer"))
    #expect(corpus.relativePath(of: folder.path(of: "outer/inner/deep/a.md")) == "inner/deep/a.md")
    #expect(corpus.relativePath(of: folder.path) == nil)
  }

  @Test func `a file is no corpus`() throws {
    try folder.write("", to: "a.md")
    let path = folder.path(of: "a.md")
    #expect(throws: Failure.notAFolder(path: path)) { try CorpusFolder(at: path) }
  }
}
