import CorpusChecking
import Foundation
import Testing

/// The reference of rules, made from their doc comments.
enum RuleManual {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "Sources/CorpusChecking/Rules")

  static func text() throws -> String {
    var text = """
      # The rules of `crux check`

      Made from the doc comments in `Sources/CorpusChecking/Rules`; a test compares the two. Errors \
      make `crux check` exit with 1, warnings only with `--strict`, and questions are asked only \
      with `--questions`. A file without any byline, header or mark is never given an error: there \
      each counts as a warning.

      | rule | severity | |
      |---|---|---|

      """
    for rule in Rules.all {
      let first = try comment(of: rule).prefix { $0 != "\n" }
      text += "| [`\(rule.name)`](#\(rule.name)) | \(rule.severity.rawValue) | \(first) |\n"
    }
    for rule in Rules.all {
      text += "\n## `\(rule.name)`\n\n*\(rule.severity.rawValue)*\n\n\(try comment(of: rule))\n"
    }
    return text
  }

  /// The doc comment above a rule's type, as Markdown.
  static func comment(of rule: any Rule.Type) throws -> String {
    let type = String(describing: rule)
    let source = try String(contentsOf: folder.appending(path: type + ".swift"), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let end = try #require(lines.firstIndex { $0.hasPrefix("package enum \(type):") })
    let start = lines[..<end].lastIndex { !$0.hasPrefix("///") }.map { $0 + 1 } ?? 0
    return lines[start..<end].map { $0.dropFirst(3) }.map { $0.first == " " ? $0.dropFirst() : $0 }
      .joined(separator: "\n")
  }

  static func example(in comment: String) -> String? {
    guard let start = comment.range(of: "```markdown\n"),
      let end = comment[start.upperBound...].range(of: "\n```")
    else { return nil }
    return String(comment[start.upperBound..<end.lowerBound]) + "\n"
  }
}
