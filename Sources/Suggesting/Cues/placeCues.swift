import CruxModel

/// What the cues of place and overlap need to know of a thread, worked out once.
struct ThreadContext {
  let thread: DiscussionThread
  /// Stems of the title.
  private let title: Set<String>
  /// Of each post, the stems of its own sentences.
  private var stems: [Set<String>]
  /// Texts in `ThreadBody.text` that a later post quotes.
  private let quoted: [Range<Int>]

  init(_ thread: DiscussionThread, _ sentences: [PostSentence]) {
    self.thread = thread
    title = tellingStems(of: foldedWords(of: thread.title.utf8))
    stems = Array(repeating: [], count: thread.posts.count)
    for sentence in sentences { stems[sentence.post].formUnion(tellingStems(of: sentence.words)) }
    quoted = thread.quotes.compactMap { quote in
      guard let passage = quote.passages.first, let post = passage.post, post < quote.post else {
        return nil
      }
      return passage.text.range
    }
  }

  func placeCues(of sentence: PostSentence) -> Set<PlaceCue> {
    inPost(sentence).union(inParagraph(sentence.position)).union(overlaps(sentence))
      .union(shape(of: sentence)).union(length(sentence.words.count))
  }

  private func inPost(_ sentence: PostSentence) -> Set<PlaceCue> {
    var cues: Set<PlaceCue> = []
    let post = thread.posts[sentence.post]
    let position = sentence.position
    if position.inPost == 0 { cues.insert(.firstOfPost) }
    if position.inPost == 1 { cues.insert(.secondOfPost) }
    if position.inPost == position.countInPost - 1, position.countInPost > 2 {
      cues.insert(.lastOfPost)
    }
    guard let parent = post.parent else { return cues.union([.openingPost]) }
    if position.inPost == 0 { cues.insert(.firstOfReply) }
    if thread.posts[parent].parent == nil { cues.insert(.answerToOpening) }
    if thread.opener(of: sentence.post) == post.author { cues.insert(.replyOfOpener) }
    return cues
  }

  private func inParagraph(_ position: SentencePosition) -> Set<PlaceCue> {
    var cues: Set<PlaceCue> = []
    if position.inParagraph == 0 { cues.insert(.firstOfParagraph) }
    if position.countInParagraph == 1 { cues.insert(.paragraphOfItsOwn) }
    if position.inParagraph == position.countInParagraph - 1, position.countInParagraph > 1 {
      cues.insert(.lastOfParagraph)
    }
    if position.inParagraph >= 3 { cues.insert(.lateInParagraph) }
    if position.quote != nil { cues.insert(.belowQuote) }
    if ["edit", "ps", "update", "note", "disclaimer", "source"].contains(position.firstWord) {
      cues.insert(.aside)
    }
    return cues
  }

  private func overlaps(_ sentence: PostSentence) -> Set<PlaceCue> {
    var cues: Set<PlaceCue> = []
    let words = tellingStems(of: sentence.words)
    let shared = words.intersection(title).count
    if shared >= 1 { cues.insert(.sharesTitleWord) }
    if shared >= 2 { cues.insert(.sharesTitleWords) }
    if shared >= 3 { cues.insert(.restatesTitle) }
    if let parent = thread.posts[sentence.post].parent, words.count >= 3,
      words.intersection(stems[parent]).count * 2 >= words.count
    {
      cues.insert(.sharesAnsweredWords)
    }
    if quoted.contains(where: { $0.overlaps(sentence.shown) }) { cues.insert(.quotedLater) }
    return cues
  }

  private func length(_ words: Int) -> Set<PlaceCue> {
    switch words {
    case ..<4: [.underFourWords]
    case 25..<40: [.twentyFiveToThirtyNineWords]
    default: []
    }
  }

  private func shape(of sentence: PostSentence) -> Set<PlaceCue> {
    let text = sentence.text
    let scalars = Array(text.unicodeScalars)
    let core = scalars.reversed().first { !"\"')]”’ ".unicodeScalars.contains($0) }
    var cues: Set<PlaceCue> = []
    if core == "?" { cues.insert(.question) }
    if zip(scalars, scalars.dropFirst()).contains(where: { isDigit($0) && isDigit($1) }) {
      cues.insert(.digits)
    }
    let words = text.split { !$0.isLetter && $0 != "'" && $0 != "’" }
    if words.contains(where: { $0.count >= 3 && $0.allSatisfy(\.isUppercase) }) {
      cues.insert(.capitals)
    }
    let hasName = words.dropFirst().contains {
      $0.first?.isUppercase == true && $0.dropFirst().first?.isLowercase == true
    }
    if hasName { cues.insert(.name) }
    return cues
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 0x30 < 10 }
}

extension DiscussionThread {
  /// Who wrote the post at the root of the replies that this one is in.
  func opener(of post: Int) -> PersonID {
    var root = post
    while let parent = posts[root].parent, parent < root { root = parent }
    return posts[root].author
  }
}
