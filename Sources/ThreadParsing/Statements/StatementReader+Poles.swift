import CruxModel

extension StatementReader {
  /// The crux that a list which begins here is right under, so that its items are answers: index of
  /// its entry.
  var cruxRightAbove: Int? {
    guard let last = frames[frames.count - 1].last, entries[last].label == .crux,
      entries[last].statement != nil
    else { return nil }
    return last
  }

  /// The crux whose list of answers the current item belongs to, where the item has no statement yet.
  var cruxAbove: Int? {
    let frame = frames[frames.count - 1]
    return frame.kind == .item && frame.first == nil ? frame.crux : nil
  }

  /// Reads an item of a crux's list as one of its answers; nil where its name makes no id.
  mutating func readPole(_ line: BoldLine, of crux: Int) -> Int? {
    guard let owner = entries[crux].statement, let written = line.reading.tail else { return nil }
    let cruxID = statements[owner].id
    let name = String(decoding: document.text[line.reading.name.range], as: UTF8.self)
    let tail = PoleTail(written)
    guard let (id, alias) = idsOfPole(of: cruxID, name: name, written: tail.key) else { return nil }
    let (header, content) = poleRanges(line, isPlain: tail.isPlain)
    markHeader(header)
    guard poleIDs.insert(PoleKey(crux: owner, pole: id)).inserted else {
      notice(.poleNameTaken(name, crux: cruxID), at: line.node)
      entries.append(Entry(role: .pole, id: id))
      return entries.count - 1
    }
    statements[owner].poles.append(id)
    var statement = Statement(
      id: id, kind: .claim, label: nil, form: .pole, holder: nil,
      annotator: context.posts[post].author, post: post, place: place(of: line.node),
      header: header, content: content, detail: content.upperBound..<content.upperBound,
      fingerprint: hasWords(line.content) || !tail.isPlain
        ? fingerprint(of: content) : WordFolder.fingerprint(of: id.rawValue.utf8))
    statement.poleName = name
    statement.nickname = tail.nickname
    if let alias { statement.formerIDs.append(alias) }
    append(statement)
    entries.append(Entry(role: .pole, id: id, statement: statements.count - 1))
    return entries.count - 1
  }

  /// The id of an answer: its own code span, else its name. `Yes` and `No` stay `#yes` and `#no`,
  /// which the crux is read by; a code span of theirs leads there.
  private func idsOfPole(
    of crux: StatementID, name: String, written: String?
  ) -> (id: StatementID, alias: StatementID?)? {
    let key = KebabCase.make(from: name)
    let own = written.map { pole($0, of: crux) }
    if key == "yes" || key == "no" {
      let id = crux.pole(key)
      return (id, own == id ? nil : own)
    }
    if let own { return (own, nil) }
    return key.isEmpty ? nil : (crux.pole(key), nil)
  }

  /// The nodes of an answer's header and text. Without a colon right behind name, id and nickname all
  /// that follows the name is text.
  private func poleRanges(
    _ line: BoldLine, isPlain: Bool
  ) -> (header: Range<Int>, content: Range<Int>) {
    let nameEnd = line.node + 2
    let end = max(line.header.upperBound, line.content.upperBound)
    if isPlain {
      let isBare = !hasWords(line.content)
      return (line.header, isBare ? line.node + 1..<nameEnd : line.content)
    }
    return (line.node..<nameEnd, nameEnd..<max(nameEnd, end))
  }

  /// Decides for each crux whether its answers are rivals, and notes what is missing then.
  mutating func finishCruxes() {
    var rivals: [StatementID: Int] = [:]
    let doubled = cruxesWithDoubledAnswers
    for index in statements.indices where statements[index].kind == .crux {
      let poles = statements[index].poles
      let names = poles.map { $0.pole?.key ?? "" }
      statements[index].hasRivalPoles = !names.allSatisfy { $0 == "yes" || $0 == "no" }
      guard statements[index].hasRivalPoles else { continue }
      if poles.count == 1, !doubled.contains(statements[index].id) {
        notices.append(
          Notice(
            .singleRival(names[0], crux: statements[index].id), at: statements[index].place))
      }
      rivals[statements[index].id, default: 0] += 1
    }
    noteMissingConditions(of: rivals)
  }

  /// Those with an answer that was left out, because another has its name: they are not told that
  /// they have one answer only.
  private var cruxesWithDoubledAnswers: Set<StatementID> {
    Set(
      notices.compactMap { notice in
        if case .poleNameTaken(_, let crux) = notice.kind { crux } else { nil }
      })
  }

  /// A rebuttal to a crux, and not to one of its answers, rejects the question. Where the crux is in
  /// another thread only the corpus can tell.
  mutating func findRejections() {
    var cruxes: Set<StatementID> = []
    for index in statements.indices where statements[index].kind == .crux {
      cruxes.insert(statements[index].id)
    }
    guard !cruxes.isEmpty else { return }
    for index in links.indices where links[index].kind == .rebuts {
      if case .statement(let id) = links[index].target, cruxes.contains(id) {
        links[index].kind = .rejects
      }
    }
  }

  /// Notes a crux with rival answers that decides something without an `if`, once for each place
  /// that defines it.
  private mutating func noteMissingConditions(of rivals: [StatementID: Int]) {
    guard !rivals.isEmpty else { return }
    for index in links.indices where links[index].kind == .decides {
      guard links[index].premises.count == 1, let count = rivals[links[index].premises[0]] else {
        continue
      }
      let notice = Notice(.cruxWithoutCondition(links[index].premises[0]), at: links[index].place)
      notices += Array(repeating: notice, count: count)
    }
  }
}

/// An answer of one crux.
struct PoleKey: Hashable {
  /// Index of the crux's statement.
  var crux: Int
  var pole: StatementID
}

/// What stands between a pole's name and its colon: its own id and its nickname.
private struct PoleTail {
  var key: String?
  var nickname: String?
  /// Whether nothing else stands there.
  var isPlain = false

  init(_ tail: HeaderTail) {
    if tail.ending == .prose || tail.ending == .escaped { return }
    var rest = tail.bytes[...]
    skipBlanks(&rest)
    while let next = rest.first {
      if next == HeaderTail.codeStart, key == nil,
        let end = rest.firstIndex(of: HeaderTail.codeEnd)
      {
        let id = rest[(rest.startIndex + 1)..<end]
        guard id.withUnsafeBufferPointer(isStatementReference) else { return }
        key = String(decoding: id, as: UTF8.self)
        rest = rest[(end + 1)...]
      } else if next == ASCII.openParenthesis, nickname == nil,
        let end = closing(rest)
      {
        nickname = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        rest = rest[(end + 1)...]
      } else {
        return
      }
      skipBlanks(&rest)
    }
    isPlain = true
  }

  /// Where the parenthesis that the bytes begin with is closed.
  private func closing(_ bytes: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    return bytes.indices.first { index in
      if bytes[index] == ASCII.openParenthesis { depth += 1 }
      if bytes[index] == ASCII.closeParenthesis { depth -= 1 }
      return depth == 0
    }
  }

  private func skipBlanks(_ rest: inout ArraySlice<UInt8>) {
    rest = rest.drop { ASCII.isBlank($0) || ASCII.isLineEnd($0) }
  }
}
