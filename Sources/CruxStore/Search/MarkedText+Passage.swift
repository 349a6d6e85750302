extension MarkedText {
  /// Reads text in which U+0002 opens a mark and U+0003 closes it. Where the text holds such
  /// characters of its own a mark may go wrong, never a letter.
  init(highlighted text: String) {
    var runs: [Run] = []
    var current: [UInt8] = []
    var isMarked = false
    for byte in text.utf8 {
      guard byte == 2 || byte == 3 else {
        current.append(byte)
        continue
      }
      runs.append(Run(String(decoding: current, as: UTF8.self), isMarked: isMarked))
      current = []
      isMarked = byte == 2
    }
    runs.append(Run(String(decoding: current, as: UTF8.self), isMarked: isMarked))
    self.init(runs)
  }

  /// The stretch of about that many bytes that holds the most different marked words, cut between
  /// words, with `…` where something is left out; white space is single spaces.
  func passage(around width: Int) -> MarkedText {
    let words = words()
    let total = words.reduce(0) { $0 + $1.length }
    guard total > width else { return MarkedText(words: words[...]) }
    let best = bestWindow(words, width)
    var runs = MarkedText(words: words[best]).runs
    if best.lowerBound > 0 { runs.insert(Run("… "), at: 0) }
    if best.upperBound < words.count { runs.append(Run(" …")) }
    return MarkedText(runs)
  }

  /// A word with the mark it bears; a word may be marked in part.
  private struct Word {
    var runs: [Run] = []
    var length: Int { runs.reduce(1) { $0 + $1.text.utf8.count } }
    var mark: String? { runs.first { $0.isMarked }?.text.lowercased() }
    var endsSentence: Bool {
      runs.last.flatMap(\.text.last).map { $0 == "." || $0 == "?" || $0 == "!" } ?? false
    }
  }

  private init(words: ArraySlice<Word>) {
    var runs: [Run] = []
    func append(_ text: String, _ isMarked: Bool) {
      if let last = runs.last, last.isMarked == isMarked {
        runs[runs.count - 1].text += text
      } else {
        runs.append(Run(text, isMarked: isMarked))
      }
    }
    var wasMarked = false
    for (index, word) in words.enumerated() {
      if index > 0 { append(" ", wasMarked && word.runs.first?.isMarked == true) }
      for run in word.runs { append(run.text, run.isMarked) }
      wasMarked = word.runs.last?.isMarked ?? false
    }
    self.init(runs)
  }

  private func words() -> [Word] {
    var words: [Word] = []
    var word = Word()
    for run in runs {
      var piece = ""
      for scalar in run.text.unicodeScalars {
        guard scalar == " " || scalar.value < 0x20 else {
          piece.unicodeScalars.append(scalar)
          continue
        }
        if !piece.isEmpty { word.runs.append(Run(piece, isMarked: run.isMarked)) }
        piece = ""
        if !word.runs.isEmpty { words.append(word) }
        word = Word()
      }
      if !piece.isEmpty { word.runs.append(Run(piece, isMarked: run.isMarked)) }
    }
    if !word.runs.isEmpty { words.append(word) }
    return words
  }

  /// Slides over the words; of equally good stretches the one that begins a sentence, else the
  /// first.
  private func bestWindow(_ words: [Word], _ width: Int) -> Range<Int> {
    var best = (value: -1, range: 0..<0)
    var held: [String: Int] = [:]
    var length = 0
    var end = 0
    for start in words.indices {
      while end < words.count, length + words[end].length <= width || end == start {
        length += words[end].length
        if let mark = words[end].mark { held[mark, default: 0] += 1 }
        end += 1
      }
      let beginsSentence = start == 0 || words[start - 1].endsSentence
      let value = held.count * 2 + (beginsSentence ? 1 : 0)
      if value > best.value { best = (value, start..<end) }
      length -= words[start].length
      if let mark = words[start].mark {
        held[mark, default: 1] -= 1
        if held[mark] == 0 { held[mark] = nil }
      }
    }
    return best.range
  }
}
