import CruxModel
import CruxSite
import CruxStore
import Foundation
import Glibc
import Synchronization
import Testing
import ThreadParsing

@testable import crux

/// What `crux site` makes again after a change, and what it leaves alone.
@Suite struct SiteBuildTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("title: Boats\n", to: "crux.yml")
    for (path, text) in Self.threads { try folder.write(text, to: path) }
  }

  static let threads = [
    "boats.md": """
    ---
    title: Boats
    topics: [water]
    ---

    Whether to buy a boat.

    ## @Ada · 2025-01-02 · #p1

    **Claim** `buy`: A boat pays for itself.

    - **Because** `rent` for `buy`: Boats can be rented out.

    See [[harbour]] and [the other file](quay.md).

    ### @Bo · 2025-01-03 · #p2 · re #p1

    **Rebuttal** `rust` to `rent`: Boats rust.

    **Disagree** `buy` (likely)
    """,
    "quay.md": """
    ---
    id: quay
    title: The quay
    topics: [water, land]
    people:
      Cy: {name: Cyrus, role: speaker}
    ---

    ## @Cy · 2025-02-02 · #p1

    **Crux** `harbour` of `buy`: Is there room in the harbour?

    - **Yes**: There is.
    - **No**: There is none.

    ### @Ada · 2025-02-03 · #p2

    **Agree** `harbour#no` (80%)
    """,
    "trees.md": """
    # Trees

    ## @Bo · 2025-03-01 · #p1

    **Claim** `shade`: Trees give shade.

    Nothing about boats; compare [[quay#p1]].

    \(String(repeating: "Words that fill the beginning of a post. ", count: 8))

    They also drop leaves.
    """,
  ]

  @discardableResult
  private func build(
    to output: String = "_site", workers: Int = 2, isFresh: Bool = false
  ) throws -> SiteReport {
    var options = SiteOptions(
      corpus: try CorpusFolder(at: folder.path), output: folder.path(of: output))
    options.isQuiet = true
    options.workers = workers
    options.isFresh = isFresh
    var build = try SiteBuild(options)
    return try build.run()
  }

  private struct File: Equatable {
    var inode: UInt64
    var bytes: [UInt8]
  }

  /// Every file of a site by name, but crux's own list.
  private func files(in output: String = "_site") throws -> [String: File] {
    let root = folder.path(of: output)
    let names = try #require(FileManager.default.enumerator(atPath: root)).compactMap {
      $0 as? String
    }
    var found: [String: File] = [:]
    for name in names where !name.hasPrefix(".") {
      guard let status = status(of: root + "/" + name), status.isFile else { continue }
      found[name] = File(inode: status.inode, bytes: try readFile(root + "/" + name).bytes)
    }
    return found
  }

  /// Names of the files that were written between two looks.
  private func written(_ before: [String: File], _ after: [String: File]) -> [String] {
    after.keys.filter { before[$0]?.inode != after[$0]?.inode }.sorted()
  }

  private func expectSameAsFresh(_ note: Comment) throws {
    try build(to: "fresh", isFresh: true)
    let (made, fresh) = (try files(), try files(in: "fresh"))
    #expect(made.mapValues(\.bytes) == fresh.mapValues(\.bytes), note)
  }

  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: folder.path(of: path), encoding: .utf8)
    try #require(text.contains(old))
    try folder.write(text.replacing(old, with: new), to: path)
  }

  @Test func `where nothing changed, nothing is made and no file touched`() throws {
    #expect(try build().scope == .everything)
    let before = try files()
    let report = try build()
    #expect(report.scope == .nothing)
    #expect(report.fileCount == before.count)
    #expect(try files() == before)
  }

  @Test
  func `other words in a post change the pages of its thread, the index of the box, and no other`()
    throws
  {
    try build()
    let before = try files()
    try edit("trees.md", "They also drop", "In autumn they drop")
    let report = try build()
    #expect(report.scope == .threads(1))
    #expect(report.changed == ["trees.md"])
    #expect(
      written(before, try files()) == [
        "search/r0.js", "search/root.js", Self.terms, "threads/trees.html",
        "threads/trees.json",
      ])
    try expectSameAsFresh("one post edited")
    #expect(try build().scope == .nothing)
  }

  /// The file of terms, which begins with the first filter.
  private static let terms = "search/t1sj3c2g-18wyecu.js"

  @Test func `words that come and go while the index is changed leave the files of a new one`()
    throws
  {
    try build()
    for (old, new) in [
      ("They also drop leaves.", "They also drop zebras."), ("also drop zebras", "drop boats too"),
      ("They drop boats too.", "Boats drop boats, boats."),
    ] {
      try edit("trees.md", old, new)
      #expect(try build().scope == .threads(1), "\(new)")
      try expectSameAsFresh("\(new)")
    }
    try edit("trees.md", "Boats drop", "> Trees give shade.\n\nBoats drop")
    try build()
    try expectSameAsFresh("with a quote")
    // Without the words that were kept there is nothing to change.
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: ".crux"))
      .filter { $0.hasSuffix(".words") }
    #expect(kept.count == 2)
    for name in kept { unlink(folder.path(of: ".crux/" + name)) }
    try edit("trees.md", "boats, boats.", "boats, ships.")
    #expect(try build().scope == .everything)
    try expectSameAsFresh("without words")
  }

  @Test func `a new objection changes the pages that show it and no other`() throws {
    try build()
    let before = try files()
    try edit(
      "trees.md", "compare [[quay#p1]].", "\n\n**Rebuttal** `leaf` to `buy`: Leaves fall on boats.")
    #expect(try build().scope == .everything)
    let names = written(before, try files())
    #expect(
      names == [
        "claims/buy.html", "claims/leaf.html", "index.html", "people.html", "people/~ada.html",
        "people/~bo.html", "search/dates.js", "search/r0.js", "search/root.js", Self.terms,
        "statements.html", "threads/boats.html", "threads/boats.js", "threads/quay.html",
        "threads/trees.html", "threads/trees.js", "threads/trees.json", "unanswered.html",
      ])
    try expectSameAsFresh("an objection added")
  }

  @Test func `a file of the site that somebody removed is made again`() throws {
    try build()
    let before = try files()
    #expect(unlink(folder.path(of: "_site/threads/quay.html")) == 0)
    try build()
    #expect(try files().mapValues(\.bytes) == before.mapValues(\.bytes))
  }

  @Test func `settings and theme are noticed`() throws {
    try build()
    try folder.write("title: Ships\naccent: '#0b6b4f'\n", to: "crux.yml")
    try build()
    let home = try #require(try files()["index.html"])
    #expect(String(decoding: home.bytes, as: UTF8.self).contains("<h1>Ships</h1>"))
    try folder.write("h1 { color: red }\n", to: "theme/custom.css")
    try folder.write("<p>Printed by hand.</p>\n", to: "theme/footer.html")
    try folder.write("<meta name=\"robots\" content=\"noindex\">\n", to: "theme/head.html")
    try build()
    let page = String(decoding: try #require(try files()["threads/quay.html"]).bytes, as: UTF8.self)
    #expect(page.contains("href=\"../assets/custom.css\""))
    #expect(page.contains("<p>Printed by hand.</p>"))
    #expect(page.contains("content=\"noindex\">\n</head>"))
    #expect(try files()["assets/custom.css"]?.bytes == Array("h1 { color: red }\n".utf8))
    try expectSameAsFresh("with a theme")
  }

  @Test func `paths that differ only in how accents are composed are two files`() throws {
    let text = "## @Ada · 2025-01-02\n\nA boat.\n"
    try folder.write(text, to: "caf\u{E9}.md")
    try build()
    try #require(
      rename(folder.path(of: "caf\u{E9}.md"), folder.path(of: "cafe\u{301}.md")) == 0)
    try build()
    try expectSameAsFresh("after a renaming")
    try folder.write(text, to: "caf\u{E9}.md")
    let report = try build()
    #expect(report.failures.isEmpty)
    try expectSameAsFresh("with both")
  }

  @Test func `one thread of execution or several make the same bytes`() throws {
    try build(to: "one", workers: 1, isFresh: true)
    try build(to: "two", workers: 2, isFresh: true)
    try build(to: "five", workers: 5, isFresh: true)
    let one = try files(in: "one").mapValues(\.bytes)
    #expect(try files(in: "two").mapValues(\.bytes) == one)
    #expect(try files(in: "five").mapValues(\.bytes) == one)
  }

  @Test func `the index holds all that pages show of other threads`() throws {
    try FileManager.default.removeItem(atPath: folder.path)
    try FileManager.default.copyItem(
      atPath: Transcript.root + "/corpus", toPath: folder.path)
    for made in [".crux", "_site"] {
      try? FileManager.default.removeItem(atPath: folder.path(of: made))
    }
    try build()
    let settings = parseSettings(try readFile(folder.path(of: "crux.yml")).bytes).settings
    let threads = try listThreads(in: folder.path).threads.map { entry in
      parseThread(
        try readFile(folder.path(of: entry.path)).bytes, path: entry.path, settings: settings)
    }
    let outline = CorpusOutline(settings: settings)
    for thread in threads { outline.add(thread) }
    outline.finish()
    let made = try files()
    for thread in threads {
      let page = threadPage(thread, outline: outline)
      #expect(made[PageAddress.thread(thread.id).path]?.bytes == page, "\(thread.id)")
    }
  }

  @Test func `the whole corpus is added where it is wanted, and goes when it is not`() throws {
    var options = SiteOptions(
      corpus: try CorpusFolder(at: folder.path), output: folder.path(of: "_site"))
    options.isQuiet = true
    options.extras = [.index, .json]
    var build = try SiteBuild(options)
    #expect(try build.run().fileCount == files().count)
    let json = try #require(try files()["corpus.json"])
    let text = String(decoding: json.bytes, as: UTF8.self)
    let object = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: [Any]]
    #expect(object?["threads"]?.count == 3)
    #expect(text.contains("\"boats\""))
    let store = try Store(path: folder.path(of: "_site/crux.sqlite"), access: .readingImmutable)
    #expect(try store.files().map(\.path) == ["boats.md", "quay.md", "trees.md"])
    #expect(try store.files().allSatisfy { $0.stamp.modified == 0 && $0.stamp.inode == 0 })
    try self.build()
    #expect(try files()["corpus.json"] == nil)
    #expect(try files()["crux.sqlite"] == nil)
  }

  @Test func `builds at the same time leave the files of one`() throws {
    let failures = Mutex<[any Error]>([])
    let output = SiteOptions(
      corpus: try CorpusFolder(at: folder.path), output: folder.path(of: "_site"))
    DispatchQueue.concurrentPerform(iterations: 4) { number in
      do {
        var options = output
        options.isQuiet = true
        options.isFresh = number.isMultiple(of: 2)
        var build = try SiteBuild(options)
        _ = try build.run()
      } catch {
        failures.withLock { $0.append(error) }
      }
    }
    #expect(failures.withLock { $0.map { "\($0)" } } == [])
    try expectSameAsFresh("after four at once")
  }

  @Test func `an output folder that holds threads is refused`() throws {
    #expect(throws: Failure.self) { try build(to: "") }
    #expect(
      try readFile(folder.path(of: "boats.md")).bytes
        == Array((Self.threads["boats.md"] ?? "").utf8))
  }

  @Test(arguments: [1, 2])
  func `after any edits the files are those of a build from nothing`(seed: UInt64) throws {
    var random = Edits(seed: seed)
    for step in 0..<5 {
      try random.change(folder)
      try build()
      try expectSameAsFresh("seed \(seed), step \(step)")
    }
  }
}

