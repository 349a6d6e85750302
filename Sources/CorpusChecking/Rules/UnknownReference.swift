import CruxModel

/// A `[[reference]]` that leads nowhere, but is nearly an id.
///
/// It is shown as plain text. Double brackets with words that are far from every id are text on purpose:
/// `[[nodiscard]]` is never reported.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early-end`: It can end early.
///
/// See [[early-ned]].
/// ```
///
/// Correct the id. For text in double brackets put a backslash before them.
package enum UnknownReference: CorpusRule {
  package static let name = "unknown-reference"
  package static let severity = Severity.warning

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    var check = UnknownReferenceCheck(corpus: corpus)
    return check.run()
  }
}

private struct UnknownReferenceCheck {
  let corpus: CorpusRecord
  private lazy var nearest = NearestIDs(corpus.ids)
  /// One word may stand in many places of raw threads.
  private var looked: [String: String?] = [:]

  init(corpus: CorpusRecord) { self.corpus = corpus }

  mutating func run() -> [Finding] {
    var findings: [Finding] = []
    for thread in corpus.threads {
      for reference in thread.references {
        guard let message = message(for: reference.target) else { continue }
        findings.append(
          UnknownReference.finding(
            message, in: thread, at: reference.place, length: reference.target.utf8.count + 4))
      }
    }
    return findings
  }

  private mutating func message(for target: String) -> String? {
    guard !target.hasPrefix("@"), !corpus.knows(target) else { return nil }
    if let (id, anchor) = StatementID(target).pole, case .thread = corpus.subject(of: id.rawValue) {
      return "the thread \(quoted(id)) has no post \(quoted("#" + anchor)); correct the anchor"
    }
    return near(target).map { "nothing has the id \(quoted(target)); did you mean \(quoted($0))?" }
  }

  private mutating func near(_ target: String) -> String? {
    guard KebabCase.isValid(target.filter { $0 != "#" }) else { return nil }
    if let known = looked[target] { return known }
    let found = nearest.nearest(to: target)
    looked[target] = .some(found)
    return found
  }
}

extension CorpusRecord {
  /// Whether a reference leads to a statement, a thread or a post.
  fileprivate func knows(_ target: String) -> Bool {
    if subject(of: target) != nil || proposition(StatementID(target)) != nil { return true }
    guard let (id, anchor) = StatementID(target).pole,
      case .thread(let index) = subject(of: id.rawValue)
    else { return false }
    return threads[index].posts.contains { $0.anchor.rawValue == anchor }
  }
}
