import CruxModel

/// A label that is to be put into a thread.
package struct NewLabel: Hashable, Sendable {
  package var label: Label
  /// What it defines; nil for a stance.
  package var id: String?
  /// What it is about; empty to let the place decide. Of an undercut, the reason whose step it denies.
  package var targets: [String]
  /// What it speaks against.
  package var opposed: [String] = []
  /// For an undercut, where the step leads that it denies; for others, more targets.
  package var ends: [String] = []
  /// For a crux, the answer that its targets need: `yes`, `no` or the id of another.
  package var answer: String?
  /// Who holds it, where that is not the post's author.
  package var holder: String?
  /// As it is written, without parentheses.
  package var credence: String?

  package init(_ label: Label, id: String?, targets: [String], holder: String? = nil) {
    self.label = label
    self.id = id
    self.targets = targets
    self.holder = holder
  }

  /// `**Because** `id` to `x`: `, as it stands before the text.
  fileprivate var header: String {
    let own = id.map { " `\($0)`" } ?? ""
    let tail = tail { "`\($0)`" }
    return "**\(label.rawValue)**\(own)\(tail.isEmpty ? "" : " ")\(tail): "
  }

  /// `](because:id "to x")`, as it stands after the words; nil for a label that marks no words.
  fileprivate var markTail: String? {
    guard let scheme = label.scheme else { return nil }
    let quoted = tail { $0 }.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "](\(scheme):\(id ?? "")\(quoted.isEmpty ? "" : " \"\(quoted)\""))"
  }

  /// Relations, holder and credence.
  private func tail(_ written: (String) -> String) -> String {
    func list(_ ids: [String]) -> String { ids.map(written).joined(separator: " and ") }
    var parts: [String] = []
    if !targets.isEmpty {
      parts.append(label.isStance ? list(targets) : "\(relation) \(list(targets))")
    }
    if let answer {
      parts.append("if \(answer == "yes" || answer == "no" ? answer : written(answer))")
    }
    if !ends.isEmpty { parts.append("for \(list(ends))") }
    if !opposed.isEmpty { parts.append("against \(list(opposed))") }
    if let holder { parts.append("by @\(holder)") }
    if let credence { parts.append("(\(credence))") }
    return parts.joined(separator: " ")
  }

  /// Makes the bytes an inline statement; nil for a label that marks no words.
  package func markEdits(around range: Range<Int>) -> [Edit]? {
    markTail.map {
      [
        Edit(range.lowerBound..<range.lowerBound, "["),
        Edit(range.upperBound..<range.upperBound, $0),
      ]
    }
  }

  private var relation: String { label == .crux || label == .undercut ? "of" : "to" }
}

/// Why no label can be put in.
package enum LabelTrouble: Error, Equatable {
  /// No paragraph of a post has words on the line.
  case noWords
  case hasLabel
  /// The words do not stand in the paragraph, or not where their bytes can be told.
  case wordsNotFound
  case wordsSeveralTimes(Int)
  /// A stance or `And` cannot mark words.
  case marksNoWords(Label)
}

