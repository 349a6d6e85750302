import CruxModel
import Interchange

/// What a post says without what was added here, so that it can be compared with what was imported.
///
/// Headers and marks are no words to begin with. A block quote that is followed by a header without
/// words of its own may have been put there to be quoted, or it may be the post's: so both are
/// tried, as long as the tries stay few.
struct ImportedWords {
  struct Reading {
    /// Of the words.
    var fingerprint: String
    /// The block quotes taken for additions, as nodes of the thread's content.
    var added: [Range<Int>]
  }

  /// The reading in which nothing is an addition comes first.
  let readings: [Reading]

  /// Only so many of a post's quotes are tried both ways; the others are the post's.
  private static let mostTried = 8

  init(ofPost index: Int, in thread: DiscussionThread) {
    let post = thread.posts[index]
    let quotes = Self.quotesUnderHeaders(post.content, in: thread.body.content)
    let tried = Array(quotes.prefix(Self.mostTried))
    readings = (0..<1 << tried.count).map { choice in
      let added = tried.indices.filter { choice >> $0 & 1 == 1 }.map { tried[$0] }
      let words = Self.words(of: post.content, without: added, in: thread.body)
      let fingerprint = Self.fingerprint(of: words.utf8, anchor: post.anchor.rawValue)
      return Reading(fingerprint: fingerprint, added: added)
    }
  }

  /// Of the words, or Markdown, of the post with the anchor.
  static func fingerprint(of words: some Sequence<UInt8>, anchor: String) -> String {
    shortHash(Array(anchor.utf8) + [0x0A] + words)
  }

  /// The words of the nodes with single spaces, less those of some quotes among them.
  static func words(
    of nodes: Range<Int>, without quotes: [Range<Int>] = [], in body: ThreadBody
  ) -> String {
    var parts: [String] = []
    var start = nodes.lowerBound
    for quote in quotes + [nodes.upperBound..<nodes.upperBound] {
      parts.append(IsolatedPost.collapsed(body.wordBytes(in: start..<quote.lowerBound)))
      start = quote.upperBound
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Block quotes right above a paragraph that is nothing but headers.
  private static func quotesUnderHeaders(
    _ nodes: Range<Int>, in content: [ContentNode]
  ) -> [Range<Int>] {
    nodes.compactMap { index in
      let next = Int(content[index].end)
      guard content[index].kind == .blockQuote, next < nodes.upperBound,
        content[next].kind == .paragraph
      else { return nil }
      let inside = content[next + 1..<Int(content[next].end)]
      let isHeader = inside.contains(where: \.isMarkup) && inside.allSatisfy(Self.isNoWord)
      return isHeader ? index..<next : nil
    }
  }

  private static func isNoWord(_ node: ContentNode) -> Bool { node.isMarkup || !node.isLiteral }
}
