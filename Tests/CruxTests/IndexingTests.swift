import CruxStore
import Foundation
import Testing

@testable import crux

/// The index through the commands, on a corpus of its own.
struct IndexingTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("title: Test\n", to: "crux.yml")
    try folder.write(Self.thread("one"), to: "a.md")
    try folder.write(Self.thread("two"), to: "b/c.md")
  }

  private static func thread(_ id: String) -> String {
    "## @Ada · 2026-01-01 · #p\n\n**Claim** `\(id)`: Point \(id) about rockets.\n"
  }

  private func run(_ command: String) throws -> String {
    try Transcript.run(command, in: folder.path)
  }

  private func dump(of path: String) throws -> [String] {
    try Store(path: path + "/.crux/index.sqlite").dump()
  }

  /// What a fresh index of the same files holds.
  private func freshDump() throws -> [String] {
    let copy = try TemporaryFolder()
    _ = try run(
      "cp -r . \(copy.path)/c && rm -rf \(copy.path)/c/.crux && crux ingest -C \(copy.path)/c")
    return try dump(of: copy.path + "/c")
  }

  @Test func `an index follows edits, deletions and renames`() throws {
    #expect(try run("crux ingest").hasPrefix("read 2 threads of 2 in"))
    #expect(try run("crux ingest") == "nothing changed in 2 threads\n")
    try folder.write(Self.thread("three"), to: "a.md")
    _ = try run("mv b/c.md b/d.md")
    #expect(try run("crux ingest").hasPrefix("read 2 threads of 2, forgot 1 thread in"))
    #expect(try dump(of: folder.path) == freshDump())
    #expect(try run("crux search --format '{id} {path}\\n' point") == "three a.md\ntwo b/d.md\n")
  }

  @Test func `a file saved again with the same bytes is not read as changed`() throws {
    _ = try run("crux ingest")
    _ = try run("touch -d 2001-01-01 a.md")
    #expect(try run("crux ingest").hasPrefix("read 0 threads of 2"))
    #expect(try run("crux ingest") == "nothing changed in 2 threads\n")
  }

  @Test func `crux.yml changes what threads mean, so all are read again`() throws {
    _ = try run("crux ingest")
    try folder.write("people: {Ada Lind: {aliases: [Ada]}}\n", to: "crux.yml")
    #expect(try run("crux ingest").hasPrefix("crux.yml changed: read 2 threads of 2"))
    #expect(try run("crux list people --format '{id}\\n'") == "Ada Lind\n")
  }

  @Test func `a default id that is taken gets a suffix, and loses it again`() throws {
    try folder.write(Self.thread("three"), to: "A.md")
    _ = try run("crux ingest")
    #expect(
      try run("crux list threads --format '{path} {id}\\n' | sort")
        == "A.md a\na.md a-2\nb/c.md b/c\n")
    #expect(try dump(of: folder.path) == freshDump())
    _ = try run("rm A.md && crux ingest")
    #expect(try run("crux list threads --format '{path} {id}\\n' | sort") == "a.md a\nb/c.md b/c\n")
    #expect(try dump(of: folder.path) == freshDump())
  }

  @Test func `searching without a refresh does not look at the files`() throws {
    _ = try run("crux ingest")
    try folder.write(Self.thread("fresh"), to: "new.md")
    #expect(try run("crux search --no-refresh fresh --format '{id}\\n'") == "[exit 1]\n")
    #expect(try run("crux search fresh --format '{id}\\n'") == "fresh\n")
  }

  @Test func `the index leaves itself out of git`() throws {
    _ = try run("git init -q . && git add -A && crux ingest")
    #expect(try run("git status --porcelain").contains(".crux") == false)
  }

  @Test func `a closed pipe is no failure`() throws {
    #expect(try run("set -o pipefail; crux search rockets --json | head -c 10 >/dev/null") == "")
  }

  @Test func `a file that cannot be read is said and the rest goes on`() throws {
    _ = try run("ln -s nowhere gone.md")
    let printed = try run("crux ingest")
    #expect(printed.contains("cannot read 'gone.md'"))
    #expect(printed.contains("read 2 threads of 2"))
    #expect(printed.hasSuffix("[exit 2]\n"))
  }
}
