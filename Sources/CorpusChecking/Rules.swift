import CruxModel

/// Every rule, in the order of the manual.
package enum Rules {
  package static let all: [any Rule.Type] =
    files + posts + headers + targets + ids + quotes
    + cruxes + arguments + questions

  static let overNotices = all.compactMap { $0 as? any NoticeRule.Type }
  static let overThreads = all.compactMap { $0 as? any ThreadRule.Type }
  static let overCorpus = all.compactMap { $0 as? any CorpusRule.Type }

  private static let files: [any Rule.Type] = [
    UnreadableFile.self, NotUTF8.self, MalformedFrontMatter.self, InvalidValue.self,
    UnknownKey.self, TooManyBrackets.self, TooMuchMarkup.self, TooManyQuotes.self,
    NestedTooDeep.self,
  ]
  private static let posts: [any Rule.Type] = [
    AlmostByline.self, DuplicateAnchor.self, UnclearReply.self,
  ]
  private static let headers: [any Rule.Type] = [
    AlmostLabel.self, UnreadableHeader.self, MisplacedHeader.self, MissingBlankLine.self,
    UnreadableMark.self, NothingQuoted.self, InvalidCredence.self, ReversedCredence.self,
  ]
  private static let targets: [any Rule.Type] = [
    MissingTarget.self, SeveralTargets.self, UnnamedTarget.self, UnknownTarget.self,
    SelfTarget.self, UnclearStep.self, NothingToJoin.self,
  ]
  private static let ids: [any Rule.Type] = [
    MissingID.self, InvalidID.self, DuplicateID.self, DefaultIDTaken.self, ReusedFormerID.self,
    UnknownReference.self, SameWords.self,
  ]
  private static let quotes: [any Rule.Type] = [DriftedQuote.self, AmbiguousQuote.self]
  private static let cruxes: [any Rule.Type] = [
    DuplicatePole.self, SingleRival.self, RivalCruxWithoutPole.self,
  ]
  private static let arguments: [any Rule.Type] = [
    CircularSupport.self, AgreesAndDisagrees.self, AttacksClaimAndStep.self,
  ]
  private static let questions: [any Rule.Type] = [
    UnansweredObjection.self, UndecidedCrux.self, OneSidedCrux.self,
    GrantsReasonsDeniesClaim.self, IncoherentCredences.self,
  ]
}
