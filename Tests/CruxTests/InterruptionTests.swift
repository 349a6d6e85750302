import Foundation
import Testing

@testable import crux

/// What is left when a command that writes is stopped, has no room, or meets another.
struct InterruptionTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    try folder.write(Self.first, to: "a.md")
    try folder.write(Self.second, to: "b.md")
  }

  private static let first = "## @Ada · 2026-01-01\n\n**Claim** `old`: It is old.\n"
  private static let second = "## @Bo · 2026-01-02\n\n**Agree** `old`\n"

  private func run(_ command: String) throws -> String {
    try Transcript.run(command, in: folder.path)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try readFile(folder.path(of: path)).bytes, as: UTF8.self)
  }

  private func names() throws -> [String] {
    try run("ls -A").split(separator: "\n").map(String.init)
  }

  /// Whether `strace` can stop a process at a system call here.
  static let canInject: Bool = {
    let tried = try? Transcript.run(
      "strace -qq -o /dev/null -e inject=getppid:signal=KILL true && echo yes", in: "/tmp")
    return tried == "yes\n"
  }()

  /// A system call under the names it has on one machine or another.
  private static func names(of call: String) -> String {
    ["?\(call)", "?\(call)at", "?\(call)at2"].joined(separator: ",")
  }

  /// Runs a command and kills it at the nth of these system calls; false where it ran to its end.
  private func kill(_ command: String, at call: String, number: Int) throws -> Bool {
    let calls = Self.names(of: call)
    let printed = try run(
      "strace -f -qq -o /dev/null -e trace=\(calls) "
        + "-e inject=\(calls):signal=KILL:when=\(number) \(command)")
    return printed.contains("[exit 137]") || printed.contains("[exit 9]")
  }

  /// Calls between which something on disk changes; an `open` that makes a file changes no more than
  /// the write before which it stands.
  private static let writing = "write,fchmod,fsync,link,rename,unlink"

  @Test(.enabled(if: canInject))
  func `a reply that is killed anywhere leaves the thread as it was or as it should be`() throws {
    var outcomes: Set<Bool> = []
    for call in Self.writing.split(separator: ",") {
      for number in 1...60 {
        try folder.write(Self.first, to: "a.md")
        let command = "crux reply a --to 1 --text 'New words.'"
        guard try kill(command, at: String(call), number: number) else { break }
        let now = try text("a.md")
        outcomes.insert(now == Self.first)
        #expect(
          now == Self.first || now == Self.first + "\n### @Ada · 2026-01-20\n\nNew words.\n",
          "killed at \(call) \(number)")
      }
    }
    #expect(outcomes == [true, false])
    #expect(try run("crux check -q") == "")
  }

  /// A command, the file it writes, what may stand there before, and what it should be after.
  struct Writing: Sendable {
    let command: String
    let file: String
    let before: String?
    let after: String
  }

  private static let raw =
    "## @Ada · 2026-01-01\n\nIn my view it is right that the city mends the trains.\n"

  private static let writings = [
    Writing(
      command: "label a.md:3 claim --id new", file: "a.md",
      before: "## @Ada · 2026-01-01\n\nIt is new.\n",
      after: "## @Ada · 2026-01-01\n\n**Claim** `new`: It is new.\n"),
    Writing(
      command: "suggest a --write", file: "a.md", before: raw,
      after: raw.replacing("In my", with: "[In my")
        .replacing("trains.", with: "trains.](claim:view-right-city-mends)")),
    Writing(
      command: "new Fresh --text 'New words.'", file: "fresh.md", before: nil,
      after: "---\ntitle: \"Fresh\"\n---\n\n## @Ada · 2026-01-20 · #1\n\nNew words.\n"),
  ]

  @Test(.enabled(if: canInject), arguments: writings)
  func `a command that is killed anywhere leaves its file as it was or as it should be`(
    writing: Writing
  ) throws {
    var outcomes: Set<Bool> = []
    for call in Self.writing.split(separator: ",").map(String.init) {
      for number in 1...60 {
        unlink(folder.path(of: writing.file))
        if let before = writing.before { try folder.write(before, to: writing.file) }
        guard try kill("crux " + writing.command, at: call, number: number) else { break }
        let now = try? text(writing.file)
        outcomes.insert(now == writing.before)
        #expect(now == writing.before || now == writing.after, "killed at \(call) \(number)")
      }
    }
    #expect(outcomes == [true, false])
  }

  @Test(.enabled(if: canInject), arguments: writings)
  func `a disk that is full at any step is said, and what was typed kept`(writing: Writing) throws {
    var refusals = 0
    for call in ["fsync", "link", "rename"] {
      for number in 1...3 {
        unlink(folder.path(of: writing.file))
        if let before = writing.before { try folder.write(before, to: writing.file) }
        let names = Self.names(of: call)
        let printed = try run(
          "strace -f -qq -o /dev/null -e trace=\(names) "
            + "-e inject=\(names):error=ENOSPC:when=\(number) crux \(writing.command)")
        let isRefused = printed.contains("cannot write") || printed.contains("cannot create")
        #expect((try? text(writing.file)) == (isRefused ? writing.before : writing.after))
        guard isRefused else { continue }
        refusals += 1
        #expect(printed.contains("the disk is full; make room"))
        #expect(!writing.command.contains("--text") || printed.contains("crux: what you wrote"))
      }
    }
    #expect(refusals >= 2)
  }

  @Test(.enabled(if: canInject))
  func `a start that is killed anywhere is gone on with by the next`() throws {
    for call in ["fsync", "link", "unlink"] {
      for number in 1...20 {
        _ = try run("rm -rf fresh")
        guard try kill("crux init fresh", at: call, number: number) else { break }
        let again = try run("crux init fresh")
        let isWhole = again.contains("is a corpus already")
        #expect(isWhole || again.hasPrefix("made fresh/crux.yml"), "killed at \(call) \(number)")
        #expect(try run("crux check -q -C fresh; ls fresh") == "crux.yml\nsunday-opening.md\n")
      }
    }
  }

  @Test(.enabled(if: canInject))
  func `what a killed command left is told by the doctor and removed by the next that writes`()
    throws
  {
    #expect(try kill("crux reply a --to 1 --text Words.", at: "rename", number: 1))
    let left = try names().filter { $0.hasPrefix(".a.md.crux-") }
    #expect(left.count == 1)
    let others = [".a.md.crux-\(getpid())", ".notes.crux-x", "a.crux-1", ".crux-1"]
    for name in others { try folder.write("Mine.\n", to: name) }
    _ = try run("crux reply a --to 1 --text 'At once.'")
    #expect(try names().contains(left[0]), "another machine may be at it")
    _ = try run("touch -d '2 minutes ago' .*crux-* a.crux-1")
    let report = try run("crux doctor --json").replacing("\\/", with: "/")
    #expect(report.contains("/\(left[0])' is of a command that was interrupted"))
    #expect(report.contains(".crux/drafts/a-"))
    #expect(report.hasSuffix("[exit 1]\n"))
    for name in others { #expect(!report.contains("/\(name)'")) }
    _ = try run("crux reply a --to 1 --text More.")
    #expect(try names().filter { $0.contains(".crux-") }.sorted() == others.sorted())
  }

  @Test(.enabled(if: canInject))
  func `a renaming that is killed anywhere is undone or finished by the next command`() throws {
    var outcomes: Set<Bool> = []
    let renamed = [
      Self.first.replacing("`old`", with: "`new` was `old`"),
      Self.second.replacing("old", with: "new"),
    ]
    for call in ["fsync", "link", "rename", "unlink", "flock"] {
      for number in 1...40 {
        try folder.write(Self.first, to: "a.md")
        try folder.write(Self.second, to: "b.md")
        guard try kill("crux rename old new", at: call, number: number) else { break }
        #expect(try run("crux check -q") == "", "killed at \(call) \(number)")
        let now = try [text("a.md"), text("b.md")]
        outcomes.insert(now == renamed)
        #expect(now == [Self.first, Self.second] || now == renamed, "killed at \(call) \(number)")
        #expect(!FileManager.default.fileExists(atPath: folder.path(of: ".crux/change.journal")))
      }
    }
    #expect(outcomes == [true, false])
  }

  @Test func `a file that somebody changed after an interruption is not replaced`() throws {
    try folder.write("Changed.\n", to: "b.md")
    try folder.write("New.\n", to: ".b.md.crux-1")
    let root = try run("pwd -P").trimmed
    let hash = contentHash(Array(Self.second.utf8))
    try folder.write(
      "\(root)/.b.md.crux-1\0\(root)/b.md\0\(hash)\0", to: ".crux/change.journal")
    #expect(try run("crux check").contains("this one changed since"))
    #expect(try text("b.md") == "Changed.\n")
    #expect(try text(".b.md.crux-1") == "New.\n")
  }

  @Test(.enabled(if: canInject))
  func `a failure in the middle of a renaming puts everything back`() throws {
    for (call, number) in [("rename", 2), ("link", 2), ("link", 3), ("fsync", 2)] {
      let names = Self.names(of: call)
      let printed = try run(
        "strace -f -qq -o /dev/null -e trace=\(names) "
          + "-e inject=\(names):error=ENOSPC:when=\(number) crux rename old new")
      #expect(printed.contains("the disk is full"), "\(call) \(number)")
      #expect(try text("a.md") == Self.first)
      #expect(try text("b.md") == Self.second)
      #expect(try self.names() == [".crux", "a.md", "b.md", "crux.yml"])
      #expect(try run("ls .crux") == "")
    }
  }

  @Test func `of many replies at once each is in the thread or in a draft`() throws {
    _ = try run(
      "for n in 1 2 3 4 5 6 7 8; do crux reply a --to 1 --text \"Words $n.\" 2>/dev/null & done; wait"
    )
    let kept = try run("cat .crux/drafts/*.md 2>/dev/null; true")
    let now = try text("a.md")
    #expect(now.hasPrefix(Self.first))
    for number in 1...8 {
      #expect(now.contains("\nWords \(number).\n") != kept.contains("Words \(number)."))
    }
    #expect(try run("crux check -q") == "")
  }

  @Test func `of many new threads with one title one is made`() throws {
    _ = try run(
      "for n in 1 2 3 4 5 6; do crux new Title --text \"Words $n.\" 2>/dev/null & done; wait")
    #expect(
      try text("title.md").hasPrefix(
        "---\ntitle: \"Title\"\n---\n\n## @Ada · 2026-01-20 · #1\n\nWords "))
    #expect(try run("cat .crux/drafts/*.md | wc -l") == "5\n")
  }

  @Test func `a disk without room is said, the thread kept, and the text printed`() throws {
    let long = Self.first + String(repeating: "More words.\n", count: 500)
    try folder.write(long, to: "a.md")
    let printed = try run(
      "trap '' XFSZ; ulimit -f 1; head -c 3000 /dev/zero | tr '\\0' x | crux reply a 2>&1")
    #expect(printed.contains("crux: cannot write"))
    #expect(printed.contains("what you wrote:"))
    #expect(printed.contains(String(repeating: "x", count: 3000)))
    #expect(try text("a.md") == long)
    #expect(try names() == [".crux", "a.md", "b.md", "crux.yml"])
  }

  @Test(arguments: [
    "reply a --to 1 --text 'Mine.'", "label a:3 agree --to old", "rename old new",
    "suggest a --write", "check --fix a.md",
  ])
  func `a file without write permission is left alone`(command: String) throws {
    let before =
      Self.first
      + "\n**Because** to `old`: Mine.\n\nIn my view it is right that the city mends the trains.\n"
    try folder.write(before, to: "a.md")
    chmod(folder.path(of: "a.md"), 0o444)
    chmod(folder.path, 0o777)
    let user = geteuid() == 0 ? "setpriv --reuid 65534 --clear-groups " : ""
    let binary = folder.path(of: "crux")
    try FileManager.default.copyItem(atPath: Transcript.products + "/crux", toPath: binary)
    let line = command.replacing("a:3", with: "a:7")
    let printed = try run("TMPDIR=/tmp \(user)./crux \(line)")
    #expect(printed.contains("cannot write"), "\(printed)")
    #expect(printed.contains("no permission"))
    #expect(try text("a.md") == before)
    #expect(try text("b.md") == Self.second)
    guard command.hasPrefix("reply") else { return }
    let path = try #require(printed.firstMatch(of: /what you wrote is kept in '([^']+)'/)).1
    #expect(try run("cat \(path); rm -f \(path)") == "Mine.\n")
  }
}
