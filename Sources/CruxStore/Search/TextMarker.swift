/// Finds where the terms of a query stand in a text, word for word as FTS5 matches them.
struct TextMarker {
  private let tokenizer: WordTokenizer
  private let phrases: [Phrase]

  private struct Phrase {
    /// As the index keeps them; never empty.
    var terms: [[UInt8]]
    /// Whether the last is only the beginning of a word.
    var isPrefix: Bool
    var side: SearchTerm.Side?

    /// Whether a word can stand at that place of the phrase.
    func takes(_ word: UnsafeRawBufferPointer, at place: Int) -> Bool {
      let isOpening = isPrefix && place == terms.count - 1
      return isOpening ? word.starts(with: terms[place]) : word.elementsEqual(terms[place])
    }
  }

  init(_ terms: [SearchTerm], _ tokenizer: WordTokenizer) {
    self.tokenizer = tokenizer
    phrases = terms.compactMap { term in
      let words = tokenizer.terms(of: term.matchedText)
      return words.isEmpty ? nil : Phrase(terms: words, isPrefix: term.isPrefix, side: term.side)
    }
  }

  /// The bytes of the text that the terms cover, in order and apart.
  ///
  /// - Parameter side: whether the text is somebody's own words or what they quote; nil for a
  ///   statement, where terms of either side count.
  func marks(in text: [UInt8], of side: SearchTerm.Side?) -> [Range<Int>] {
    let phrases = phrases.filter { side == nil || $0.side == nil || $0.side == side }
    var found: [Range<Int>] = []
    var begun: [Beginning] = []
    text.withUnsafeBytes { bytes in
      tokenizer.each(bytes) { word, range in
        var going: [Beginning] = []
        func take(_ one: Beginning) {
          let phrase = phrases[one.phrase]
          guard phrase.takes(word, at: one.length) else { return }
          if one.length + 1 == phrase.terms.count {
            found.append(one.start..<range.upperBound)
          } else {
            going.append(Beginning(phrase: one.phrase, length: one.length + 1, start: one.start))
          }
        }
        for one in begun { take(one) }
        for index in phrases.indices {
          take(Beginning(phrase: index, length: 0, start: range.lowerBound))
        }
        begun = going
      }
    }
    return TextMarker.joined(found)
  }

  /// The first words of a phrase, found.
  private struct Beginning {
    var phrase: Int
    var length: Int
    /// Where the first of them begins.
    var start: Int
  }

  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
