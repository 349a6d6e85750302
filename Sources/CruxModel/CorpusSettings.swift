/// What `crux.yml` says; every key is optional.
package struct CorpusSettings: Sendable, Equatable {
  package var title: String?
  package var people = People()
  package var credenceWords: [String: Double] = [:]
  /// Phrases that `crux suggest` looks for beside its own.
  package var cues: [Cue] = []
  /// Who new posts are by, without the `@`.
  package var author: String?
  /// Globs of paths, relative to the corpus, that are not threads.
  package var ignore: [String] = []
  /// Where the site will be published, without a trailing slash.
  package var baseURL: String?
  /// BCP 47 tag of the language the threads are written in.
  package var language: String?
  /// A colour, `#rrggbb` or `#rgb`.
  package var accent: String?
  package var footer: String?
  /// What lines begin posts in Markdown that is to be imported: `**{name}** wrote:`.
  package var foreignBylines: [String] = []

  package init() {}

  /// A phrase that speaks for a sentence being a statement, or against it.
  package struct Cue: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case claim, rebuttal, crux, none
    }

    /// As written; case and punctuation do not count.
    package var words: String
    package var kind: Kind

    package init(words: String, kind: Kind) {
      self.words = words
      self.kind = kind
    }
  }
}

/// The values of the digits of `#rrggbb` or `#rgb`, 6 or 3 of them; nil for anything else.
package func hexadecimalDigits(ofColour text: String) -> [UInt8]? {
  guard text.utf8.first == UInt8(ascii: "#") else { return nil }
  let digits = text.utf8.dropFirst().map { digit -> UInt8? in
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46, 0x61...0x66: (digit | 0x20) - 0x61 + 10
    default: nil
    }
  }
  guard digits.count == 3 || digits.count == 6 else { return nil }
  let found = digits.compactMap { $0 }
  return found.count == digits.count ? found : nil
}
