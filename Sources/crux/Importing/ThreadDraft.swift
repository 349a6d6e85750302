import CruxModel
import Interchange
import ThreadParsing

/// An imported thread as it will stand in a file.
struct ThreadDraft {
  struct DraftPost {
    var anchor: String
    /// Byline and body, with line ends.
    var text: [UInt8]
    /// The Markdown under the byline.
    var body: [UInt8]
    /// The words of the body as a reader sees them, with single spaces.
    var words: String
  }

  let frontMatter: String
  let people: [String]
  /// What stands above the first post.
  private let introduction: [UInt8]
  private(set) var posts: [DraftPost] = []
  /// Posts whose words could only be kept as a block of code.
  private(set) var codePosts = 0

  /// - Parameter stem: What ids of annotations begin with.
  init(_ thread: ImportedThread, stem: String) {
    let names = BylineNames(thread)
    frontMatter = Interchange.frontMatter(of: thread, names)
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
        add(post, isolated.bytes, words: isolated.words, in: thread, names, depth: depth)
      } else {
        let outline = Array(claimList(post.claims, prefix: stem).utf8)
        let body = isolated.bytes + (isolated.bytes.isEmpty ? [] : [0x0A, 0x0A]) + outline
        let words = IsolatedPost.words(of: Frame(body))
        add(post, body, words: words, in: thread, names, depth: depth)
      }
      for note in notes[post.id] ?? [] {
        let body = Array(note.body.utf8)
        let words = IsolatedPost.words(of: Frame(body))
        add(note, body, words: words, in: thread, names, depth: depth + 1)
      }
    }
  }

  private mutating func add(
    _ post: ImportedPost, _ body: [UInt8], words: String, in thread: ImportedThread,
    _ names: BylineNames, depth: Int
  ) {
    let head = byline(of: post, in: thread, names, depth: depth) + "\n"
    let text = Array(head.utf8) + (body.isEmpty ? [] : [0x0A] + body + [0x0A])
    posts.append(
      DraftPost(anchor: anchor(ofPost: post.id), text: text, body: body, words: words))
  }

  /// The whole file.
  var bytes: [UInt8] {
    var bytes = Array(frontMatter.utf8)
    if !introduction.isEmpty { bytes += [0x0A] + introduction + [0x0A] }
    for post in posts { bytes += [0x0A] + post.text }
    return bytes
  }
}
