import CruxModel

/// What one thread shows by itself: the parser's notices and its quotes.
///
/// - Parameter thread: With its body, or the drifted quotes cannot be shown against their source.
package func findings(in thread: DiscussionThread) -> [Finding] {
  var result: [Finding] = []
  for notice in thread.notices {
    guard let (rule, message) = wording(of: notice.kind) else { continue }
    result.append(
      rule.finding(message, in: thread, at: notice.place, length: notice.length))
  }
  for rule in Rules.overThreads { result += rule.check(thread) }
  return result
}

/// What only the whole corpus shows: unknown ids, duplicates, circles, open questions.
///
/// - Parameter least: Rules below this severity are not run.
package func findings(across corpus: CorpusRecord, atLeast least: Severity) -> [Finding] {
  var result: [Finding] = []
  for rule in Rules.overCorpus where rule.severity >= least { result += rule.check(corpus) }
  return result
}

/// What the parser noticed in `crux.yml`.
package func findings(inSettings notices: [Notice], path: String) -> [Finding] {
  notices.compactMap { notice in
    guard let (rule, message) = wording(of: notice.kind) else { return nil }
    return Finding(
      rule: rule.name, severity: rule.severity, message: message, path: path, place: notice.place,
      length: notice.length)
  }
}

/// The findings in order, those that one rule makes twice of one place only once.
package func ordered(_ findings: [Finding]) -> [Finding] {
  var seen: Set<FindingKey> = []
  return findings.sorted().filter { seen.insert(FindingKey($0)).inserted }
}

/// Exactly one rule words a kind of notice; a test holds that.
private func wording(of notice: Notice.Kind) -> (rule: any NoticeRule.Type, message: String)? {
  for rule in Rules.overNotices {
    if let message = rule.message(for: notice) { return (rule, message) }
  }
  return nil
}

private struct FindingKey: Hashable {
  let rule: String
  let path: String
  let offset: Int
  let message: String

  init(_ finding: Finding) {
    rule = finding.rule
    path = finding.path
    offset = finding.place.offset
    message = finding.message
  }
}
