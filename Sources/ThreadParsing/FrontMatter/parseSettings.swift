import CruxModel

/// A key of `crux.yml`, with what it means: the one table, from which the manual is made.
package struct SettingsKey: Sendable {
  package let name: String
  package let meaning: String
  package let example: String

  package static let all: [SettingsKey] = [
    .init(name: "title", meaning: "the corpus's title", example: "A debate worth having"),
    .init(
      name: "people", meaning: "who takes part: name to {name, url, aliases, role}",
      example: "{Ada: {name: Ada Lovelace, aliases: [AL]}}"),
    .init(
      name: "credence-words", meaning: "more words for a credence, or other numbers",
      example: "{surely: 90%}"),
    .init(
      name: "cues",
      meaning: "phrases for 'crux suggest': each a sign of a claim, rebuttal, crux or none",
      example: "{the upshot is: claim, it turns on: crux}"),
    .init(
      name: "author", meaning: "who new posts are by; otherwise 'git config user.name' says",
      example: "Ada"),
    .init(name: "ignore", meaning: "globs of files that are no threads", example: "[drafts/**]"),
    .init(
      name: "base-url", meaning: "where the site will be published",
      example: "https://example.org/debate"),
    .init(name: "language", meaning: "the language of the threads (BCP 47)", example: "en"),
    .init(
      name: "accent", meaning: "the site's accent colour, '#rrggbb'", example: "'#7a4b00'"),
    .init(name: "footer", meaning: "a line at the foot of every page", example: "CC BY 4.0"),
    .init(
      name: "foreign-byline",
      meaning:
        "lines that begin posts in Markdown to be imported, with {name}, {date}, {number}, {any}",
      example: "['## Post #{number} by @{name} ({date})', '**{name}** wrote:']"),
  ]
}

/// Reads `crux.yml`: a YAML mapping with the keys of `SettingsKey.all`, each optional.
///
/// A file that is not a mapping gives no settings and a notice; a value of the wrong type is noted
/// and left out.
package func parseSettings(_ source: [UInt8]) -> (settings: CorpusSettings, notices: [Notice]) {
  source.withUnsafeBufferPointer { readSettings($0) }
}

private func readSettings(
  _ source: UnsafeBufferPointer<UInt8>
) -> (settings: CorpusSettings, notices: [Notice]) {
  var settings = CorpusSettings()
  var reader = SettingsReader(base: .start, bytes: source)
  do throws(YAMLDocument.Failure) {
    let document = try YAMLDocument(source)
    guard let root = document.root, !root.isNull else { return (settings, []) }
    guard let entries = root.map else {
      return (
        settings, [Notice(.malformedSettings(reason: "keys and values are missing"), at: .start)]
      )
    }
    reader.noteRepeated(entries)
    for (key, value) in entries { settings.set(key.text ?? "", value, &reader) }
  } catch {
    switch error {
    case .tooLarge: reader.notices.append(reader.notice(of: error))
    case .malformed(let reason, let line):
      reader.notices.append(
        Notice(.malformedSettings(reason: reason), at: reader.place(line: line)))
    }
  }
  return (settings, reader.notices)
}

extension CorpusSettings {
  fileprivate mutating func set(
    _ key: String, _ value: YAMLDocument.Value, _ reader: inout SettingsReader
  ) {
    switch key {
    case "title": title = reader.text(key, value)
    case "people": people = reader.people(key, value)
    case "credence-words": credenceWords = reader.credenceWords(key, value)
    case "cues": cues = reader.cues(key, value)
    case "author": author = reader.text(key, value)
    case "ignore": ignore = reader.texts(key, value)
    case "base-url": baseURL = reader.siteAddress(key, value).map(withoutTrailingSlashes)
    case "language": language = reader.languageTag(key, value)
    case "accent": accent = reader.colour(key, value)
    case "footer": footer = reader.text(key, value)
    case "foreign-byline": foreignBylines = reader.bylinePatterns(key, value)
    default: reader.noteUnknown(key, value, among: SettingsKey.all.map(\.name))
    }
  }

  private func withoutTrailingSlashes(_ url: String) -> String {
    String(url.reversed().drop { $0 == "/" }.reversed())
  }
}
