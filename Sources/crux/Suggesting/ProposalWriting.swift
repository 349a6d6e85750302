import CorpusChecking
import CruxModel
import Suggesting
import ThreadParsing

/// Puts proposals into a thread as inline statements.
struct ProposalWriting {
  let file: ThreadFile
  let settings: CorpusSettings

  /// A proposal with the label that its mark has.
  typealias Written = (proposal: Proposal, label: Label)

  /// The file with marks around the words of the proposals, and those that it holds.
  ///
  /// A proposal that cannot be marked without changing what else the thread says is left out, found
  /// by halves. The marks taken out again, the file is what it was, byte for byte.
  func marked(_ proposals: [Proposal]) throws(Failure) -> (bytes: [UInt8], written: [Written]) {
    var written: [Proposal] = []
    var rest = [proposals.filter(\.suggestion.sentence.isMarkable)[...]]
    while let next = rest.popLast() {
      if bytes(with: written + next) != nil {
        written += next
      } else if next.count > 1 {
        let middle = next.startIndex + next.count / 2
        rest += [next[middle...], next[..<middle]]
      }
    }
    guard let bytes = bytes(with: written) else {
      throw .wouldChangeMeaning(path: file.thread.path)
    }
    let ids = Set(written.map(\.id))
    return (bytes, written.map { ($0, label(for: $0, among: ids).label) })
  }

  /// Nil where the marks are not read as meant.
  private func bytes(with proposals: [Proposal]) -> [UInt8]? {
    let ids = Set(proposals.map(\.id))
    let edits = proposals.compactMap { proposal in
      label(for: proposal, among: ids).markEdits(around: proposal.suggestion.sentence.source)
    }.joined()
    let bytes = applying(Array(edits), to: file.content.bytes)
    let result = parseThread(bytes, path: file.thread.path, settings: settings)
    guard isFaithful(result, adding: proposals.map(\.id), to: file.thread),
      zip(proposals, result.statements.filter { ids.contains($0.id.rawValue) })
        .allSatisfy({ $0.suggestion.sentence.text == result.body.words(in: $1.content) }),
      withoutMarks(ids, in: result) == file.content.bytes
    else { return nil }
    return bytes
  }

  /// A rebuttal says what it rebuts; one that cannot is written as a claim.
  private func label(for proposal: Proposal, among ids: Set<String>) -> NewLabel {
    let target = proposal.target?.id.flatMap { id in
      ids.contains(id) || file.thread.statements.contains { $0.id.rawValue == id } ? id : nil
    }
    return NewLabel(
      proposal.writtenLabel(with: target), id: proposal.id, targets: [target].compactMap { $0 })
  }
}

extension Proposal {
  /// - Parameter target: The statement that the mark is to name.
  fileprivate func writtenLabel(with target: String?) -> Label {
    guard suggestion.label == .rebuttal, target == nil, self.target?.ground != .quote else {
      return suggestion.label
    }
    return .claim
  }
}

/// The bytes of a thread without the marks of these ids.
private func withoutMarks(_ ids: Set<String>, in thread: DiscussionThread) -> [UInt8] {
  var result: [UInt8] = []
  var end = 0
  for statement in thread.statements
  where statement.form == .inline && ids.contains(statement.id.rawValue) {
    guard let first = statement.content.first else { continue }
    let mark = thread.body.content[..<first].last { $0.kind == .mark }
    let inner = thread.body.content[statement.content].filter { !$0.source.isEmpty }
    guard let mark, let last = inner.map({ Int($0.source.upper) }).max() else { continue }
    result += thread.body.source[end..<Int(mark.source.lower)]
    result +=
      thread.body.source[(Int(mark.source.lower) + 1)..<max(Int(mark.source.lower) + 1, last)]
    end = Int(mark.source.upper)
  }
  return result + thread.body.source[end...]
}
