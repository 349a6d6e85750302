/// What somebody looks for, in words and filters.
package struct SearchQuery: Hashable, Sendable {
  /// Any of them may be there; the more and the rarer, the better. As often as typed.
  package var words: [SearchTerm] = []
  /// One of each group must be there: a phrase, or what `OR` joins with one.
  package var required: [[SearchTerm]] = []
  /// None of them may be there.
  package var excluded: [SearchTerm] = []
  package var filters: [SearchFilter] = []
  /// The plain words in the pieces that they were typed in, `time-left`.
  var typedWords: [String] = []

  /// Whether all that was typed holds no letter and no digit: nothing can be found by that.
  package internal(set) var isWordless = false

  package init() {}

  /// Whether there is nothing to rank by, so that what the filters leave is listed.
  package var isListing: Bool { words.isEmpty && required.isEmpty }

  /// The terms that are looked for, required ones first.
  var positiveTerms: [SearchTerm] { required.flatMap { $0 } + words }

  /// The same query without one filter.
  func without(_ filter: SearchFilter) -> SearchQuery {
    var copy = self
    copy.filters.removeAll { $0 == filter }
    return copy
  }
}

/// A word, several in a row, or the beginning of a word.
package struct SearchTerm: Hashable, Sendable {
  /// As typed, without quotation marks and star; holds a letter or a digit.
  package var text: String
  package var isPrefix = false
  /// Where it must stand; nil for anywhere.
  package var side: Side?

  package enum Side: String, Hashable, Sendable {
    /// Somebody's own words.
    case words
    /// Words quoted from somebody.
    case quotes
  }

  var isPhrase: Bool { !text.unicodeScalars.allSatisfy(isTokenScalar) }

  package init(_ text: String, isPrefix: Bool = false, side: Side? = nil) {
    self.text = text
    self.isPrefix = isPrefix
    self.side = side
  }
}

/// A condition other than words: `by:Ada`, `-kind:crux`.
package struct SearchFilter: Hashable, Sendable {
  /// Also the words before the colon and the names of the options.
  package enum Key: String, Hashable, Sendable, CaseIterable {
    case by, kind
    case thread = "in"
    case topic, crux, pole, standing, against
    case support = "for"
    case answered, unanswered, since, until, words, quotes

    /// Whether it may stand without a value, `unanswered:`.
    package var standsAlone: Bool {
      switch self {
      case .answered, .unanswered, .words, .quotes: true
      default: false
      }
    }
  }

  package var key: Key
  /// As typed; empty for a filter that stands alone.
  package var value: String
  package var isNegated: Bool

  package init(_ key: Key, _ value: String = "", isNegated: Bool = false) {
    self.key = key
    self.value = value
    self.isNegated = isNegated
  }
}

extension SearchFilter: CustomStringConvertible {
  /// As it may be typed.
  package var description: String {
    let quoted = value.contains(where: \.isWhitespace) ? "\"\(value)\"" : value
    return (isNegated ? "-" : "") + key.rawValue + ":" + quoted
  }
}
