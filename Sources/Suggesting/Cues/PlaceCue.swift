import CruxModel

/// A cue that is no word: where a sentence stands, how it is built, what it shares with others.
package enum PlaceCue: String, CaseIterable, Sendable {
  case firstOfReply = "first-of-reply"
  case firstOfPost = "first-of-post"
  case secondOfPost = "second-of-post"
  case lastOfPost = "last-of-post"
  case firstOfParagraph = "first-of-paragraph"
  case paragraphOfItsOwn = "paragraph-of-its-own"
  case lastOfParagraph = "last-of-paragraph"
  case lateInParagraph = "late-in-paragraph"
  case belowQuote = "below-quote"
  case openingPost = "opening-post"
  case answerToOpening = "answer-to-opening"
  case replyOfOpener = "reply-of-opener"
  case sharesTitleWord = "shares-title-word"
  case sharesTitleWords = "shares-title-words"
  case restatesTitle = "restates-title"
  case sharesAnsweredWords = "shares-answered-words"
  case quotedLater = "quoted-later"
  case underFourWords = "under-4-words"
  case twentyFiveToThirtyNineWords = "25-to-39-words"
  case question
  case digits
  case capitals
  case name
  case aside
  case beforeReason = "before-reason"
  case beforeExample = "before-example"
  case afterExample = "after-example"
  case afterReason = "after-reason"

  /// Tenths of a unit of log-odds, as for `Cue`.
  package var weight: Int { Self.weights[self] ?? 0 }

  private static let weights: [PlaceCue: Int] = [
    .firstOfReply: 4,
    .firstOfPost: 1,
    .secondOfPost: 2,
    .lastOfPost: 4,
    .firstOfParagraph: 7,
    .paragraphOfItsOwn: 3,
    .lastOfParagraph: 1,
    .lateInParagraph: -3,
    .openingPost: -1,
    .sharesTitleWord: 3,
    .sharesTitleWords: 3,
    .restatesTitle: 2,
    .sharesAnsweredWords: 2,
    .quotedLater: 2,
    .underFourWords: -2,
    .twentyFiveToThirtyNineWords: 2,
    .question: -3,
    .digits: -3,
    .capitals: -4,
    .name: -4,
    .aside: -6,
    .beforeReason: 3,
    .beforeExample: -1,
    .afterExample: -1,
    .afterReason: -2,
  ]
}
