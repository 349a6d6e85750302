import CruxModel
import Foundation
import Testing

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
    case .malformedFrontMatter, .frontMatterTooLarge, .invalidKeyValue, .unknownKey, .notUTF8,
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
