/// A text taken apart into words, for choosing the stretch of it that is shown.
struct Passage {
  private let text: [UInt8]
  private let marks: [Range<Int>]
  private var words: [Word] = []

  /// What stands between white space.
  private struct Word {
    var range: Range<Int>
    /// The marks that cover some of it, by their places among all.
    var marks: Range<Int>
    /// With white space after it.
    var length: Int { range.count + 1 }
  }

  /// - Parameter marks: ranges of its UTF-8 bytes, in order and apart.
  init(_ text: [UInt8], marks: [Range<Int>] = []) {
    self.text = text
    self.marks = marks
    var mark = 0
    var start = 0
    while start < text.count {
      guard !Passage.isSpace(text[start]) else {
        start += 1
        continue
      }
      let end = text[start...].firstIndex(where: Passage.isSpace) ?? text.count
      while mark < marks.count, marks[mark].upperBound <= start { mark += 1 }
      var last = mark
      while last < marks.count, marks[last].lowerBound < end { last += 1 }
      words.append(Word(range: start..<end, marks: mark..<last))
      start = end
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  /// All of it, white space as single spaces.
  var whole: MarkedText { marked(words[...]) }

  /// The stretch of about that many bytes that holds the most different marked words, cut between
  /// words, with `…` where something is left out; white space is single spaces.
  func best(around width: Int) -> MarkedText {
    guard words.reduce(0, { $0 + $1.length }) > width else { return whole }
    let best = bestWindow(width)
    var runs = marked(words[best]).runs
    if best.lowerBound > 0 { runs.insert(.init("… "), at: 0) }
    if best.upperBound < words.count { runs.append(.init(" …")) }
    return MarkedText(runs)
  }

  /// Slides over the words; of equally good stretches the one that begins a sentence, else the
  /// first.
  private func bestWindow(_ width: Int) -> Range<Int> {
    let (kinds, count) = kindsOfWords()
    var best = (value: -1, range: 0..<0)
    var held = [Int](repeating: 0, count: count)
    var different = 0
    var length = 0
    var end = 0
    for start in words.indices {
      while end < words.count, length + words[end].length <= width || end == start {
        length += words[end].length
        if let kind = kinds[end] {
          if held[kind] == 0 { different += 1 }
          held[kind] += 1
        }
        end += 1
      }
      let beginsSentence = start == 0 || endsSentence(words[start - 1])
      let value = different * 2 + (beginsSentence ? 1 : 0)
      if value > best.value { best = (value, start..<end) }
      length -= words[start].length
      if let kind = kinds[start] {
        held[kind] -= 1
        if held[kind] == 0 { different -= 1 }
      }
    }
    return best.range
  }

  /// For each word that is marked a number that equal ones share, from 0, and how many there are.
  private func kindsOfWords() -> (kinds: [Int?], count: Int) {
    var numbers: [String: Int] = [:]
    let kinds = words.map { word -> Int? in
      guard let first = word.marks.first else { return nil }
      let text = string(marks[first].clamped(to: word.range)).lowercased()
      let kind = numbers[text, default: numbers.count]
      numbers[text] = kind
      return kind
    }
    return (kinds, numbers.count)
  }

  private func endsSentence(_ word: Word) -> Bool {
    [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(
      text[word.range.upperBound - 1])
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }
}

extension Passage {
  /// The words with single spaces between them. What stands between two marks of one word, a hyphen
  /// or an apostrophe, and the space between two marked words are marked with them.
  private func marked(_ words: ArraySlice<Word>) -> MarkedText {
    var runs: [MarkedText.Run] = []
    var run: [UInt8] = []
    var isMarked = false
    func append(_ bytes: ArraySlice<UInt8>, isMarked marked: Bool) {
      if marked != isMarked, !bytes.isEmpty {
        runs.append(.init(String(decoding: run, as: UTF8.self), isMarked: isMarked))
        run.removeAll(keepingCapacity: true)
        isMarked = marked
      }
      run += bytes
    }
    let space: ArraySlice<UInt8> = [0x20]
    for (index, word) in zip(words.indices, words) {
      let marks = joinedMarks(of: word)
      if index > words.startIndex {
        let begins = marks.first?.lowerBound == word.range.lowerBound
        append(space, isMarked: isMarked && begins)
      }
      var place = word.range.lowerBound
      for mark in marks {
        append(text[place..<mark.lowerBound], isMarked: false)
        append(text[mark], isMarked: true)
        place = mark.upperBound
      }
      append(text[place..<word.range.upperBound], isMarked: false)
    }
    runs.append(.init(String(decoding: run, as: UTF8.self), isMarked: isMarked))
    return MarkedText(runs)
  }

  /// The marks of one word, those that a single character parts as one.
  private func joinedMarks(of word: Word) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for mark in marks[word.marks] {
      let part = mark.clamped(to: word.range)
      if let last = joined.last, string(last.upperBound..<part.lowerBound).unicodeScalars.count < 2
      {
        joined[joined.count - 1] = last.lowerBound..<part.upperBound
      } else {
        joined.append(part)
      }
    }
    return joined
  }
}
