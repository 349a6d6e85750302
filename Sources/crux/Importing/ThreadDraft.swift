import CruxModel
import Interchange
import ThreadParsing

/// An imported thread as it will stand in a file.
struct ThreadDraft {
  struct DraftPost {
    var anchor: String
    /// The byline, with its line end.
    var head: String
    /// The Markdown under the byline.
    var body: [UInt8]
    /// `ImportedWords.fingerprint` of the words; of the Markdown where that holds headers.
    var fingerprint: String
    /// Whether the Markdown holds headers that the import made: claims, or annotations.
    var holdsHeaders: Bool

    /// Byline and body, with line ends.
    var text: [UInt8] { Array(head.utf8) + (body.isEmpty ? [] : [0x0A] + body + [0x0A]) }
    /// The words of the body as a reader sees them, with single spaces.
    var words: String { IsolatedPost.words(of: Frame(body)) }
  }

  let people: [String]
  private let thread: ImportedThread
  private let names: BylineNames
  /// What stands above the first post.
  private let introduction: [UInt8]
  private(set) var posts: [DraftPost] = []
  /// Posts whose words could only be kept as a block of code.
  private(set) var codePosts = 0

  /// - Parameter stem: What ids of annotations begin with.
  /// - Parameter known: Whom names stand for in the corpus.
  init(_ thread: ImportedThread, stem: String, known: KnownPeople = KnownPeople()) {
    self.thread = thread
    names = BylineNames(thread, known: known)
    people = names.authors.compactMap(names.declaration)
    introduction = IsolatedPost(thread.introduction).bytes
    let notes = Dictionary(
      grouping: thread.annotationPosts(names, prefix: stem), by: { $0.parent ?? "" })
    let depths = thread.depths
    for post in thread.posts {
      let isolated = IsolatedPost(post.body)
      if isolated.isKeptAsCode { codePosts += 1 }
      let depth = depths[post.id] ?? 0
      if post.claims.isEmpty {
        add(post, isolated.bytes, saying: isolated.words, depth: depth)
      } else {
        let outline = Array(claimList(post.claims, prefix: stem).utf8)
        let body = isolated.bytes + (isolated.bytes.isEmpty ? [] : [0x0A, 0x0A]) + outline
        add(post, body, saying: nil, depth: depth)
      }
      for note in notes[post.id] ?? [] {
        add(note, Array(note.body.utf8), saying: nil, depth: depth + 1)
      }
    }
  }

  /// - Parameter words: What the body says; nil where it holds headers.
  private mutating func add(
    _ post: ImportedPost, _ body: [UInt8], saying words: String?, depth: Int
  ) {
    let anchor = anchor(ofPost: post.id)
    let head = byline(of: post, in: thread, names, depth: depth) + "\n"
    let told = words.map { Array($0.utf8) } ?? body
    posts.append(
      DraftPost(
        anchor: anchor, head: head, body: body,
        fingerprint: ImportedWords.fingerprint(of: told, anchor: anchor),
        holdsHeaders: words == nil))
  }

  /// The whole file.
  var bytes: [UInt8] {
    let front = frontMatter(of: thread, names, imported: posts.map(\.fingerprint))
    var bytes = Array(front.utf8)
    bytes.reserveCapacity(posts.reduce(bytes.count) { $0 + $1.body.count + $1.head.utf8.count + 4 })
    if !introduction.isEmpty { bytes += [0x0A] + introduction + [0x0A] }
    for post in posts {
      bytes.append(0x0A)
      bytes += post.head.utf8
      if post.body.isEmpty { continue }
      bytes.append(0x0A)
      bytes += post.body
      bytes.append(0x0A)
    }
    return bytes
  }
}
