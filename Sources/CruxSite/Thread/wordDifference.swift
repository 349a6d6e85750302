/// A run of words in a comparison of two texts.
enum WordDifference: Equatable {
  case same(String)
  /// Only in the first text.
  case removed(String)
  /// Only in the second.
  case added(String)
}

/// What was taken out of the first text and put in to make the second, word by word, by a longest
/// common subsequence. Words that differ in case or in punctuation around them only are the same, as
/// they are where quotes are found. Empty where a text is longer than 1000 words, which nobody reads.
func wordDifference(from old: String, to new: String) -> [WordDifference] {
  let a = old.split(separator: " ")
  let b = new.split(separator: " ")
  guard a.count <= 1000, b.count <= 1000 else { return [] }
  let (bareA, bareB) = (a.map(bare), b.map(bare))
  let lengths = commonLengths(bareA, bareB)
  var builder = DifferenceBuilder()
  var (i, j) = (0, 0)
  while i < a.count || j < b.count {
    if i < a.count, j < b.count, bareA[i] == bareB[j] {
      builder.add(b[j], .same)
      (i, j) = (i + 1, j + 1)
    } else if j == b.count || (i < a.count && lengths[i + 1][j] >= lengths[i][j + 1]) {
      builder.add(a[i], .removed)
      i += 1
    } else {
      builder.add(b[j], .added)
      j += 1
    }
  }
  return builder.finish()
}

/// In lower case, without what stands around its letters and digits.
private func bare(_ word: Substring) -> String {
  func isMark(_ character: Character) -> Bool { !character.isLetter && !character.isNumber }
  let inner = word.drop(while: isMark).reversed().drop(while: isMark).reversed()
  return inner.isEmpty ? String(word) : String(inner).lowercased()
}

/// For each pair of suffixes, how many words they have in common in order.
private func commonLengths(_ a: [String], _ b: [String]) -> [[UInt16]] {
  var lengths = [[UInt16]](
    repeating: [UInt16](repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in a.indices.reversed() {
    for j in b.indices.reversed() {
      lengths[i][j] =
        a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
    }
  }
  return lengths
}

private struct DifferenceBuilder {
  enum Change { case same, removed, added }

  private var parts: [WordDifference] = []
  private var words: [Substring] = []
  private var change = Change.same

  mutating func add(_ word: Substring, _ change: Change) {
    if change != self.change { flush() }
    self.change = change
    words.append(word)
  }

  mutating func finish() -> [WordDifference] {
    flush()
    return parts
  }

  private mutating func flush() {
    guard !words.isEmpty else { return }
    let text = words.joined(separator: " ")
    switch change {
    case .same: parts.append(.same(text))
    case .removed: parts.append(.removed(text))
    case .added: parts.append(.added(text))
    }
    words = []
  }
}
