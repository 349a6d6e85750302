import CruxModel

/// What one thread shows by itself: the parser's notices and its quotes. Of one rule no more than
/// `mostOfOneRule`, and how many more there are.
///
/// - Parameter thread: With its body, or the drifted quotes cannot be shown against their source.
package func findings(in thread: DiscussionThread) -> [Finding] {
  var result = LimitedFindings()
  for notice in thread.notices {
    guard let (rule, message) = wording(of: notice.kind) else { continue }
    result.add(rule.name) {
      rule.finding(
        message, in: thread, at: notice.place, length: notice.length,
        subject: notice.kind.subject)
    }
  }
  for rule in Rules.overThreads {
    for finding in rule.check(thread) { result.add(rule.name) { finding } }
  }
  return result.all
}

/// What one file is told of one rule at most: of more nobody reads all, and each is kept until all are
/// printed in order.
package let mostOfOneRule = 1000

/// The first findings of each rule, and how many were left out.
private struct LimitedFindings {
  private var kept: [Finding] = []
  /// How often each rule found something, and the last that was kept.
  private var counts: [String: (found: Int, last: Finding)] = [:]

  /// Those of one rule, of whichever files.
  static func of(_ findings: [Finding]) -> [Finding] {
    guard findings.count > mostOfOneRule else { return findings }
    var limited: [String: LimitedFindings] = [:]
    for finding in findings.sorted() {
      limited[finding.path, default: LimitedFindings()].add(finding.rule) { finding }
    }
    return limited.values.flatMap(\.all)
  }

  mutating func add(_ rule: String, _ make: () -> Finding) {
    let found = (counts[rule]?.found ?? 0) + 1
    if found > mostOfOneRule {
      counts[rule]?.found = found
    } else {
      let finding = make()
      counts[rule] = (found, finding)
      kept.append(finding)
    }
  }

  /// The findings, and one behind the last of a rule that says how many more there are.
  var all: [Finding] {
    kept
      + counts.values.filter { $0.found > mostOfOneRule }.map { count in
        var rest = count.last
        rest.message = "and \(count.found - mostOfOneRule) more below; mend some of these first"
        (rest.subject, rest.related) = (nil, [])
        return rest
      }.sorted()
  }
}

/// What only the whole corpus shows: unknown ids, duplicates, circles, open questions. Of one rule no
/// more than `mostOfOneRule` in a file, as above; in no order.
///
/// - Parameter least: Rules below this severity are not run.
package func findings(across corpus: CorpusRecord, atLeast least: Severity) -> [Finding] {
  var result: [Finding] = []
  for rule in Rules.overCorpus where rule.severity >= least {
    result += LimitedFindings.of(rule.check(corpus))
  }
  return result
}

/// What the parser noticed in `crux.yml`.
package func findings(inSettings notices: [Notice], path: String) -> [Finding] {
  notices.compactMap { notice in
    guard let (rule, message) = wording(of: notice.kind) else { return nil }
    return Finding(
      rule: rule.name, severity: rule.severity, message: message, path: path, place: notice.place,
      length: notice.length, subject: notice.kind.subject)
  }
}

/// The finding at the very words it is about, where these stand on the line it points at.
///
/// - Parameter source: The bytes of its file.
package func narrowed(_ finding: Finding, in source: [UInt8]) -> Finding {
  guard let subject = finding.subject, (0...source.count).contains(finding.place.offset) else {
    return finding
  }
  let line = source[finding.place.offset...].prefix(4096).prefix { $0 != 0x0A && $0 != 0x0D }
  guard let start = offset(of: Array(subject.utf8), in: line) else { return finding }
  var result = finding
  let place = finding.place
  result.place = Place(
    line: place.line, column: place.column + start - place.offset, offset: start)
  result.length = subject.utf8.count
  return result
}

/// Where the words first stand as a code span, else where they first stand.
private func offset(of words: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
  let mark = UInt8(ascii: "`")
  if let span = line.firstRange(of: [mark] + words + [mark]) { return span.lowerBound + 1 }
  return line.firstRange(of: words)?.lowerBound
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

extension Notice.Kind {
  /// The words of the source that the notice is about, where it names them as they are written.
  fileprivate var subject: String? {
    switch self {
    case .replyToUnknownPost(let anchor), .replyToLaterPost(let anchor): "re #" + anchor.rawValue
    case .anchorTaken(let anchor): "#" + anchor.rawValue
    case .almostByline(let part), .unreadableHeader(let part): part.isEmpty ? nil : part
    case .invalidID(let id): id.isEmpty ? nil : id
    case .invalidCredence(let words), .reversedCredence(let words, _): words
    default: nil
    }
  }
}
