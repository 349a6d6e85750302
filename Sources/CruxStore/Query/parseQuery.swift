/// Reads a query as people type it. Nothing is an error: what is no operator is a word.
///
/// - `legible deployment`: any of the words, the best first; `mass-shootings` is two words.
/// - `"net harm"`: these words in a row must be there.
/// - `"net harm" OR benefit`: one of them must be there; between plain words `OR` changes nothing.
/// - `-word`, `-"a phrase"`, `-by:Ada`: not these.
/// - `legib*`: words that begin so.
/// - `by:Ada`, `in:"a thread"`: filters; a key without a value is a word unless it stands alone.
/// - `words:deploy`, `quotes:"net harm"`: the word only in own words, or only in quotes.
///
/// At most 64 terms are read, because FTS5 nests and ranks them one by one; the rest is left out.
package func parseQuery(_ text: String) -> SearchQuery {
  var reader = QueryReader(text)
  return reader.read()
}

private struct QueryReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var query = SearchQuery()
  /// The terms joined so far by `OR`, and whether one of them is a phrase.
  private var group: [SearchTerm] = []
  private var groupIsRequired = false
  private var joinsNext = false

  private static let termLimit = 64

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func read() -> SearchQuery {
    while skipSpaces() { readClause() }
    closeGroup()
    let isEmpty = query.isListing && query.filters.isEmpty && query.excluded.isEmpty
    query.isWordless = isEmpty && !scalars.allSatisfy(isSpace)
    return query
  }

  private mutating func readClause() {
    let isNegated = takeMinus()
    if takeQuotationMark() {
      add(SearchTerm(restOfPhrase()), isPhrase: true, isNegated: isNegated)
      return
    }
    let word = restOfWord()
    if word == "OR", !isNegated, !group.isEmpty {
      joinsNext = true
    } else if let (key, value) = splitFilter(word) {
      readFilter(key, value, isNegated: isNegated)
    } else if isNegated || word.last == "*" {
      add(term(word), isPhrase: false, isNegated: isNegated)
    } else {
      addWords(of: word)
    }
  }

  /// What is typed in one piece, `mass-shootings` or `either/or`, are words like any others: that
  /// they stand side by side counts in the ranking, but is not asked for.
  private mutating func addWords(of typed: String) {
    query.typedWords.append(typed)
    let joins = joinsNext
    for piece in typed.unicodeScalars.split(whereSeparator: { !isTokenScalar($0) }) {
      joinsNext = joins
      add(SearchTerm(String(piece)), isPhrase: false, isNegated: false)
    }
  }

  private mutating func readFilter(
    _ key: SearchFilter.Key, _ start: String, isNegated: Bool
  ) {
    var value = start
    let isQuoted = value.isEmpty && takeQuotationMark()
    if isQuoted { value = restOfPhrase() }
    if key == .words || key == .quotes, !value.isEmpty {
      var term = isQuoted ? SearchTerm(value) : term(value)
      term.side = key == .words ? .words : .quotes
      add(term, isPhrase: isQuoted, isNegated: isNegated)
    } else if !value.isEmpty || key.standsAlone {
      query.filters.append(SearchFilter(key, value, isNegated: isNegated))
    } else {
      add(SearchTerm(key.rawValue), isPhrase: false, isNegated: isNegated)
    }
  }

  private mutating func add(_ term: SearchTerm, isPhrase: Bool, isNegated: Bool) {
    guard holdsWord(term.text), termCount < QueryReader.termLimit else { return }
    if isNegated {
      query.excluded.append(term)
      return
    }
    if !joinsNext { closeGroup() }
    joinsNext = false
    group.append(term)
    groupIsRequired = groupIsRequired || isPhrase
  }

  private var termCount: Int {
    query.words.count + query.required.reduce(0) { $0 + $1.count } + query.excluded.count
      + group.count
  }

  private mutating func closeGroup() {
    if groupIsRequired {
      query.required.append(group)
    } else {
      query.words += group
    }
    group = []
    groupIsRequired = false
    joinsNext = false
  }

  private func term(_ word: String) -> SearchTerm {
    guard word.last == "*" else { return SearchTerm(word) }
    return SearchTerm(String(word.prefix { $0 != "*" }), isPrefix: true)
  }

  private func splitFilter(_ word: String) -> (SearchFilter.Key, String)? {
    guard let colon = word.firstIndex(of: ":"),
      let key = SearchFilter.Key(rawValue: word[..<colon].lowercased())
    else { return nil }
    return (key, String(word[word.index(after: colon)...]))
  }
}

extension QueryReader {
  /// Moves to the next clause; false at the end.
  fileprivate mutating func skipSpaces() -> Bool {
    while position < scalars.count, isSpace(scalars[position]) { position += 1 }
    return position < scalars.count
  }

  /// Takes a `-` that has something right behind it.
  fileprivate mutating func takeMinus() -> Bool {
    guard scalars[position] == "-", position + 1 < scalars.count,
      !isSpace(scalars[position + 1])
    else { return false }
    position += 1
    return true
  }

  fileprivate mutating func takeQuotationMark() -> Bool {
    guard position < scalars.count, isQuotationMark(scalars[position]) else { return false }
    position += 1
    return true
  }

  /// Up to the closing mark, or to the end where there is none.
  fileprivate mutating func restOfPhrase() -> String {
    let start = position
    while position < scalars.count, !isQuotationMark(scalars[position]) { position += 1 }
    let phrase = text(start..<position)
    position = min(scalars.count, position + 1)
    return phrase
  }

  fileprivate mutating func restOfWord() -> String {
    let start = position
    while position < scalars.count, !isSpace(scalars[position]),
      !isQuotationMark(scalars[position])
    {
      position += 1
    }
    return text(start..<position)
  }

  private func text(_ range: Range<Int>) -> String {
    var text = ""
    for scalar in scalars[range] { text.unicodeScalars.append(scalar) }
    return text
  }
}

private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value <= 0x20 || scalar.properties.isWhitespace
}

private func isQuotationMark(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "\"" || scalar == "\u{201C}" || scalar == "\u{201D}" || scalar == "\u{201E}"
}

/// Whether unicode61 finds a token in it: letters, numbers and private use.
private func holdsWord(_ text: String) -> Bool {
  text.unicodeScalars.contains {
    isTokenScalar($0) && $0.properties.generalCategory != .nonspacingMark
  }
}

/// Whether unicode61 keeps the character inside a token; marks only go with a letter.
func isTokenScalar(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .decimalNumber, .letterNumber, .otherNumber, .privateUse, .nonspacingMark:
    true
  default: false
  }
}
