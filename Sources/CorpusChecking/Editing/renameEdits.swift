import CruxModel

/// What to write into a thread so that a statement has another id: in its definition, which also
/// keeps the former id, in headers, marks and references, and in the answers of a crux.
///
/// One answer alone is renamed alike, but the format has no former ids of answers. In order, without
/// overlaps.
///
/// - Parameters:
///   - old: A statement's id, or `crux-id#answer`; then `new` is one of the same crux.
///   - thread: With its body.
package func renameEdits(
  from old: String, to new: String, in thread: DiscussionThread
) -> [Edit] {
  var edits: [Int: Edit] = [:]
  let body = thread.body
  for (index, node) in body.content.enumerated() {
    switch node.kind {
    case .code where node.flags.contains(.markup):
      guard names(body.text(of: node), old) else { continue }
      take(first(old, in: body.source, node.source.range), new, &edits)
    case .reference:
      guard names(body.attribute(of: node), old) else { continue }
      take(first(old, in: body.source, node.source.range), new, &edits)
    case .mark:
      for range in tokens(old, inTailOf: index, body) { take(range, new, &edits) }
    default: continue
    }
  }
  for statement in thread.statements where statement.id.rawValue == old {
    if statement.form == .pole {
      renameAnswer(statement, to: new, in: body, &edits)
    } else {
      keepFormerID(old, of: statement, in: body, &edits)
    }
  }
  for (range, key) in bareAnswers(old, new, in: body) { take(range, key, &edits) }
  return edits.values.sorted { $0.range.lowerBound < $1.range.lowerBound }
}

/// Whether the thread says of the new id all that it said of the old one, and nothing else changed.
package func isFaithful(
  _ renamed: DiscussionThread, renaming old: String, to new: String, from thread: DiscussionThread
) -> Bool {
  let reading = Renaming(old: old, new: new)
  let isItself = thread.id.rawValue == old
  return renamed.posts.map(\.anchor) == thread.posts.map(\.anchor)
    && renamed.id.rawValue == reading.name(thread.id.rawValue)
    && Set(renamed.formerIDs) == Set(thread.formerIDs + (isItself ? [thread.id] : []))
    && renamed.title == thread.title && renamed.date == thread.date
    && renamed.otherKeys.map(\.key) == thread.otherKeys.map(\.key)
    && zip(renamed.statements, thread.statements).allSatisfy { reading.isSame($1, $0) }
    && renamed.statements.count == thread.statements.count
    && renamed.links.map { reading.comparable($0) } == thread.links.map { reading.renamed($0) }
    && renamed.stances.map { reading.comparable($0) } == thread.stances.map { reading.renamed($0) }
    && renamed.references.map(\.target)
      == thread.references.map { reading.name($0.target) }
    && renamed.quotes.map(\.status) == thread.quotes.map(\.status)
}

private struct Renaming {
  let old: String
  let new: String

  func name(_ text: String) -> String {
    names(text, old) ? new + text.dropFirst(old.count) : text
  }

  func id(_ id: StatementID) -> StatementID { StatementID(name(id.rawValue)) }

  func isSame(_ before: Statement, _ after: Statement) -> Bool {
    let isRenamed = before.id.rawValue == old && before.form != .pole
    let former = before.formerIDs + (isRenamed ? [StatementID(old)] : [])
    return after.id == id(before.id) && after.label == before.label && after.form == before.form
      && after.holder == before.holder && after.hasSameWords(as: before)
      && Set(after.formerIDs) == Set(former) && after.poles == before.poles.map(id)
  }

  func renamed(_ link: Link) -> Link {
    var link = comparable(link)
    link.premises = link.premises.map(id)
    switch link.target {
    case .statement(let target): link.target = .statement(id(target))
    case .link: break
    case .step(let from, let to): link.target = .step(from: id(from), to: id(to))
    case .onlyStep(let from): link.target = .onlyStep(from: id(from))
    }
    return link
  }

  func renamed(_ stance: Stance) -> Stance {
    var stance = comparable(stance)
    stance.statement = id(stance.statement)
    stance.causes = stance.causes.map(id)
    return stance
  }

