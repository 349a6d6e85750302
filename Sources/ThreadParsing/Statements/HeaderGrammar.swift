import CruxModel

/// Reads a header's tail (FORMAT §3):
///
///     tail     := [ids] { [","] (["and"] (relation | "quoted") | note) } [[","] "by @" name { note }]
///     note     := "(" (credence | "formerly") ")"
///     relation := ("to" | "for" | "against" | "same as" | "was" | "because of") ids
///               | "of" id ["if" pole] { ("," | "and") id ["if" pole] } ["for" ids]
///     ids      := id { ("," | "and" | ", and") id }
///     id       := a code span that holds a kebab-case id or `crux-id#pole`
///
/// What the tail begins with has neither "," nor "and" before it. Anything else makes the line prose;
/// `misfit` then names what does not belong.
struct HeaderGrammar {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let credences: CredenceReader
  private var position = 0
  private var parts = HeaderParts()

  /// What a tail reads as.
  enum Outcome: Equatable {
    case header(HeaderParts)
    case prose(misfit: String)
  }

  static func read(_ tail: HeaderTail, credences: CredenceReader) -> Outcome {
    tail.bytes.withUnsafeBufferPointer { read($0, tail.ending, credences: credences) }
  }

  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ ending: HeaderTail.Ending, credences: CredenceReader
  ) -> Outcome {
    if ending == .prose || ending == .escaped { return .prose(misfit: "") }
    var grammar = HeaderGrammar(bytes: bytes, credences: credences)
    return grammar.header()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, credences: CredenceReader) {
    self.bytes = bytes
    self.credences = credences
  }

  private mutating func header() -> Outcome {
    skipSpace()
    if let id = code() {
      parts.ownID = id
      while separator(), let id = code() { parts.furtherIDs.append(id) }
    }
    while position < bytes.count {
      skipSpace()
      if position == bytes.count { break }
      guard part() else { return .prose(misfit: misfit) }
    }
    return isWellFormed ? .header(parts) : .prose(misfit: "id")
  }

  private mutating func part() -> Bool {
    if bytes[position] == ASCII.openParenthesis { return parenthesis() }
    if bytes[position] == ASCII.comma { return partBehindComma() }
    if parts.holder != nil { return false }
    if !parts.isEmpty, word("and") { return quotedOrRelation() }
    if word("by") { return holder() }
    return quotedOrRelation()
  }

  /// Reads one comma with what it joins; nothing where that is missing.
  private mutating func partBehindComma() -> Bool {
    let comma = position
    position += 1
    skipSpace()
    if !parts.isEmpty, position < bytes.count, bytes[position] != ASCII.comma { return part() }
    position = comma
    return false
  }

  private mutating func quotedOrRelation() -> Bool {
    guard word("quoted") else { return relation() }
    parts.isQuoted = true
    return true
  }

  private mutating func relation() -> Bool {
    if word("to") || word("for") { return add { .toward($0) } }
    if word("against") { return add { .against($0) } }
    if words("same", "as") { return add { .sameAs($0) } }
    if words("because", "of") { return add { .becauseOf($0) } }
    if word("was") { return add { .was($0) } }
    if word("of") { return conditions() }
    return false
  }

  private mutating func add(_ make: ([String]) -> HeaderParts.Relation) -> Bool {
    guard let ids = ids() else { return false }
    parts.relations.append(make(ids))
    return true
  }

  /// `of` with conditions; an `if` at the end of a list is about every statement before it that has
  /// none of its own.
  private mutating func conditions() -> Bool {
    var conditions: [HeaderParts.Condition] = []
    repeat {
      guard let id = code() else { return false }
      conditions.append(.init(id: id, pole: nil))
      guard word("if") else { continue }
      guard let pole = poleCondition() else { return false }
      for index in conditions.indices where conditions[index].pole == nil {
        conditions[index].pole = pole
      }
    } while separator()
    var ends: [String] = []
    if word("for") {
      guard let ids = ids() else { return false }
      ends = ids
    }
    parts.relations.append(.of(conditions, for: ends))
    return true
  }

  private mutating func poleCondition() -> String? {
    if word("yes") { return "yes" }
    if word("no") { return "no" }
    return code()
  }

  private mutating func ids() -> [String]? {
    var ids: [String] = []
    repeat {
      guard let id = code() else { return nil }
      ids.append(id)
    } while separator()
    return ids
  }

  /// Steps over `,`, `and` or `, and` where an id follows.
  private mutating func separator() -> Bool {
    let start = position
    skipSpace()
    var isThere = false
    if position < bytes.count, bytes[position] == ASCII.comma {
      position += 1
      isThere = true
    }
    if word("and") { isThere = true }
    skipSpace()
    if isThere, position < bytes.count, bytes[position] == HeaderTail.codeStart { return true }
    position = start
    return false
  }

  /// The name runs to the end, less final parentheses that read as a credence or `formerly`.
  private mutating func holder() -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == ASCII.at else { return false }
    var end = bytes.count
    while let open = finalParenthesis(before: end), isKnown(open, end) { end = open }
    while end > position, ASCII.isBlank(bytes[end - 1]) { end -= 1 }
    let name = bytes[(position + 1)..<max(position + 1, end)]
    guard !name.isEmpty, !name.contains(HeaderTail.codeStart) else { return false }
    parts.holder = String(decoding: name, as: UTF8.self)
    position = end
    return true
  }

  private func finalParenthesis(before end: Int) -> Int? {
    var last = end
    while last > position, ASCII.isBlank(bytes[last - 1]) { last -= 1 }
    guard last > position, bytes[last - 1] == ASCII.closeParenthesis else { return nil }
    return bytes[position..<last].lastIndex(of: ASCII.openParenthesis)
  }

  private func isKnown(_ open: Int, _ end: Int) -> Bool {
    let text = bytes.part(open + 1..<end).prefix { $0 != ASCII.closeParenthesis }
    return credences.read(bytes.part(open + 1..<open + 1 + text.count)) != .unknown
  }

  private mutating func parenthesis() -> Bool {
    guard let close = bytes.firstOffset(of: ASCII.closeParenthesis, from: position) else {
      return false
    }
    switch credences.read(bytes.part(position + 1..<close)) {
    case .credence(let credence):
      guard parts.credence == nil else { return false }
      parts.credence = credence
    case .formerly: parts.isFormer = true
    case .invalid(let text): parts.invalidCredence = text
    case .unknown: return false
    }
    position = close + 1
    return true
  }

  // MARK: Words

  /// A code span that holds an id; nil, and nothing read, for anything else.
  private mutating func code() -> String? {
    let start = position
    skipSpace()
    guard position < bytes.count, bytes[position] == HeaderTail.codeStart,
      let end = bytes.firstOffset(of: HeaderTail.codeEnd, from: position)
    else {
      position = start
      return nil
    }
    let range = position + 1..<end
    guard isStatementReference(bytes.part(range)) else {
      position = start
      return nil
    }
    position = end + 1
    return bytes.string(range)
  }

  private mutating func words(_ first: StaticString, _ second: StaticString) -> Bool {
    let start = position
    if word(first), word(second) { return true }
    position = start
    return false
  }

  /// Reads the word where it stands whole.
  private mutating func word(_ word: StaticString) -> Bool {
    let start = position
    skipSpace()
    let end = position + word.utf8CodeUnitCount
    guard bytes.holds(word, at: position), end == bytes.count || !isWordByte(bytes[end])
    else {
      position = start
      return false
    }
    position = end
    return true
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || ASCII.isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == ASCII.hyphen
  }

  private mutating func skipSpace() {
    while position < bytes.count,
      ASCII.isBlank(bytes[position]) || ASCII.isLineEnd(bytes[position])
    { position += 1 }
  }

  private var isWellFormed: Bool { parts.ownID.map { !$0.isEmpty } ?? true }

  /// The word or code span that could not be read, for the message.
  private var misfit: String {
    let rest = bytes[position...].drop { ASCII.isBlank($0) }
    if rest.first == ASCII.openParenthesis,
      let close = rest.firstIndex(of: ASCII.closeParenthesis), close - rest.startIndex < 60
    {
      return String(decoding: rest[...close], as: UTF8.self)
    }
    let isCode = rest.first == HeaderTail.codeStart
    let part = isCode ? rest.dropFirst().prefix { $0 != HeaderTail.codeEnd } : rest.prefix(40)
    let text = String(decoding: part.prefix { $0 != HeaderTail.codeStart }, as: UTF8.self)
    return text.split(separator: " ").first.map(String.init) ?? text
  }
}

/// Whether the text can name a statement: a kebab-case id or `crux-id#pole`.
func isStatementReference(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let mark = text.firstOffset(of: ASCII.hash) else { return KebabCase.isValid(utf8: text) }
  return KebabCase.isValid(utf8: text.part(0..<mark))
    && KebabCase.isValid(utf8: text.part(mark + 1..<text.count))
}
