package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case question, warning, error

  package static func < (left: Self, right: Self) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .question: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// Something to tell the author about a thread: never thrown, never fatal.
package struct Finding: Hashable, Sendable {
  /// Another place that belongs to the finding, such as the other definition of an id.
  package struct Related: Hashable, Sendable {
    package var path: String
    package var place: Place
    package var message: String

    package init(path: String, place: Place, message: String) {
      self.path = path
      self.place = place
      self.message = message
    }
  }

  /// The rule's name, kebab-case.
  package var rule: String
  package var severity: Severity
  /// Lower case, no full stop, input in 'quotes', and what to do next.
  package var message: String
  /// Relative to the corpus.
  package var path: String
  package var place: Place
  /// Bytes to underline; at least 1, cut at the end of the line when shown.
  package var length: Int
  /// What it is about, to be underlined where it stands first from the place to the end of the line;
  /// nil where that is the place itself.
  package var subject: String?
  package var related: [Related]

  package init(
    rule: String, severity: Severity, message: String, path: String, place: Place, length: Int = 1,
    subject: String? = nil, related: [Related] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.path = path
    self.place = place
    self.length = max(1, length)
    self.subject = subject
    self.related = related
  }
}

extension Finding: Comparable {
  /// By path, then place, then rule: the order in which they are shown.
  package static func < (left: Self, right: Self) -> Bool {
    (left.path, left.place, left.rule, left.message)
      < (right.path, right.place, right.rule, right.message)
  }
}
