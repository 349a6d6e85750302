import CruxModel

/// Front matter that is not valid YAML, that no line `---` ends, or that is deeper or longer than crux
/// reads.
///
/// None of its keys counts: the thread loses its title, its id and its people. Everything below it is
/// still read.
///
/// ```markdown
/// ---
/// title: "Can it end?
/// topics: [timing
/// ---
///
/// ## @Ada · 2025-11-04
///
/// Text.
/// ```
///
/// Close the quotation mark or bracket that the message names. A value that holds `: ` or begins with
/// a bracket, quotation mark or `*` needs quotation marks around it.
package enum MalformedFrontMatter: NoticeRule {
  package static let name = "malformed-front-matter"
  package static let severity = Severity.error

  package static func message(for notice: Notice.Kind) -> String? {
    switch notice {
    case .malformedFrontMatter(let reason):
      "front matter is not valid YAML (\(reason)); mend it, or quote values that hold ': '"
    case .unclosedFrontMatter:
      "front matter begins here and no line ends it, so that it is read as text; put '---' on a line of "
        + "its own below it"
    case .malformedSettings(let reason):
      "the settings are not a YAML mapping (\(reason)), so that none of them counts; mend them, or quote "
        + "values that hold ': '"
    case .frontMatterTooLarge:
      "front matter is deeper than 100 levels or longer than 1 MB; move what is long into the text"
    default: nil
    }
  }
}
