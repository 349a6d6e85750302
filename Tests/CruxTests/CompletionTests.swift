import ArgumentParser
import Foundation
import Testing

@testable import crux

/// Completions through the shells themselves, with the scripts that `make install` installs.
struct CompletionTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("title: Test\n", to: "crux.yml")
    try folder.write(
      """
      ---
      topics: [space flight, rockets]
      ---

      ## @Ada Lind · 2026-01-01 · #p

      **Claim** `thrust`: Rockets push.

      ## @$(touch pwned) · 2026-01-02 · #q

      **Claim** `throttle`: They do not.
      """, to: "t.md")
    _ = try Transcript.run("crux ingest", in: folder.path)
  }

  /// What bash would put in place of the last word, or of what of it stands behind a colon.
  private func bash(_ words: [String]) throws -> [String] {
    let apart = words.flatMap(takenApart)
    let last = words[words.count - 1]
    let script = """
      source <(crux --generate-completion-script bash)
      COMP_WORDS=(\(apart.map(quoted).joined(separator: " "))); COMP_CWORD=\(apart.count - 1)
      COMP_LINE=\(quoted(words.joined(separator: " "))); COMP_POINT=${#COMP_LINE}
      __crux_complete crux \(quoted(String(last[(last.lastIndex(of: ":").map(last.index(after:)) ?? last.startIndex)...]))) \(quoted(apart[apart.count - 2]))
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try Transcript.run(script, in: folder.path).split(separator: "\n").map { String($0) }
  }

  private func quoted(_ word: String) -> String {
    "'\(word.replacing("'", with: "'\\''"))'"
  }

  /// As bash takes a word apart: at colons and at signs, which are words of their own.
  private func takenApart(_ word: String) -> [String] {
    var parts: [String] = []
    var wasBreak = false
    for character in word {
      let isBreak = character == ":" || character == "@"
      if let last = parts.last, wasBreak == isBreak {
        parts[parts.count - 1] = last + String(character)
      } else {
        parts.append(String(character))
      }
      wasBreak = isBreak
    }
    return parts.isEmpty ? [""] : parts
  }

  @Test(arguments: [
    (["why", "thr"], ["throttle", "thrust"]),
    (["show", "t#"], ["t#p", "t#q"]),
    (["show", "Ad"], ["Ada Lind"]),
    (["show", "Ada\\ L"], ["Ada Lind"]),
    (["compare", "Ada Lind", "$"], ["$(touch pwned)"]),
    (["reply", "t"], ["t"]),
    (["search", "--by", "A"], ["Ada Lind"]),
    (["search", "--topic", "s"], ["space flight"]),
    (["search", "--kind", "c"], ["claim", "crux"]),
    (["search", "by:Ad"], ["Ada"]),
    (["search", "by:@Ad"], ["@Ada"]),
    (["search", "rocket", "ki"], ["kind:"]),
    (["search", "-ki"], ["-kind:"]),
    (["search", "kind:cr"], ["crux"]),
    (["search", "unanswered:y"], ["yes"]),
    (["show", "@Ad"], ["@Ada Lind"]),
    (["-C", ".", "show", "thru"], ["thrust"]),
    (["-C", ".", "sho"], ["show"]),
    (["list", "th"], ["theses", "threads"].reversed()),
    (["lis"], ["list"]),
  ])
  func `bash completes ids, people, threads, topics and filters`(
    words: [String], expected: [String]
  ) throws {
    #expect(try Set(bash(["crux"] + words)) == Set(expected))
  }

  @Test func `a name in a thread is never run`() throws {
    #expect(try bash(["crux", "compare", ""]).sorted() == ["$(touch pwned)", "Ada Lind"])
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "pwned")))
  }

  @Test(arguments: ["zsh", "fish"])
  func `the other shells read their scripts`(shell: String) throws {
    guard try Transcript.run("command -v \(shell)", in: folder.path).hasPrefix("/") else { return }
    #expect(
      try Transcript.run(
        "crux --generate-completion-script \(shell) > script && \(shell) -n script",
        in: folder.path) == "")
  }

  @Test func `a colon in an id is no description to zsh`() {
    #expect(offered(["a:b\\c"], to: .zsh) == ["a\\:b\\\\c"])
  }

  @Test func `what could steer a shell is escaped or left out`() {
    #expect(offered(["a b", "`x`", "é", "a\nb", "a b"], to: .bash) == ["a\\ b", "\\`x\\`", "é"])
  }

  @Test(arguments: [
    ("Ada\\ L", "Ada L"), ("\"Ada L", "Ada L"), ("'a\\b", "a\\b"), ("'it'\\''s", "it's"), ("", ""),
  ])
  func `a half-typed word is read as the shell will`(typed: String, meant: String) {
    #expect(withoutQuoting(typed) == meant)
  }
}
