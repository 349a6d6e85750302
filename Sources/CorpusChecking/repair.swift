import CruxModel

/// A change of a file: some bytes out, some in.
package struct Edit: Equatable, Sendable {
  /// Bytes from the start of the file.
  package var range: Range<Int>
  package var text: String

  package init(_ range: Range<Int>, _ text: String) {
    self.range = range
    self.text = text
  }
}

/// What to write into a thread so that every statement has an id and every post an anchor.
///
/// Only headers, marks and bylines are touched: an id goes behind its label, the anchor a post has by
/// position to the end of its byline. What stands where crux cannot tell its exact bytes is left
/// alone. In order, without overlaps; empty where nothing is missing.
///
/// - Parameters:
///   - thread: With its body.
///   - taken: Ids that are in use; those given are added.
package func repairs(for thread: DiscussionThread, taken: inout Set<String>) -> [Edit] {
  guard thread.isAnnotated else { return [] }
  var edits = thread.posts.compactMap { anchorEdit($0, in: thread.body) }
  for statement in thread.statements where statement.lacksID {
    guard let edit = idEdit(statement, in: thread.body, taken: &taken) else { continue }
    edits.append(edit)
  }
  return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
}

/// The bytes with the edits made.
///
/// - Parameter edits: In order, without overlaps.
package func applying(_ edits: [Edit], to source: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(source.count + edits.count * 40)
  var end = 0
  for edit in edits {
    result += source[end..<edit.range.lowerBound]
    result += edit.text.utf8
    end = edit.range.upperBound
  }
  return result + source[end...]
}

/// Whether a repaired thread says what it said before, but for the ids and anchors it lacked.
package func isFaithful(_ repaired: DiscussionThread, to thread: DiscussionThread) -> Bool {
  repaired.posts.map(\.anchor) == thread.posts.map(\.anchor)
    && repaired.statements.count == thread.statements.count
    && zip(repaired.statements, thread.statements).allSatisfy { new, old in
      new.hasSameWords(as: old) && new.label == old.label && new.holder == old.holder
        && (old.lacksID || new.id == old.id || old.isAnswerWithoutID && new.isAnswer(as: old))
    }
    && repaired.links.map(\.kind) == thread.links.map(\.kind)
    && repaired.stances.count == thread.stances.count
    && repaired.quotes.map(\.status) == thread.quotes.map(\.status)
}

extension Statement {
  /// Whether its header could bear an id and does not.
  fileprivate var lacksID: Bool {
    id.isTemporary && label != nil && form != .standIn
  }

  /// Whether it answers a crux that lacks an id.
  fileprivate var isAnswerWithoutID: Bool { form == .pole && id.isTemporary }

  fileprivate func isAnswer(as other: Statement) -> Bool {
    form == .pole && id.pole?.key == other.id.pole?.key
  }
}

private func anchorEdit(_ post: Post, in body: ThreadBody) -> Edit? {
  guard !post.hasWrittenAnchor,
    let heading = body.content.prefix(post.content.lowerBound).lastIndex(where: {
      $0.kind == .heading && Int($0.source.lower) <= post.place.offset
    })
  else { return nil }
  let inlines = body.content[(heading + 1)..<Int(body.content[heading].end)]
  guard !inlines.contains(where: { $0.flags.contains(.imprecise) }),
    let end = inlines.map({ Int($0.source.upper) }).max()
  else { return nil }
  return Edit(end..<end, " · #\(post.anchor)")
}

/// Behind the scheme of a mark's address, where that stands right behind its words.
private func markEdit(
  _ statement: Statement, in body: ThreadBody, taken: inout Set<String>
) -> Edit? {
  let words = body.content[statement.content]
  guard let scheme = statement.label?.scheme,
    !words.contains(where: { $0.flags.contains(.imprecise) }),
    let wordsEnd = words.map({ Int($0.source.upper) }).max()
  else { return nil }
  let opening = Array("](\(scheme):".utf8)
  guard body.source[wordsEnd...].starts(with: opening) else { return nil }
  let end = wordsEnd + opening.count
  return Edit(end..<end, readableID(for: statement, in: body, taken: &taken))
}

/// Behind `**Label**`; `**Label:**` becomes `**Label** id:`.
private func idEdit(
  _ statement: Statement, in body: ThreadBody, taken: inout Set<String>
) -> Edit? {
  if statement.form == .inline { return markEdit(statement, in: body, taken: &taken) }
  guard let bold = body.content[statement.header].first(where: { $0.kind == .strong }),
    !bold.flags.contains(.imprecise), bold.source.count >= 5
  else { return nil }
  let end = Int(bold.source.upper)
  let id = readableID(for: statement, in: body, taken: &taken)
  guard body.source[end - 3] == UInt8(ascii: ":") else { return Edit(end..<end, " `\(id)`") }
  let marks = String(decoding: body.source[(end - 2)..<end], as: UTF8.self)
  return Edit((end - 3)..<end, "\(marks) `\(id)`:")
}
