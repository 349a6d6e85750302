/// 30,000 words, the frequent ones far more often than the rest, as in a language (Zipf).
struct Vocabulary {
  private(set) var words: [[UInt8]] = []
  /// Word numbers, each as often as it is to be drawn.
  private var draws: [Int32] = []

  /// Words of English that open the list, the most frequent first.
  private static let common = """
    the of to and a in is that it for as be are with this on not by we or an at from but have which
    they if what can would more model models will problem problems people work one so than their
    about other some only when training there has most do its all influence deployment behavior time
    could should legible motivation system oversight risk argument reason because safety alignment
    """

  init(seed: UInt64) {
    var random = Random(seed &+ 77)
    var seen: Set<[UInt8]> = []
    for word in Vocabulary.common.split(whereSeparator: \.isWhitespace) {
      words.append(Array(word.utf8))
      seen.insert(Array(word.utf8))
    }
    while words.count < 30_000 {
      let word = Vocabulary.inventedWord(&random)
      if seen.insert(word).inserted { words.append(word) }
    }
    for (rank, _) in words.enumerated() {
      let share = max(1, 60_000 / (rank + 8))
      for _ in 0..<share { draws.append(Int32(rank)) }
    }
  }

  func word(_ random: inout Random) -> [UInt8] {
    words[Int(draws[random.below(draws.count)])]
  }

  private static func inventedWord(_ random: inout Random) -> [UInt8] {
    let onsets = [
      "b", "br", "c", "d", "f", "g", "gr", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v",
    ]
    let vowels = ["a", "e", "i", "o", "u", "ea", "io"]
    let endings = ["", "n", "r", "l", "s", "t", "nt", "ty", "ing", "ed", "ment"]
    var word: [UInt8] = []
    for _ in 0..<(2 + random.below(2)) {
      word += onsets[random.below(onsets.count)].utf8
      word += vowels[random.below(vowels.count)].utf8
    }
    return word + Array(endings[random.below(endings.count)].utf8)
  }
}
