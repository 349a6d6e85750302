import CruxModel
import Foundation
import Testing
import ThreadParsing

@testable import CorpusChecking

struct RulesTests {
  @Test func `every file in Rules is a registered rule`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: RuleManual.folder.path)
    let types = Rules.all.map { String(describing: $0) + ".swift" }
    #expect(Set(files) == Set(types))
    #expect(types.count == files.count)
  }

  @Test func `names are unique, kebab-case and made from the type's name`() {
    for rule in Rules.all {
      #expect(KebabCase.isValid(rule.name))
      let type = String(describing: rule).lowercased()
      #expect(rule.name.replacing("-", with: "") == type)
    }
  }

  @Test(arguments: Notice.Kind.examples)
  func `exactly one rule words every notice, in the house style`(kind: Notice.Kind) {
    let messages = Rules.overNotices.compactMap { $0.message(for: kind) }
    #expect(messages.count == 1)
    for message in messages {
      #expect(message.first?.isUppercase == false || message.hasPrefix("Markdown"))
      #expect(!message.hasSuffix(".") && !message.hasSuffix("\n"))
    }
  }

  @Test func `of one rule a file is told a thousand findings, and how many more there are`() throws
  {
    let posts = (0..<1203).map { "## @A - re #x\($0)\n\n" }
    let text = "## @B - #b\n\n" + posts.joined() + "## @A - #b\n"
    let all = findings(in: parseThread(Array(text.utf8), path: "a.md"))
    #expect(all.count { $0.rule == "unclear-reply" } == 1001)
    #expect(all.count { $0.rule == "duplicate-anchor" } == 1)
    let last = try #require(all.last { $0.rule == "unclear-reply" })
    #expect(last.message == "and 203 more below; mend some of these first")
    #expect(last.place.line == 2001)
    #expect(last.severity == .error)
  }

  @Test func `an annotator's stance on an id that nobody has is told, and counts for nothing`() {
    let text =
      "---\npeople: {Ed: {role: annotator}}\n---\n\n## @A · 2025-01-01\n\n**Claim** `a`: Yes.\n\n"
      + "## @Ed · 2025-01-02\n\n**Agree** `b`\n\n**Disagree** `a`\n"
    let thread = parseThread(Array(text.utf8), path: "debate.md")
    let found = findings(across: CorpusRecord([thread]), atLeast: .warning)
    #expect(found.map(\.rule) == ["unknown-target"])
    #expect(found.map(\.place.line) == [11])
    #expect(thread.stances.map(\.person) == ["A"])
  }

  @Test func `an annotator's stance on quoted words is on the statement that names them below`() {
    let text =
      "---\npeople: {Ed: {role: annotator}}\n---\n\n## @A · 2025-01-01\n\nThe sea rises.\n\n"
      + "## @Ed · 2025-01-02\n\n> The sea rises.\n\n**Agree**\n\n"
      + "## @B · 2025-01-03\n\n> The sea rises.\n\n**Claim** `named` quoted\n"
    let thread = parseThread(Array(text.utf8), path: "debate.md")
    #expect(thread.uncountedStances.map(\.statement) == ["named"])
    #expect(UnknownTarget.check(CorpusRecord([thread])) == [])
  }

  @Test(arguments: [
    ("10\u{A0}km \u{2212} and it can", "10 km - and it will", "'will' instead of 'can'"),
    ("rock\u{201A}n\u{201E}roll can", "rock'n\"roll will", "'will' instead of 'can'"),
    ("it left\u{FE58}right", "it left-right", "'left-right' instead of 'left\u{FE58}right'"),
  ])
  func `what is named of a changed quote is no sign that is equal where quotes are looked for`(
    original: String, quote: String, difference: String
  ) {
    let rest = "be all that anybody would ever need for this."
    let text = "## @A · 2025-01-01\n\n\(original) \(rest)\n\n## @B · 2025-01-02\n\n"
    let found = findings(inText: text + "> \(quote) \(rest)\n")
    #expect(found.map(\.rule) == ["drifted-quote"])
    #expect(found.first?.message.contains(": \(difference); ") == true)
  }

  @Test func `the manual of rules is what their doc comments say`() throws {
    let url = RuleManual.root.appending(path: "docs/rules.md")
    try expectGolden(try RuleManual.text(), at: url)
  }

  @Test(arguments: Rules.all.map { $0.name })
  func `the example in a rule's manual triggers it`(name: String) throws {
    let rule = try #require(Rules.all.first { $0.name == name })
    let comment = try RuleManual.comment(of: rule)
    if comment.contains("```text") { return }
    let example = try #require(RuleManual.example(in: comment))
    #expect(findings(inText: example).contains { $0.rule == name })
  }
}

extension Notice.Kind {
  /// One of each kind.
  static let examples: [Notice.Kind] = [
    .malformedFrontMatter(reason: "no end"), .frontMatterTooLarge,
    .unclosedFrontMatter, .malformedSettings(reason: "no end"), .repeatedKey("title"),
    .invalidKeyValue(key: "date", expected: "a date"), .unknownKey(key: "titel", nearest: "title"),
    .unknownKey(key: "zzz", nearest: nil), .notUTF8, .tooManyBrackets(limit: 1),
    .tooMuchMarkup(isPlainText: true), .tooMuchMarkup(isPlainText: false),
    .nestedTooDeep(limit: 1), .tooManyQuotes, .replyToUnknownPost("a"), .replyToLaterPost("a"),
    .anchorTaken("a"),
    .almostByline(part: "x"), .almostLabel(written: "Clam", label: .claim),
    .unreadableHeader(part: "x y"), .unreadableHeader(part: "A_b"), .unreadableHeader(part: "(x)"),
    .emptyHeader(.claim), .textBesideQuoted(.claim), .misplacedHeader(.claim),
    .headerBeforePosts(.claim),
    .idleHeader(.claim), .unreadableHeader(part: "@Bo"), .unreadableHeader(part: ""),
    .missingBlankLine(.claim), .invalidID("A b"), .invalidID("~"),
    .missingID(.claim, temporary: "t~1"), .invalidCredence("2"),
    .reversedCredence("unlikely", label: .agree), .unreadableMark(reason: "it holds a link"),
    .needsTarget(.agree), .needsTarget(.because), .severalTargets(["a", "b"]),
    .unnamedTarget(standIn: "t~1"), .unclearStep, .nothingToJoin,
    .poleNameTaken("Yes", crux: "c"), .singleRival("a", crux: "c"), .cruxWithoutCondition("c"),
    .nothingQuoted,
  ]

  /// Fails to compile when a kind is added, so that the list above is not forgotten.
  private func isListed() -> Bool {
    switch self {
    case .malformedFrontMatter, .frontMatterTooLarge, .unclosedFrontMatter, .malformedSettings,
      .invalidKeyValue, .repeatedKey, .unknownKey, .notUTF8,
      .tooManyBrackets, .tooMuchMarkup, .tooManyQuotes, .nestedTooDeep, .replyToUnknownPost,
      .replyToLaterPost,
      .anchorTaken, .almostByline, .almostLabel, .unreadableHeader, .emptyHeader,
      .textBesideQuoted, .idleHeader, .misplacedHeader,
      .headerBeforePosts,
      .missingBlankLine,
      .invalidID, .missingID, .invalidCredence, .reversedCredence, .unreadableMark, .needsTarget,
      .severalTargets, .unnamedTarget, .unclearStep, .nothingToJoin, .poleNameTaken, .singleRival,
      .cruxWithoutCondition, .nothingQuoted:
      true
    }
  }
}
