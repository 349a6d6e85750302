import CruxModel

/// Something the checks look for. One rule is one file in `Rules/`; its doc comment is its page in
/// the manual (`docs/rules.md`): what it finds, why it matters, an example, how to mend it.
package protocol Rule: Sendable {
  /// Kebab-case, as printed in brackets behind a finding.
  static var name: String { get }
  /// A thread without any annotation is never given an error: there an error counts as a warning.
  static var severity: Severity { get }
}

/// A rule that puts into words what the parser noticed.
package protocol NoticeRule: Rule {
  /// Nil where the notice belongs to another rule.
  static func message(for notice: Notice.Kind) -> String?
}

/// A rule over one thread with its words.
package protocol ThreadRule: Rule {
  static func check(_ thread: DiscussionThread) -> [Finding]
}

/// A rule over the corpus, without the words of its threads.
package protocol CorpusRule: Rule {
  static func check(_ corpus: CorpusRecord) -> [Finding]
}

extension Rule {
  /// A finding of this rule, a warning instead of an error where the thread bears no annotation.
  static func finding(
    _ message: String, in thread: DiscussionThread, at place: Place, length: Int = 1,
    subject: String? = nil, related: [Finding.Related] = []
  ) -> Finding {
    Finding(
      rule: name, severity: thread.isAnnotated ? severity : min(severity, .warning),
      message: message, path: thread.path, place: place, length: length,
      subject: subject, related: related)
  }
}

extension CorpusRule {
  /// A finding where an id stands a second time, that leads to the first.
  ///
  /// - Parameters:
  ///   - first: What the first place is.
  ///   - message: Given the id in quotes and the first place as `path:line`.
  static func finding(
    on collision: CorpusRecord.Collision, in corpus: CorpusRecord, first role: String,
    _ message: (_ id: String, _ place: String) -> String
  ) -> Finding {
    let first = corpus.spot(of: collision.first)
    let second = corpus.spot(of: collision.second)
    return finding(
      message(quoted(collision.id), "\(first.path):\(first.place.line)"), in: second.thread,
      at: second.place, subject: collision.id, related: [first.related(role)])
  }
}
