import CruxModel

/// Writes an answer's new id behind its name: in place of its own code span, else as one.
func renameAnswer(
  _ answer: Statement, to new: String, in body: ThreadBody, _ edits: inout [Int: Edit]
) {
  guard let key = StatementID(new).pole?.key else { return }
  let header = body.content[answer.header]
  if let code = header.first(where: { $0.kind == .code }) {
    guard let own = answer.id.pole?.key,
      let place = body.source[code.source.range].firstRange(of: Array(own.utf8)),
      edits[code.source.range.lowerBound] == nil
    else { return }
    // A whole id is renamed like any other that names the answer.
    if !body.text(of: code).contains("#") { edits[place.lowerBound] = Edit(place, key) }
  } else if let name = header.first(where: { $0.kind == .strong }) {
    let end = Int(name.source.upper)
    guard name.source.count >= 5, !name.flags.contains(.imprecise) else { return }
    let isColonInside = body.source[end - 3] == UInt8(ascii: ":")
    let marks = String(decoding: body.source[(end - 2)..<end], as: UTF8.self)
    edits[isColonInside ? end - 3 : end] =
      isColonInside ? Edit((end - 3)..<end, "\(marks) `\(key)`:") : Edit(end..<end, " `\(key)`")
  }
}

/// Where a crux names one of its own answers by the answer's id alone (`of `x` if `gold``), in a
/// header or in a mark's title, with the id to write there; empty for anything but an answer.
func bareAnswers(
  _ old: String, _ new: String, in body: ThreadBody
) -> [(range: Range<Int>, key: String)] {
  guard let (crux, key) = StatementID(old).pole, let newKey = StatementID(new).pole?.key else {
    return []
  }
  var found: [Range<Int>] = []
  var owner: String?
  for (index, node) in body.content.enumerated() {
    switch node.kind {
    case .strong, .paragraph: owner = nil
    case .code where node.flags.contains(.markup):
      let text = body.text(of: node)
      if owner == crux.rawValue, text == key, follows("if", node, in: body),
        let range = body.source[node.source.range].firstRange(of: Array(key.utf8))
      {
        found.append(range)
      }
      owner = owner ?? text
    case .mark: found += bareAnswers(key, of: crux.rawValue, inTailOf: index, body)
    default: continue
    }
  }
  return found.map { ($0, newKey) }
}

private func follows(_ word: String, _ node: ContentNode, in body: ThreadBody) -> Bool {
  var before = body.source[..<Int(node.source.lower)]
  while let last = before.last, last == 0x20 || last == 0x09 || last == 0x0A || last == 0x0D {
    before.removeLast()
  }
  return before.suffix(word.utf8.count).elementsEqual(word.utf8)
}

/// In `crux:q "of x if gold"`.
private func bareAnswers(
  _ key: String, of crux: String, inTailOf mark: Int, _ body: ThreadBody
) -> [Range<Int>] {
  guard let tail = tail(of: mark, body), body.source[tail].starts(with: "crux:\(crux)".utf8),
    let condition = body.source[tail].firstRange(of: Array(" if ".utf8))
  else { return [] }
  let rest = body.source[condition.upperBound..<tail.upperBound].drop { $0 == 0x20 || $0 == 0x60 }
  let next = rest.dropFirst(key.utf8.count).first
  let ends = next.map { ![0x2D, 0x23].contains($0) && !isWord($0) } ?? true
  guard rest.starts(with: key.utf8), ends else { return [] }
  return [rest.startIndex..<(rest.startIndex + key.utf8.count)]
}

private func isWord(_ byte: UInt8) -> Bool {
  byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
}
