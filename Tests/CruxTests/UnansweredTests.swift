import Foundation
import Testing

@testable import crux

/// What nobody answered, asked in three ways: each gives the same objections.
struct UnansweredTests {
  private static let thread = """
    ## @Ada · 2026-01-01 · #1

    **Claim** `early`: It can end early.

    ## @Bo · 2026-01-02 · #2

    **Rebuttal** `not-early` to `early`: It cannot.

    **Rebuttal** `too-slow` to `early`: It is too slow.

    **Claim** `snow` against `early`: There will be snow.

    **Claim** `slowness` same as `too-slow`: The slowness of it.

    **Rebuttal** `wet` to `early`: The road is wet.

    - **And** `rain`: It rains.

    **Rebuttal** `granted-later` to `early`: The hall is shut.

    **Rebuttal** `worn` was `old-tyres` to `early`: The tyres are worn.

    **Crux** `gate`: Is the gate open?

    ## @Ada · 2026-01-03 · #3

    **Rebuttal** `fast` to `slowness`: It is fast.

    **Rebuttal** `dry` to `rain`: It is dry.

    **Rebuttal** `new-tyres` to `old-tyres`: They are new.

    **Granted** `granted-later` to `early`

    """

  private func objections(in folder: String) throws -> (listed: Set<String>, asked: Set<String>) {
    let listed = try Transcript.run(
      "crux list unanswered --format '{kind} {id}\\n' | sed -n 's/^[^c][a-z]* //p; s/^claim //p'",
      in: folder)
    let asked = try Transcript.run(
      "crux check --questions . 2>&1"
        + " | sed -n \"s/.*an answer to '\\([^']*\\)'.*/\\1/p\"", in: folder)
    return (
      Set(listed.split(separator: "\n").map(String.init)),
      Set(asked.split(separator: "\n").map(String.init))
    )
  }

  @Test func `lists and questions name the same objections`() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: Test\n", to: "crux.yml")
    try folder.write(Self.thread, to: "a.md")
    let found = try objections(in: folder.path)
    #expect(found.listed == ["not-early", "snow", "fast", "dry", "new-tyres"])
    #expect(found.asked == found.listed)
    let searched = try Transcript.run(
      "crux search --format '{id}\\n' unanswered: kind:rebuttal", in: folder.path)
    #expect(
      Set(searched.split(separator: "\n")) == ["not-early", "fast", "dry", "wet", "new-tyres"])
  }

  @Test func `so they do in the shipped corpus`() throws {
    let folder = try TemporaryFolder()
    _ = try Transcript.run("cp -r '\(Transcript.root)/corpus/'* .", in: folder.path)
    let found = try objections(in: folder.path)
    #expect(!found.asked.isEmpty)
    #expect(found.asked == found.listed)
  }
}
