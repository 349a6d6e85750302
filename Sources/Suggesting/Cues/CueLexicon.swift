extension Cue {
  /// The lexicon: what people write where they claim, answer, concede, tell or ask.
  package static let lexicon: [Cue] = stances + forms + modes + openings + asides

  /// Words that say what somebody thinks, of their own view or another's.
  private static let stances: [Cue] = [
    Cue(
      "opinion", 3,
      "i/we * think/thought/believe/feel/argue/suspect/doubt/hold/maintain/contend/reckon/consider/find/say"
    ),
    Cue(
      "my-view", 4,
      "my * view/opinion/belief/argument/point/claim/stance/position/contention/case/approach",
      "imo/imho"),
    Cue(
      "agreement", 3,
      "i/we * agree/understand/concede/grant/admit/accept/suppose/guess", "i * see what/your/how",
      "you're/youre * right/correct", "you are * right/correct",
      "good/fair/valid/great/excellent point", "fair enough", "^granted", "point taken"),
    Cue(
      "disagreement", 2,
      "i/we * disagree/object/deny/reject/dispute", "not/isn't true/necessarily/correct/right",
      "not/isn't the case", "that's/this wrong/false/not", "that/this is wrong/false/not",
      "this/that isn't",
      "you're wrong/mistaken/missing/ignoring/assuming/conflating/confusing/forgetting/still/only",
      "you are wrong/mistaken/missing/ignoring/assuming/conflating/confusing/forgetting/still/only"
    ),
  ]

  /// Forms that a claim takes.
  private static let forms: [Cue] = [
    Cue(
      "is-a", 8,
      "is/are/-'s/-'re a/an/the/just/simply/not/no/only/very/quite/entirely/also/about/what/still/"
        + "always/never/essentially/basically/more/less/completely"),
    Cue(
      "the-point-is", 4,
      "the * problem/issue/point/reason/fact/question/key/difference/thing/truth/flaw/answer * is/are/was",
      "it's * that/to/how/why/who", "it is/was * that/to/how/why/who", "what * is"),
    Cue(
      "there-is-no", 1, "there is/are/isn't/aren't/'s * no/any/never/nothing/only", "there's * no"),
    Cue(
      "depends", 1, "depend/depends/depending/whether/hinges", "comes/boils down to", "matter of"),
    Cue("negation", 3, "not/never/cannot/no/nothing/nobody/none/-n't"),
    Cue("therefore", 1, "therefore/thus/hence/consequently", "which/that means", "as a result"),
  ]

  /// How it is said.
  private static let modes: [Cue] = [
    Cue("should", 2, "should/ought/must/supposed", "need/needs/has/have to"),
    Cue("would", 3, "would/could/might/may"),
    Cue(
      "hedge", 0,
      "likely/unlikely/probably/perhaps/maybe/seem/seems/appears/plausible/plausibly/presumably/"
        + "possibly/potentially/generally/largely/mostly/mainly", "in general", "tend/tends to"),
    Cue(
      "judgement", 4,
      "wrong/right/good/bad/better/best/worse/worst/true/false/valid/invalid/immoral/moral/ethical/"
        + "unethical/unfair/fair/reasonable/unreasonable/justified/harmful/dangerous/important/"
        + "necessary/useless/terrible/ridiculous/silly/stupid/impossible/possible/legitimate/"
        + "positive/negative/meaningless/pointless/irrational/rational/erroneous/superior/inferior/"
        + "waste/hard/difficult/easy/problem/issue/flaw/wonderful/fantastic/terrific/feasible"),
    Cue("first-person", 2, "i/i'm/i'd/i'll/i've"),
    Cue("second-person", 2, "you/your/you're/you've"),
    Cue("we", 1, "we/us/our"),
    Cue("because", -1, "because/since", "due to", "as long as", "given that"),
    Cue("past", -1, "was/were/had/did/went/said/took/made/came/saw/got/told"),
  ]

  /// How it begins.
  private static let openings: [Cue] = [
    Cue(
      "begins-with-contrast", 1,
      "^but/however/yet/still/nevertheless/though/although/while/despite/regardless/rather/instead/"
        + "no/not", "^on the other hand", "^that said", "^even if/though"),
    Cue(
      "begins-with-conclusion", 2,
      "^therefore/thus/hence/so/overall/ultimately/basically/essentially/anyway/first/firstly/second/"
        + "secondly/third/thirdly/lastly/finally/additionally/also/moreover/furthermore",
      "^in conclusion/short", "^in the end", "^in any case", "^bottom line", "^as for", "^to me",
      "^in terms of", "^all in all", "^with this"),
    Cue("begins-with-i", 3, "^i/i'm/i'd/i'll/i've/my"),
    Cue("begins-with-you", 2, "^you/your/you're"),
    Cue("begins-with-if", 1, "^if/when/assuming/suppose/whenever/once/after"),
    Cue("begins-with-because", -2, "^because/since/for/due/as"),
    Cue("begins-with-and", -1, "^and/or/plus"),
    Cue(
      "command", -2,
      "^take/think/look/imagine/consider/let/let's/say/try/note/see/remember/compare/read/go/please/"
        + "don't/talk/trust"),
  ]

  /// What is said in passing: examples, stories, facts, words about the discussion itself.
  private static let asides: [Cue] = [
    Cue(
      "example", -2, "for example/instance", "e g", "such as", "imagine/suppose/let's/consider",
      "say you", "look at", "like when"),
    Cue(
      "story", -1, "i was/had/went/did/got", "i used to", "i've",
      "my friend/wife/husband/dad/mom/mother/father/brother/sister/girlfriend/boyfriend/parents/"
        + "family/own", "last year/week/month/night", "years/year ago", "yesterday/today"),
    Cue(
      "fact", -4, "i/you/we know", "study/studies/research/statistics/data/percent/evidence/source",
      "according to"),
    Cue(
      "about-the-discussion", -6,
      "thanks/edit/delta/hello/footnote/upvote/sorry/thread/post/posted/posting/comment/comments/op/"
        + "ps/cmv/award/awarded/http/https/www", "thank you", "change/changed my", "tl dr"),
  ]
}

/// What marks a question that people part on. Too rare in annotated discussions to be fitted: the
/// weight is set so that the words alone make a suggestion.
extension Cue {
  package static let crux = Cue(
    "crux", 14, "crux/cruxes/cruxy", "comes/boils down to", "hinges on", "turns/depends on whether",
    "question * is whether", "key/real/central/main question/disagreement/uncertainty",
    "where we/you * disagree/differ/part", "disagree about/over/on whether",
    "would * change my mind/view", "would * convince me", "what would * change/convince")
}
