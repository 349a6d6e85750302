import Foundation
import Glibc
import Testing

@testable import crux

/// `crux check` on the real binary, on input that is bad on purpose.
struct CheckTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
  }

  private func run(_ command: String) throws -> String {
    try Transcript.run(command, in: folder.path)
  }

  private let good = "## @Ada · 2025-11-04\n\n**Claim** `early`: It can end early.\n"

  @Test(arguments: [
    [0xFF, 0xFE, 0x23, 0x00], [0x00, 0x00], [0xEF, 0xBB, 0xBF], [], [0x0D, 0x0D, 0x0A, 0x0D],
    Array("## @A · 2025-11-04\r\n\r\n**Claim** `a` for `b`: A\r\n".utf8),
    Array("## @A · 2025-11-04\r\r**Claim** `a` for `b`: \u{1B}[2J\u{202E}A\r".utf8),
    Array("## @A · 2025-11-04\n\n**Claim** `a` for `b`: \0 \u{FFFD}".utf8) + [0xC3],
    Array("---\na: &a [*a]\nb: [[[[\n".utf8), Array("---\n---\n".utf8),
    Array(String(repeating: "> ", count: 5_000).utf8),
    Array(String(repeating: "- ", count: 5_000).utf8),
    Array((String(repeating: "**Claim** `a` for `z`: ", count: 20_000)).utf8),
    Array(
      ("## @A · 2025-11-04\n\n" + String(repeating: "**Because** `早期` to `z`: x\n", count: 2_000))
        .utf8),
  ])
  func `bad bytes are findings, and the rest goes on`(bytes: [UInt8]) throws {
    try folder.write(bytes: bytes, to: "bad.md")
    try folder.write(good + "\n- **Rebuttal** to `nothing-here`: No.\n", to: "good.md")
    let printed = try run("crux check")
    #expect(printed.contains("good.md:5:3"))
    #expect(printed.hasSuffix("[exit 1]\n"))
    let isSafe = printed.unicodeScalars.allSatisfy {
      ($0.value >= 0x20 || $0 == "\n") && $0.value != 0x202E && $0.value != 0x7F
    }
    #expect(isSafe)
  }

  @Test func `folders, links and pipes named like threads are survived`() throws {
    try folder.write(good, to: "x.md/inside.md")
    try folder.makeLink("x.md/round", to: "..")
    try folder.makeLink("self.md", to: "self.md")
    try folder.makeLink("dead.md", to: "gone.md")
    try #require(mkfifo(folder.path(of: "pipe.md"), 0o644) == 0)
    #expect(
      try run("crux check") == """
        dead.md:1:1: error: cannot be read: its symbolic link points nowhere; mend or remove the link \
        [unreadable-file]
        pipe.md:1:1: error: cannot be read: not a file; rename or remove it, or add what is to be \
        no thread to 'ignore' in crux.yml [unreadable-file]
        self.md:1:1: error: cannot be read: its symbolic links run in a circle; mend or remove the \
        link [unreadable-file]
        3 errors in 1 thread
        [exit 1]

        """)
    #expect(
      try run("crux check dead.md") == """
        no findings in 0 threads
        crux: cannot read 'dead.md': its symbolic link points nowhere; mend or remove the link
        [exit 2]

        """)
  }

  @Test func `a folder around the corpus tells all that is said of the corpus`() throws {
    try folder.write("titel: x\n", to: "c/crux.yml")
    try folder.write(good, to: "c/x.md")
    try folder.write(good, to: "beside.md")
    _ = try run("ln -s nowhere c/dead.md")
    let inside = try run("cd c && crux check")
    let around = try run("cd c && crux check ..")
    #expect(inside.contains("titel") && inside.contains("dead.md"))
    #expect(around.contains("titel") && around.contains("dead.md"), "\(around)")
    #expect(around.hasSuffix("in 2 threads\n[exit 1]\n"), "\(around)")
    #expect(try run("cd c && crux check .") == inside)
  }

  @Test func `a folder without threads is not taken for a file`() throws {
    try folder.write(good, to: "x.md/inside.md")
    try folder.write("", to: "y.md/notes.txt")
    #expect(try run("crux check x.md") == "no findings in 1 thread\n")
    #expect(try run("crux check y.md").contains("\ncrux: cannot read 'y.md': it is a folder\n"))
  }

  /// Root reads everything, so the binary is run as `nobody`.
  @Test(.enabled(if: getuid() != 0 || canDropPrivileges))
  func `a file without permission is a finding, and the rest goes on`() throws {
    try folder.write(good, to: "locked.md")
    try folder.write(good, to: "locked/x.md")
    try folder.write(good, to: "open.md")
    for (path, mode) in [(".", 0o755), ("locked.md", 0o000), ("locked", 0o000)]
      as [(String, mode_t)]
    {
      chmod(folder.path(of: path), mode)
    }
    defer { chmod(folder.path(of: "locked"), 0o755) }
    let drop = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    #expect(
      try run("cp \(Transcript.products)/crux crux; chmod 755 crux; \(drop)./crux check") == """
        locked:1:1: error: cannot be read: no permission; change it with 'chmod', or run as its owner \
        [unreadable-file]
        locked.md:1:1: error: cannot be read: no permission; change it with 'chmod', or run as its \
        owner [unreadable-file]
        2 errors in 2 threads
        [exit 1]

        """)
  }

  static let canDropPrivileges =
    (try? Transcript.run("setpriv --reuid=65534 --clear-groups true", in: "/tmp")) == ""

  @Test func `exit codes tell errors, warnings, failures and misuse apart`() throws {
    try folder.write(good + "\n- **Because**: Why.\n", to: "warn.md")
    try folder.write(good.replacing("early", with: "e2") + "\n**And** `x`: X.\n", to: "error.md")
    for (command, code) in [
      ("crux check warn.md", 0), ("crux check --strict warn.md", 1), ("crux check error.md", 1),
      ("crux check missing.md", 2), ("crux check --nonsense", 64), ("crux -C nowhere check", 2),
      ("mkdir -p other; cat warn.md | crux check -C other --strict -", 1),
    ] {
      #expect(try run("\(command) > /dev/null 2>&1") == (code == 0 ? "" : "[exit \(code)]\n"))
    }
  }

  @Test func `SARIF and JSON are well-formed, with columns in characters`() throws {
    try folder.write(
      "## @Ädä · 2025-11-04\n\n**Claim** `früh` for `spät`: \"\\ \u{1}.\n", to: "a b%.md")
    let log = try JSONSerialization.jsonObject(
      with: Data(try run("crux check -q --format sarif || true").utf8))
    let run = try #require(((log as? [String: Any])?["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    #expect(result["ruleId"] as? String == "unknown-target")
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: [String: Any]])
    #expect(physical["artifactLocation"]?["uri"] as? String == "a%20b%25.md")
    #expect(physical["region"]?["startColumn"] as? Int == 23)
    let json = try JSONSerialization.jsonObject(
      with: Data(try self.run("crux check -q --format json || true").utf8))
    #expect((json as? [[String: Any]])?.first?["column"] as? Int == 24)
    #expect(
      try self.run("crux check -q --format github || true").hasPrefix(
        "::error file=a b%25.md,line=3,col=23,title=unknown-target::"))
  }
}
