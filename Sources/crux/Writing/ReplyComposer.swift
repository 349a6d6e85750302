import CruxModel
import ThreadParsing

/// Places a reply at the end of a thread: heading level, anchor, `re` and quote.
struct ReplyComposer {
  let file: ThreadFile
  let settings: CorpusSettings
  let authorship: Authorship

  private var thread: DiscussionThread { file.thread }

  /// The post a reply goes to where nobody says: the last that is not an annotator's.
  var lastPost: Int? { thread.posts.lastIndex { !$0.isAnnotation } }

  /// A post that answers another; at the top of the thread where that is nil.
  func post(answering target: Int?, quoting quote: String? = nil) -> NewPost {
    var post = NewPost(authorship: authorship)
    post.quote = quote
    if thread.posts.contains(where: \.hasWrittenAnchor) { post.anchor = freeAnchor }
    guard let target else { return post }
    post.level = min(thread.posts[target].level + 1, 6)
    if parent(ofLevel: post.level) != target {
      post.reply = thread.posts[target].anchor.rawValue
    }
    return post
  }

  /// The thread with the text as its last post.
  ///
  /// Fails where what stands before would not be read as it was.
  func composition(of post: NewPost, _ text: String) throws(Failure) -> Composition {
    let (bytes, start) = appending(post.markdown(with: text), to: file.content.bytes)
    let result = parseThread(bytes, path: thread.path, settings: settings)
    let before = result.posts.prefix(thread.posts.count)
    guard result.posts.count > thread.posts.count,
      zip(before, thread.posts).allSatisfy({ $0.isSame(as: $1) }),
      result.namedStatements(before: start) == thread.namedStatements(before: start),
      result.posts[thread.posts.count].place.offset == start
    else { throw .noRoomForPost(path: thread.path) }
    try checkClosed(bytes, settings: settings)
    return Composition(
      path: thread.path, bytes: bytes, start: start, snapshot: file.content.snapshot)
  }

  /// The post that a composition adds, as it is read.
  func writtenPost(_ composition: Composition) -> Post {
    parseThread(composition.bytes, path: thread.path, settings: settings).posts[thread.posts.count]
  }

  /// Fails where the name is not read as it was given.
  func checkName() throws(Failure) {
    let text = "## @\(authorship.name) · \(authorship.date)\n"
    let read = parseThread(Array(text.utf8), path: "x.md", settings: settings).posts.first
    guard read?.author == settings.people.id(for: authorship.name) else {
      throw .unusableName(authorship.name)
    }
  }

  // MARK: Quotes

  /// A block quote of the words and the post they stand in, once and letter for letter.
  ///
  /// - Parameter target: The post that is answered; nil for whichever holds the words.
  func quote(_ words: String, in target: Int?) throws(Failure) -> (markdown: String, post: Int?) {
    if words.trimmed.isEmpty { throw .notQuotable(words, .noWords) }
    var failure: QuoteTrouble?
    for markdown in [blockQuote(words), blockQuote(escaped(words))] {
      switch try find(markdown, words, from: target ?? lastPost) {
      case .success(let found) where target == nil || found == target: return (markdown, found)
      case .success: failure = failure ?? .notFound(post: target.map(anchor))
      case .failure(let trouble): failure = failure ?? trouble.trouble
      }
    }
    throw .notQuotable(words, failure ?? .notFound(post: nil))
  }

  private struct Trouble: Error { var trouble: QuoteTrouble }

  private func find(
    _ markdown: String, _ words: String, from target: Int?
  ) throws(Failure) -> Result<Int?, Trouble> {
    let draft = post(answering: target, quoting: markdown)
    let composition = try composition(of: draft, draft.head)
    let result = parseThread(composition.bytes, path: thread.path, settings: settings)
    guard let quote = result.quotes.first(where: { $0.post == thread.posts.count }) else {
      return .failure(Trouble(trouble: .notFound(post: nil)))
    }
    switch quote.status {
    case .exact: return .success(quote.passages.first?.post)
    case .ambiguous:
      return .failure(
        Trouble(trouble: .severalTimes(posts: quote.passages.map { $0.post.map(anchor) ?? "0" })))
    case .drifted:
      let passage = quote.passages.first
      let original = passage.map {
        String(decoding: result.body.text[$0.text.range], as: UTF8.self)
      }
      return .failure(
        Trouble(
          trouble: .drifted(
            original: original ?? "", post: passage?.post.map(anchor) ?? "0")))
    case .elsewhere:
      return .failure(Trouble(trouble: .notFound(post: nil)))
    }
  }

  private func anchor(_ post: Int) -> String { thread.posts[post].anchor.rawValue }

  private func blockQuote(_ words: String) -> String {
    words.trimmed.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
  }

  /// With a backslash before all that Markdown could take for markup.
  private func escaped(_ words: String) -> String {
    words.reduce(into: "") { result, character in
      if character.isASCII, character.isPunctuation || character.isSymbol { result += "\\" }
      result.append(character)
    }
  }

  // MARK: Placing

  /// The post that one of this level would answer at the end of the thread.
  private func parent(ofLevel level: Int) -> Int? {
    thread.posts.lastIndex { !$0.isAnnotation && $0.level < level }
  }

  private var freeAnchor: String {
    let taken = Set(thread.posts.map(\.anchor.rawValue))
    var number = thread.posts.count + 1
    while taken.contains(String(number)) { number += 1 }
    return String(number)
  }
}

extension Post {
  fileprivate func isSame(as other: Post) -> Bool {
    anchor == other.anchor && author == other.author && parent == other.parent
      && place == other.place
  }
}

extension DiscussionThread {
  fileprivate func namedStatements(before offset: Int) -> [StatementID] {
    statements.filter { $0.place.offset < offset && !$0.id.isTemporary }.map(\.id)
  }
}
