import CruxModel

/// A sentence of a post, outside quotes, headings and what is annotated already.
package struct PostSentence: Sendable {
  /// Index of its post.
  package var post: Int
  /// As a reader sees it, without white space at either end.
  package var text: String
  /// Its bytes in the file, markup around whole words included.
  package var source: Range<Int>
  package var place: Place
  /// Whether its bytes are known and hold no link, so that a mark can be put around them.
  package var isMarkable: Bool
  /// Its bytes in `ThreadBody.text`.
  package var shown: Range<Int>
  /// In lower case.
  var words: [String]
  var position: SentencePosition
}

/// Where a sentence stands in its post.
struct SentencePosition: Sendable {
  /// From 0, among the sentences of the post.
  var inPost = 0
  var countInPost = 0
  /// From 0, among the sentences of its paragraph.
  var inParagraph = 0
  var countInParagraph = 0
  /// The first word of its paragraph, in lower case.
  var firstWord = ""
  /// The quote right above, as an index in `DiscussionThread.quotes`, for the first sentence below it.
  var quote: Int?
}
