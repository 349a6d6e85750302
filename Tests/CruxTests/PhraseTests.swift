import CruxModel
import CruxStore
import Foundation
import Testing

@testable import crux

/// Words copied out of a post, looked for in the whole shipped corpus.
struct PhraseTests {
  private let folder: TemporaryFolder
  private let store: Store

  init() throws {
    folder = try TemporaryFolder()
    let corpus = folder.path(of: "corpus")
    try FileManager.default.copyItem(atPath: Transcript.root + "/corpus", toPath: corpus)
    try? FileManager.default.removeItem(atPath: corpus + "/.crux")
    _ = try Transcript.run("crux ingest", in: corpus)
    store = try Store(path: corpus + "/.crux/index.sqlite")
  }

  /// Six phrases of five to nine words from each post, none of which another post holds.
  private func phrases() throws -> [(post: PostDetails, words: String)] {
    var random = Randomness(seed: 20_260_120)
    let posts = try store.threads().flatMap { try store.posts(of: $0.id) }
    let texts = posts.map { folded($0.words) }
    var phrases: [(PostDetails, String)] = []
    for (index, post) in posts.enumerated() {
      let words = post.words.split { $0.isWhitespace }
      for _ in 0..<6 where words.count >= 9 {
        let count = Int.random(in: 5...9, using: &random)
        let start = Int.random(in: 0...(words.count - count), using: &random)
        let phrase = words[start..<start + count].joined(separator: " ")
        let holders = texts.indices.filter { texts[$0].contains(folded(phrase)) }
        if holders == [index] { phrases.append((post, phrase)) }
      }
    }
    return phrases
  }

  /// As the index compares: letters and digits, in one case.
  private func folded(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  @Test func `a phrase taken from a post finds that post first`() throws {
    let phrases = try phrases()
    #expect(phrases.count > 200)
    for (post, words) in phrases {
      let quoted = words.replacing("\"", with: " ")
      for query in ["\"\(quoted)\"", quoted] {
        let hits = try store.search(SearchRequest(parseQuery(query), limit: 3)).hits
        #expect(
          hits.first.map { "\($0.path) \($0.anchor?.rawValue ?? "")" }
            == "\(post.path) \(post.anchor)", "PHRASE<\(query)>")
      }
    }
  }
}

/// SplitMix64, so that a failing run can be repeated.
private struct Randomness: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