/// A paragraph of a post that bears labels.
package struct LabelledParagraph {
  private let body: ThreadBody
  /// Its node.
  private let index: Int
  /// Offset of the first byte that is shown on the line.
  private let start: Int
  private let hasHeader: Bool

  /// The paragraph with words on the line, outside quotes.
  package init(line: Int, in thread: DiscussionThread) throws(LabelTrouble) {
    body = thread.body
    guard let range = body.range(ofLine: line),
      let found = thread.posts.lazy.compactMap({
        LabelledParagraph.find(range, in: thread.body, nodes: $0.content)
      }).first
    else { throw .noWords }
    (index, start) = found
    hasHeader = thread.statements.contains {
      range.contains($0.place.offset) && ($0.form == .written || $0.form == .quoted)
    }
  }

  /// The words from the line on, for an id.
  package var words: String {
    var first = index
    while first < Int(body.content[index].end), Int(body.content[first].source.lower) < start {
      first += 1
    }
    return body.words(in: first..<Int(body.content[index].end))
  }

  /// Puts a header before the words of the line.
  package func headerEdit(_ label: NewLabel) throws(LabelTrouble) -> [Edit] {
    guard !hasHeader else { throw .hasLabel }
    return [Edit(start..<start, label.header)]
  }

  /// Makes words of the paragraph, from the line on, an inline statement.
  package func markEdits(_ label: NewLabel, words: String) throws(LabelTrouble) -> [Edit] {
    let end = (index..<Int(body.content[index].end)).map { Int(body.content[$0].source.upper) }
      .max()
    let places = occurrences(of: words, in: body.source[start..<max(start, end ?? start)])
    guard let place = places.first else { throw .wordsNotFound }
    guard places.count == 1 else { throw .wordsSeveralTimes(places.count) }
    guard let edits = label.markEdits(around: place) else { throw .marksNoWords(label.label) }
    return edits
  }

  private static func find(
    _ line: Range<Int>, in body: ThreadBody, nodes: Range<Int>
  ) -> (index: Int, start: Int)? {
    var node = nodes.lowerBound
    while node < nodes.upperBound {
      let found = body.content[node]
      if found.kind == .paragraph, let start = firstInline(line, of: node, in: body) {
        return (node, start)
      }
      node = found.kind == .list || found.kind == .item ? node + 1 : Int(found.end)
    }
    return nil
  }

  private static func firstInline(_ line: Range<Int>, of node: Int, in body: ThreadBody) -> Int? {
    body.content[(node + 1)..<Int(body.content[node].end)].lazy
      .filter { line.contains(Int($0.source.lower)) && !$0.flags.contains(.imprecise) }
      .filter { $0.kind != .softBreak && $0.kind != .hardBreak }
      .map { Int($0.source.lower) }.min()
  }
}

/// Where the words stand in the bytes, any white space standing for any other.
private func occurrences(of words: String, in source: ArraySlice<UInt8>) -> [Range<Int>] {
  let parts = words.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
  guard let first = parts.first else { return [] }
  var found: [Range<Int>] = []
  for start in source.indices where source[start...].starts(with: first) {
    var end = start + first.count
    let matches = parts.dropFirst().allSatisfy { part in
      let next = source[end...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      guard next.startIndex > end, next.starts(with: part) else { return false }
      end = next.startIndex + part.count
      return true
    }
    if matches { found.append(start..<end) }
  }
  return found
}

extension ThreadBody {
  /// The bytes of a line, from 1, without its end; nil past the last.
  fileprivate func range(ofLine line: Int) -> Range<Int>? {
    var start = 0
    for _ in 1..<max(1, line) {
      guard let end = source[start...].firstIndex(of: 0x0A) else { return nil }
      start = end + 1
    }
    return start..<(source[start...].firstIndex(of: 0x0A) ?? source.count)
  }
}

/// Whether a thread says what it said before, but for statements that were added, and shows the
/// same words.
package func isFaithful(
  _ labelled: DiscussionThread, adding ids: [String], to thread: DiscussionThread
)
  -> Bool
{
  let added = Set(ids)
  let kept = labelled.statements.filter { !added.contains($0.id.rawValue) }
  return labelled.posts.map(\.anchor) == thread.posts.map(\.anchor)
    && labelled.posts.map(\.parent) == thread.posts.map(\.parent)
    && labelled.statements.count - kept.count == added.count
    && kept.filter { !$0.id.isTemporary }.map(\.id)
      == thread.statements.filter { !$0.id.isTemporary }.map(\.id)
    && labelled.quotes.map(\.status) == thread.quotes.map(\.status)
    && labelled.shownWords == thread.shownWords
}

extension DiscussionThread {
  /// All words that a reader sees, headers excluded.
  fileprivate var shownWords: [ArraySlice<UInt8>] {
    body.wordBytes(in: body.content.indices).split { $0 == 0x20 || $0 == 0x0A }
  }
}