  func comparable(_ link: Link) -> Link {
    var link = link
    link.place = .start
    return link
  }

  func comparable(_ stance: Stance) -> Stance {
    var stance = stance
    stance.place = .start
    return stance
  }
}

/// Whether the text is the id, one of its answers or posts, or a temporary id in the thread.
private func names(_ text: String, _ id: String) -> Bool {
  guard text.hasPrefix(id) else { return false }
  let next = text.dropFirst(id.count).first
  return next == nil || next == "#" || next == "~"
}

private func take(_ range: Range<Int>?, _ text: String, _ edits: inout [Int: Edit]) {
  if let range { edits[range.lowerBound] = Edit(range, text) }
}

private func first(_ id: String, in source: [UInt8], _ range: Range<Int>) -> Range<Int>? {
  spellings(of: id).lazy.compactMap { source[range].firstRange(of: Array($0.utf8)) }.first
}

/// Words equal to the id in a mark's address and title, but for a name after `@`.
private func tokens(_ id: String, inTailOf node: Int, _ body: ThreadBody) -> [Range<Int>] {
  guard let tail = tail(of: node, body) else { return [] }
  let source = body.source
  let isAnswer = id.contains("#")
  let spellings = spellings(of: id)
  var found: [Range<Int>] = []
  var position = tail.lowerBound
  while position < tail.upperBound {
    let end =
      source[position..<tail.upperBound].firstIndex { byte in
        !isIDByte(byte) && !(isAnswer && byte == UInt8(ascii: "#"))
      } ?? tail.upperBound
    let isName = source[position - 1] == UInt8(ascii: "@")
    if end > position, !isName,
      spellings.contains(where: { source[position..<end].elementsEqual($0.utf8) })
    {
      found.append(position..<end)
    }
    position = max(end, position + 1)
  }
  return found
}

/// The bytes between the parentheses behind a mark's words.
func tail(of mark: Int, _ body: ThreadBody) -> Range<Int>? {
  let node = body.content[mark]
  let words = body.content[(mark + 1)..<max(mark + 1, Int(node.end))]
  guard !node.flags.contains(.imprecise),
    let end = words.map({ Int($0.source.upper) }).max(), end < Int(node.source.upper),
    let open = body.source[end..<Int(node.source.upper)].firstRange(of: Array("](".utf8))
  else { return nil }
  return open.upperBound..<Int(node.source.upper) - 1
}

private func isIDByte(_ byte: UInt8) -> Bool {
  byte >= 0x80 || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
    || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

/// Adds `was` to the edit of a definition's own id.
private func keepFormerID(
  _ old: String, of statement: Statement, in body: ThreadBody, _ edits: inout [Int: Edit]
) {
  if statement.form == .inline {
    keepFormerID(old, ofMark: statement, in: body, &edits)
  } else if let code = body.content[statement.header].first(where: {
    $0.kind == .code && body.text(of: $0) == old
  }) {
    let tick = UInt8(ascii: "`")
    let text = Int(code.source.upper)
    let end = body.source[(text - 1)...].prefix { $0 != 0x0A }.firstIndex(of: tick).map { $0 + 1 }
    guard let end else { return }
    edits[end] = Edit(end..<end, " was `\(old)`")
  }
}

private func keepFormerID(
  _ old: String, ofMark statement: Statement, in body: ThreadBody, _ edits: inout [Int: Edit]
) {
  guard
    let mark = body.content.firstIndex(where: {
      $0.kind == .mark && Int($0.source.lower) == statement.place.offset
    }), let tail = tail(of: mark, body), let id = first(old, in: body.source, tail)
  else { return }
  let rest = body.source[id.upperBound..<tail.upperBound].drop {
    $0 == 0x20 || $0 == 0x0A || $0 == 0x0D
  }
  if rest.isEmpty {
    edits[id.upperBound] = Edit(id.upperBound..<id.upperBound, " \"was \(old)\"")
  } else {
    let start = rest.startIndex + 1
    // Where the title begins with the same id, both edits would begin at one byte.
    edits[start - 1] = Edit(start..<start, "was \(old) ")
  }
}
