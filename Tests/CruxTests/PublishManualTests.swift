import Foundation
import Testing
import ThreadParsing

@testable import crux

@Suite struct PublishManualTests {
  private func manual() throws -> String {
    try String(contentsOfFile: Transcript.root + "/docs/publish.md", encoding: .utf8)
  }

  @Test func `the manual's settings are those of the program`() throws {
    let rows = try manual().split(separator: "\n").filter {
      $0.hasPrefix("| `") && !$0.contains("`--") && !$0.contains("`theme/") && !$0.contains("`-o")
    }
    #expect(rows.map(String.init) == SettingsKey.all.map { "| `\($0.name)` | \($0.meaning) |" })
  }

  @Test func `every option of serve and site is in the manual`() throws {
    let manual = try manual()
    for option in [
      "--port", "--open", "-o", "--host", "--allow-foreign-files", "--fresh",
      "--with-index", "--with-corpus-json",
    ] {
      #expect(manual.contains("`\(option)"), "\(option)")
    }
  }

  @Test(arguments: [
    ("language", "english please", false), ("language", "x", false), ("language", "'1'", false),
    ("language", "a-toolongsubtag", false), ("language", "no", true), ("language", "pt-BR", true),
    ("language", "zh-Hans-CN", true), ("base-url", "nope", false),
    ("base-url", "javascript:alert(1)", false), ("base-url", "https:///x", false),
    ("base-url", "'https://x.org/a?b'", false), ("base-url", "'https://x.org/#a'", false),
    ("base-url", "https://x.org/a/", true), ("base-url", "http://localhost:8000", true),
  ])
  func `a language or address that is none is told so and left out`(
    key: String, value: String, isGood: Bool
  ) {
    let (settings, notices) = parseSettings(Array("\(key): \(value)\n".utf8))
    #expect(((settings.language ?? settings.baseURL) != nil) == isGood)
    #expect(notices.count == (isGood ? 0 : 1))
  }

  @Test(arguments: ["red", "#12345", "'#1234567'", "'#ggg'", "[1]", "'#fff; }'"])
  func `a colour that is none is told so and left out`(value: String) {
    let (settings, notices) = parseSettings(Array("accent: \(value)\n".utf8))
    #expect(settings.accent == nil)
    // '#' begins a comment in YAML: without quotation marks the value is empty.
    #expect(notices.count == (value.hasPrefix("#") ? 0 : 1))
  }
}
