import CruxModel

extension StatementReader {
  /// The crux whose list of answers the current item belongs to: index of its entry.
  var cruxAbove: Int? {
    let frame = frames[frames.count - 1]
    guard frame.kind == .item, frame.first == nil, let owner = frame.owner,
      entries[owner].label == .crux, entries[owner].statement != nil
    else { return nil }
    return owner
  }

  /// Reads an item of a crux's list as one of its answers; nil where it is none.
  mutating func readPole(_ line: BoldLine, of crux: Int) -> Int? {
    guard let owner = entries[crux].statement, line.tail.ending != .prose else { return nil }
    let cruxID = statements[owner].id
    let name = String(decoding: document.text[line.name.range], as: UTF8.self)
    let key = PoleTail(line.tail).key ?? KebabCase.make(from: name)
    guard !key.isEmpty else { return nil }
    let id = key.utf8.contains(ASCII.hash) ? StatementID(key) : cruxID.pole(key)
    markHeader(line.header)
    guard !statements[owner].poles.contains(id) else {
      notice(.poleNameTaken(name, crux: cruxID), at: line.node)
      entries.append(Entry(role: .pole, id: id))
      return entries.count - 1
    }
    statements[owner].poles.append(id)
    let content = hasWords(line.content) ? line.content : line.node + 1..<line.node + 2
    var statement = Statement(
      id: id, kind: .claim, label: nil, form: .pole, holder: nil,
      annotator: context.posts[post].author, post: post, place: place(of: line.node),
      header: line.header, content: content, detail: content.upperBound..<content.upperBound,
      fingerprint: fingerprint(of: content))
    statement.poleName = name
    statement.nickname = PoleTail(line.tail).nickname
    statements.append(statement)
    entries.append(Entry(role: .pole, id: id, statement: statements.count - 1))
    return entries.count - 1
  }

  /// Decides for each crux whether its answers are rivals, and notes what is missing then.
  mutating func finishCruxes() {
    for index in statements.indices where statements[index].kind == .crux {
      let poles = statements[index].poles
      let names = poles.map { $0.pole?.key ?? "" }
      statements[index].hasRivalPoles = !names.allSatisfy { $0 == "yes" || $0 == "no" }
      guard statements[index].hasRivalPoles else { continue }
      if poles.count == 1 {
        notices.append(
          Notice(
            .singleRival(names[0], crux: statements[index].id), at: statements[index].place))
      }
      noteMissingConditions(of: statements[index].id)
    }
  }

  /// A rebuttal to a crux, and not to one of its answers, rejects the question. Where the crux is in
  /// another thread only the corpus can tell.
  mutating func findRejections() {
    let cruxes = Set(statements.lazy.filter { $0.kind == .crux }.map(\.id))
    guard !cruxes.isEmpty else { return }
    for index in links.indices where links[index].kind == .rebuts {
      if case .statement(let id) = links[index].target, cruxes.contains(id) {
        links[index].kind = .rejects
      }
    }
  }

  private mutating func noteMissingConditions(of crux: StatementID) {
    for link in links where link.kind == .decides && link.premises == [crux] {
      notices.append(Notice(.cruxWithoutCondition(crux), at: link.place))
    }
  }
}

/// What stands between a pole's name and its colon: its own id and its nickname.
private struct PoleTail {
  var key: String?
  var nickname: String?

  init(_ tail: HeaderTail) {
    let bytes = tail.bytes
    if let start = bytes.firstIndex(of: HeaderTail.codeStart),
      let end = bytes[start...].firstIndex(of: HeaderTail.codeEnd)
    {
      let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
      if isStatementReference(text) { key = text }
    }
    if let open = bytes.firstIndex(of: ASCII.openParenthesis),
      let close = bytes.lastIndex(of: ASCII.closeParenthesis), open < close
    {
      nickname = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
    }
  }
}
