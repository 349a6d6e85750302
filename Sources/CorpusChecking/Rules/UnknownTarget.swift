import CruxModel

/// An id in a header that no statement of the corpus bears.
///
/// The link or stance is kept as it is written, but leads nowhere. The ids in what an annotator writes as
/// a stance are looked up too, though it is nobody's.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// **Claim** `not-early` against `eraly`: It cannot.
/// ```
///
/// Correct the id, or give the statement its text somewhere: a header with text defines its id.
package enum UnknownTarget: CorpusRule {
  package static let name = "unknown-target"
  package static let severity = Severity.error

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    var check = UnknownTargetCheck(corpus: corpus)
    return check.run()
  }
}

private struct UnknownTargetCheck {
  let corpus: CorpusRecord
  private var findings: [Finding] = []
  private lazy var nearest = NearestIDs(corpus.statementIDs)

  init(corpus: CorpusRecord) { self.corpus = corpus }

  mutating func run() -> [Finding] {
    for thread in corpus.threads {
      for link in thread.links {
        for id in link.ids { look(up: id, in: thread, at: link.place) }
      }
      for stance in thread.stances + thread.uncountedStances {
        for id in [stance.statement] + stance.causes { look(up: id, in: thread, at: stance.place) }
      }
    }
    return findings
  }

  private mutating func look(up id: StatementID, in thread: DiscussionThread, at place: Place) {
    guard corpus.proposition(id) == nil else { return }
    findings.append(
      UnknownTarget.finding(message(for: id), in: thread, at: place, subject: id.rawValue))
  }

  private mutating func message(for id: StatementID) -> String {
    if case .thread = corpus.subject(of: id.rawValue) {
      return "\(quoted(id)) is a thread; name a statement, or link to it with '[[…]]'"
    }
    if let (crux, key) = id.pole, let place = corpus.place(of: crux) {
      return message(for: key, of: corpus.statement(at: place))
    }
    let advice = "correct it, or define it with a header that has text"
    return "no statement has the id \(quoted(id)); "
      + suggestion(nearest.nearest(to: id.rawValue), otherwise: advice)
  }

  private func message(for key: String, of crux: Statement) -> String {
    guard crux.kind == .crux else {
      return "\(quoted(crux.id)) is no crux and has no answer \(quoted(key)); leave out the '#'"
    }
    let keys = crux.hasRivalPoles ? crux.poles.compactMap { $0.pole?.key } : ["yes", "no"]
    return "the crux \(quoted(crux.id)) has no answer \(quoted(key)); it has \(quotedList(keys))"
  }
}
