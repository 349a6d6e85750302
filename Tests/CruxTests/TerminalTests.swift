import Testing

@testable import crux

struct TerminalTests {
  @Test(arguments: [
    ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false),
    (["NO_COLOR": ""], true, true), (["CLICOLOR_FORCE": "1"], false, true),
    (["CLICOLOR_FORCE": "0"], false, false),
    (["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
    (["TERM": "dumb"], true, false),
  ])
  func `colour follows the environment and then the terminal`(
    environment: [String: String], isInteractive: Bool, expected: Bool
  ) {
    #expect(
      Terminal.wantsColour(isInteractive: isInteractive) { environment[$0] } == expected)
  }

  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[31m", "␛[31m"), ("a\u{202E}b", "a<U+202E>b"), ("é 漢 👩‍💻", "é 漢 👩‍💻"),
    ("\0\t\u{7F}\u{9B}", "␀␉␡<U+0080>".replacing("0080", with: "009B")),
  ])
  func `what could steer a terminal is made visible`(text: String, expected: String) {
    #expect(visible(text) == expected)
  }

  @Test func `the corpus option may stand before the command`() {
    #expect(Crux.corpusOptionLast(["-C", "x", "check", "a"]) == ["check", "-C", "x", "a"])
    #expect(Crux.corpusOptionLast(["check", "-C", "x"]) == ["check", "-C", "x"])
    #expect(Crux.corpusOptionLast(["-C", "x", "--version"]) == ["-C", "x", "--version"])
  }
}
