import CruxModel

extension DiscussionThread {
  /// `@Ada's post #p1`, or the introduction.
  func nameOfPost(_ post: Int?) -> String {
    guard let post, posts.indices.contains(post) else { return "the introduction" }
    return "@\(posts[post].author)'s post #\(posts[post].anchor)"
  }

  /// The one post that holds all passages, else how many hold them.
  func nameOfPosts(_ passages: [Quote.Passage]) -> String {
    let holders = Set(passages.map(\.post))
    guard holders.count > 1 else { return nameOfPost(passages.first?.post) }
    return "\(holders.count) posts"
  }
}

/// `'will' instead of 'can'`: the first words in which two texts differ, with those that follow until
/// they agree again; nil where they have the same words.
func firstDifference(_ own: String, _ original: String) -> String? {
  let left = words(own)
  let right = words(original)
  var start = 0
  while start < left.count, start < right.count, left[start] == right[start] { start += 1 }
  guard start < left.count || start < right.count else { return nil }
  let (leftEnd, rightEnd) = resumption(left[start...], right[start...])
  let added = left[start..<leftEnd].map(\.shown).joined(separator: " ")
  let missing = right[start..<rightEnd].map(\.shown).joined(separator: " ")
  if added.isEmpty { return "\(quoted(missing)) is missing" }
  if missing.isEmpty { return "\(quoted(added)) is added" }
  return "\(quoted(added)) instead of \(quoted(missing))"
}

/// Where two texts agree again, within eight words; else their ends.
private func resumption(
  _ left: ArraySlice<ComparedWord>, _ right: ArraySlice<ComparedWord>
) -> (left: Int, right: Int) {
  for total in 1...16 {
    for skip in max(0, total - 8)...min(8, total) {
      let (l, r) = (left.startIndex + skip, right.startIndex + total - skip)
      if l < left.endIndex, r < right.endIndex, left[l] == right[r] { return (l, r) }
    }
  }
  return (min(left.startIndex + 8, left.endIndex), min(right.startIndex + 8, right.endIndex))
}

/// A word in lower case without the punctuation around it; signs in it are equal as where quotes are
/// looked for.
private struct ComparedWord: Equatable {
  let shown: String

  static func == (left: Self, right: Self) -> Bool {
    left.shown == right.shown
      || left.shown.unicodeScalars.lazy.map(folded)
        .elementsEqual(right.shown.unicodeScalars.lazy.map(folded))
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    FoldedSign(scalar).map { Unicode.Scalar($0.byte) } ?? scalar
  }
}

private func words(_ text: String) -> [ComparedWord] {
  text.lowercased().unicodeScalars.split { FoldedSign($0) == .space }.compactMap { word in
    let bare = word.drop(while: isPunctuation)
    let end = bare.lastIndex { !isPunctuation($0) }
    return end.map { ComparedWord(shown: String(bare[...$0])) }
  }
}

private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  FoldedSign(scalar) != nil || Character(scalar).isPunctuation
}
