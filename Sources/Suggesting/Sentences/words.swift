/// Words in lower case, with their apostrophes: `don't`, `they're`. Everything else separates.
func foldedWords(of text: some Sequence<UInt8>) -> [String] {
  var words: [String] = []
  var word = ""
  for scalar in String(decoding: Array(text), as: UTF8.self).lowercased().unicodeScalars {
    if scalar == "'" || scalar == "\u{2019}" {
      if !word.isEmpty { word.append("'") }
    } else if isWordScalar(scalar) {
      word.unicodeScalars.append(scalar)
    } else if !word.isEmpty {
      words.append(trimmed(word))
      word = ""
    }
  }
  if !word.isEmpty { words.append(trimmed(word)) }
  return words
}

private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x30...0x39, 0x61...0x7A: true
  case ..<0x80: false
  default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

/// Without the closing quotation marks that look like apostrophes.
private func trimmed(_ word: String) -> String {
  var word = word
  while word.hasSuffix("'") { word.removeLast() }
  return word
}

/// The stems of the words that say something, for counting what two texts share.
func tellingStems(of words: [String]) -> Set<String> {
  Set(words.filter { $0.utf8.count > 2 && !fillers.contains($0) }.map(stem))
}

/// A word without its commonest English ending, as long as four letters are left. Cruder than
/// Porter's stemmer on purpose: a table that can be read at a glance.
private func stem(_ word: String) -> String {
  let ending = endings.first { word.hasSuffix($0) && word.utf8.count - $0.utf8.count >= 4 }
  return ending.map { String(word.dropLast($0.count)) } ?? word
}

private let endings = [
  "ational", "ization", "fulness", "iveness", "ingly", "edly", "ments", "ment", "ness", "ities",
  "ity", "ings", "ing", "ies", "ied", "ers", "ed", "es", "ly", "er", "al", "s", "e", "y",
]

private let fillers: Set<String> = [
  "the", "this", "that", "these", "those", "its", "they", "them", "their", "there", "she", "his",
  "her", "our", "you", "your", "are", "was", "were", "been", "being", "does", "did", "has", "have",
  "had", "for", "from", "with", "and", "than", "then", "which", "who", "what", "such", "also",
  "very", "quite", "just", "not", "but", "will", "would", "can", "could", "should", "may", "might",
  "about", "into", "more", "most", "all", "any", "people", "think", "one", "when", "where", "how",
  "why", "because", "some", "only", "other",
]

/// How many telling words two texts share, whatever their endings.
package func sharedStems(_ left: String, _ right: String) -> Int {
  tellingStems(of: foldedWords(of: left.utf8))
    .intersection(tellingStems(of: foldedWords(of: right.utf8))).count
}
