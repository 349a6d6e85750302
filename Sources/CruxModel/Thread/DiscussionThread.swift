/// One Markdown file, read.
///
/// Everything but `body` is small and survives without it (`withoutBody`); ids that may live in
/// other threads are kept as written.
package struct DiscussionThread: Sendable, Equatable {
  /// Relative to the corpus, with `/`.
  package var path: String
  package var id: ThreadID
  /// Whether the id was written; otherwise it is derived from the path.
  package var hasWrittenID: Bool
  package var title: String
  /// Address or citation of the original discussion.
  package var source: String?
  /// The date written in the front matter, else the earliest date of a post.
  package var date: Timestamp?
  package var topics: [String]
  /// Those the front matter declares over those of the corpus.
  package var people: People
  package var formerIDs: [ThreadID]
  /// Fingerprints of the posts as they were imported, in no order that matters.
  package var imported: [String]
  /// Keys of the front matter that mean nothing to us, in order, with their values as text.
  package var otherKeys: [(key: String, value: String)]
  package var posts: [Post]
  /// Nodes before the first byline.
  package var introduction: Range<Int>
  package var statements: [Statement]
  package var links: [Link]
  package var stances: [Stance]
  /// What annotators wrote as stances: nobody's, but their ids are to be looked up as any others.
  package var uncountedStances: [Stance]
  package var quotes: [Quote]
  package var references: [Reference]
  /// What the parser noticed and the rules put into words.
  package var notices: [Notice]
  /// Whether there is a byline with parts, a header or a mark; a raw file never makes an error.
  package var isAnnotated: Bool
  /// Inlines whose exact bytes could not be found.
  package var impreciseCount: Int
  package var body: ThreadBody

  package init(path: String, id: ThreadID, title: String) {
    self.path = path
    self.id = id
    self.title = title
    hasWrittenID = false
    topics = []
    people = People()
    formerIDs = []
    imported = []
    otherKeys = []
    posts = []
    introduction = 0..<0
    statements = []
    links = []
    stances = []
    uncountedStances = []
    quotes = []
    references = []
    notices = []
    isAnnotated = false
    impreciseCount = 0
    body = ThreadBody()
  }

  /// The same thread without its words, small enough to keep for a whole corpus.
  package var withoutBody: DiscussionThread {
    var copy = self
    copy.body = ThreadBody()
    return copy
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.path == right.path && left.id == right.id && left.hasWrittenID == right.hasWrittenID
      && left.title == right.title && left.source == right.source && left.date == right.date
      && left.topics == right.topics && left.people == right.people
      && left.formerIDs == right.formerIDs && left.imported == right.imported
      && left.otherKeys.elementsEqual(right.otherKeys, by: ==) && left.posts == right.posts
      && left.introduction == right.introduction && left.statements == right.statements
      && left.links == right.links && left.stances == right.stances
      && left.uncountedStances == right.uncountedStances
      && left.quotes == right.quotes && left.references == right.references
      && left.notices == right.notices && left.isAnnotated == right.isAnnotated
      && left.impreciseCount == right.impreciseCount && left.body == right.body
  }
}
