import CruxModel

/// What to find, in which order, and how much of it.
package struct SearchRequest: Hashable, Sendable {
  package enum Order: String, Hashable, Sendable, CaseIterable {
    case best, newest, oldest
    /// By path and place.
    case place
  }

  package var query: SearchQuery
  package var order: Order
  package var limit: Int
  package var offset: Int
  /// The statements of each standing, which whoever asks with a `standing:` filter has computed.
  package var statements: [Standing: [StatementID]] = [:]

  package init(_ query: SearchQuery, order: Order = .best, limit: Int = 10, offset: Int = 0) {
    self.query = query
    self.order = order
    self.limit = max(0, limit)
    self.offset = max(0, offset)
  }
}

/// What was found, and where nothing was, what may help.
package struct SearchResult: Sendable {
  package var hits: [SearchHit] = []
  /// How many hits there are, in this result and before and after it.
  package var matched = 0
  package var precision = Precision.exact
  /// How many of them were ranked, where there were too many for all.
  package var ranked: Int?
  /// Words that nothing in the index holds.
  package var unknownWords: [UnknownWord] = []
  /// Filters whose value means nothing in this corpus.
  package var problems: [FilterProblem] = []
  /// When nothing is found: the filters without which something would be.
  package var emptyingFilters: [EmptyingFilter] = []

  /// How well it is known how many match.
  package enum Precision: String, Hashable, Sendable {
    case exact
    /// Not all that match were looked at one by one.
    case estimate
    /// There are more, which were not counted; only in a listing.
    case moreThan
  }

  package struct UnknownWord: Hashable, Sendable {
    package var word: String
    /// The nearest in the index, at most three, the nearest first.
    package var nearest: [String]
  }

  package struct FilterProblem: Hashable, Sendable {
    package var filter: SearchFilter
    /// A value that would mean something.
    package var nearest: String?
  }

  package struct EmptyingFilter: Hashable, Sendable {
    package var filter: SearchFilter
    /// How many would match without it.
    package var matchedWithout: Int
    package var precision: Precision
  }
}

/// One place where the point is made.
package struct SearchHit: Sendable {
  package enum Subject: Hashable, Sendable {
    case statement(StatementID, StatementKind)
    case post(Anchor)
    /// What stands before the first byline.
    case introduction
  }

  /// What the hit answers: the target of a statement's link, or the post above.
  package struct Answered: Hashable, Sendable {
    package enum Relation: Hashable, Sendable {
      case link(LinkKind)
      case reply
    }

    package var relation: Relation
    /// A statement's id or a post's `thread#anchor`.
    package var id: String
    package var author: PersonID?
    /// The statement's words; empty for a post.
    package var text: String
  }

  /// Another place that says the same.
  package struct Repeat: Hashable, Sendable {
    package var id: StatementID
    package var author: PersonID?
    package var path: String
    package var line: Int
  }

  package var subject: Subject
  package var author: PersonID?
  package var date: String?
  package var thread: ThreadID
  package var threadTitle: String
  package var path: String
  package var anchor: Anchor?
  package var line: Int
  package var column: Int
  /// The best passage, with its matches marked.
  package var passage: MarkedText
  package var answers: [Answered]
  package var repeats: [Repeat]
  /// Higher is better; comparable within one result only. Zero in a listing.
  package var score: Double
}

/// Text with some of it marked.
package struct MarkedText: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    package var text: String
    package var isMarked: Bool

    package init(_ text: String, isMarked: Bool = false) {
      self.text = text
      self.isMarked = isMarked
    }
  }

  /// In order; never an empty one.
  package var runs: [Run]

  package init(_ runs: [Run]) { self.runs = runs.filter { !$0.text.isEmpty } }

  package var text: String { runs.map(\.text).joined() }
}