/// Random changes to a corpus: threads appear, go, move and are edited.
private struct Edits {
  private var state: UInt64
  private var paths = SiteBuildTests.threads.keys.sorted()

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private static let lines = [
    "Some more words.", "**Claim** `new-1`: A first new thing.",
    "**Rebuttal** `new-2` to `buy`: Not at all.", "**Agree** `shade` (60%)",
    "**Disagree** `harbour`", "See [[boats]] and [[shade]].",
    "**Claim** `new-3` was `rust` for `harbour#no`: Something renamed.", "## @Dee · 2025-05-05",
    "**Undercut** `new-4` of `rent` for `buy`: Rents are low.",
  ]

  mutating func change(_ folder: TemporaryFolder) throws {
    let choice = below(10)
    if choice == 0 {
      let path = "part-\(below(3))/new-\(below(100)).md"
      try folder.write("## @Dee · 2025-04-0\(1 + below(8))\n\nFirst words.\n", to: path)
      if !paths.contains(path) { paths.append(path) }
    } else if choice == 1, paths.count > 1 {
      unlink(folder.path(of: paths.remove(at: below(paths.count))))
    } else if choice == 2, !paths.isEmpty {
      let index = below(paths.count)
      let new = "moved-\(below(100)).md"
      rename(folder.path(of: paths[index]), folder.path(of: new))
      paths.remove(at: index)
      if !paths.contains(new) { paths.append(new) }
    } else {
      for _ in 0...below(2) { try edit(folder) }
    }
  }

  private mutating func edit(_ folder: TemporaryFolder) throws {
    guard !paths.isEmpty else { return }
    let path = folder.path(of: paths[below(paths.count)])
    var lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = below(lines.count + 1)
    let kind = below(4)
    if kind == 0, place < lines.count {
      lines.remove(at: place)
    } else if kind == 1, let linked = lines.lastIndex(where: { $0.contains("` to `") }) {
      lines[linked].replace("` to `", with: "` for `")
    } else {
      lines.insert(contentsOf: ["", Self.lines[below(Self.lines.count)], ""], at: place)
    }
    try lines.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
  }
}
