import CruxModel

extension StatementReader {
  /// Reads a bold line of the current paragraph; the entry it makes, nil for prose.
  mutating func readBoldLine(_ position: Int, in paragraph: Int) -> Int? {
    let line = document.boldLines[position]
    guard let label = line.reading.label else { return readUnlabelled(line, in: paragraph) }
    guard let parts = line.reading.parts else {
      if line.reading.hasCode, line.reading.ending != .escaped {
        notice(.unreadableHeader(part: line.reading.misfit ?? ""), at: line.node)
      }
      return nil
    }
    guard context.isAnnotated else { return nil }
    noteCredence(parts, label, at: line.node)
    let definition = Definition(
      label: label, parts: parts, node: line.node, header: line.header, content: line.content,
      isInline: false)
    return label.isStance ? readStance(definition) : readStatement(definition)
  }

  /// A pole where the paragraph opens an item of a crux's list; else prose, perhaps misspelt.
  private mutating func readUnlabelled(_ line: BoldLine, in paragraph: Int) -> Int? {
    if let crux = cruxAbove, line.node == paragraph + 1, let entry = readPole(line, of: crux) {
      return entry
    }
    let name = String(decoding: document.text[line.reading.name.range], as: UTF8.self)
    guard line.reading.hasCode, let tail = line.reading.tail,
      case .header = HeaderGrammar.read(tail, credences: context.credences),
      let label = HeaderSpelling.nearMiss(of: name)
    else { return nil }
    notice(.almostLabel(written: name, label: label), at: line.node)
    return nil
  }

  /// Reads the mark at the position in `document.marks`; nil where it is not one, and its words stay
  /// plain words.
  mutating func readMark(_ position: Int) -> Int? {
    let mark = document.marks[position]
    let node = document.content[mark.node]
    let address = document.attributes[node.attribute.range]
    let words = mark.node + 1..<Int(node.end)
    guard let scheme = MarkScheme(of: address),
      !document.text[node.text.range].elementsEqual(address)
    else { return nil }
    let isPlain = !document.content[words].contains { $0.kind == .image || $0.kind == .link }
    guard isPlain, hasWords(words) else {
      let reason = isPlain ? "no words" : "a link or image in its words"
      notice(.unreadableMark(reason: reason), at: mark.node)
      return nil
    }
    guard scheme.id.isEmpty || KebabCase.isValid(scheme.id) else {
      notice(.invalidID(scheme.id), at: mark.node)
      return nil
    }
    let tail = MarkTitleReader.tail(of: mark.title)
    guard case .header(var parts) = HeaderGrammar.read(tail, credences: context.credences),
      parts.ownID == nil, !parts.isQuoted
    else {
      notice(.unreadableMark(reason: "its title is no relation"), at: mark.node)
      return nil
    }
    parts.ownID = scheme.id.isEmpty ? nil : scheme.id
    noteCredence(parts, scheme.label, at: mark.node)
    return readStatement(
      Definition(
        label: scheme.label, parts: parts, node: mark.node, header: mark.node..<mark.node,
        content: words, isInline: true))
  }

  private mutating func noteCredence(_ parts: HeaderParts, _ label: Label, at node: Int) {
    if let invalid = parts.invalidCredence { notice(.invalidCredence(invalid), at: node) }
    guard let credence = parts.credence, let words = credence.words,
      label == .agree || label == .disagree, credence.value < 0.5
    else { return }
    notice(.reversedCredence(words, label: label), at: node)
  }

  // MARK: Definitions

  /// A header or mark, as it is written.
  struct Definition {
    var label: Label
    var parts: HeaderParts
    /// Index of the node it begins with.
    var node: Int
    var header: Range<Int>
    var content: Range<Int>
    var isInline: Bool
  }

  /// Reads a header that is no stance: what it defines or uses, and the links it adds.
  private mutating func readStatement(_ definition: Definition) -> Int? {
    let quote = definition.parts.isQuoted ? quoteAbove : nil
    if definition.parts.isQuoted, quote == nil {
      notice(.nothingQuoted, at: definition.node)
      return nil
    }
    let hasText = definition.parts.isQuoted || hasWords(definition.content)
    let ownID = definition.parts.ownID ?? ""
    guard hasText ? !ownID.utf8.contains(ASCII.hash) : !ownID.isEmpty else {
      let kind: Notice.Kind =
        ownID.isEmpty ? .emptyHeader(definition.label) : .unreadableHeader(part: ownID)
      notice(kind, at: definition.node)
      return nil
    }
    if quote != nil, hasWords(definition.content) {
      notice(.textBesideQuoted(definition.label), at: definition.node)
    }
    markHeader(definition.header)
    let role: Entry.Role =
      definition.isInline ? .mark(definition.label) : .header(definition.label)
    entries.append(Entry(role: role))
    let entry = entries.count - 1
    if hasText {
      define(definition, quote: quote, entry: entry)
    } else if let id = definition.parts.ownID {
      entries[entry].id = StatementID(id)
      if definition.parts.credence != nil {
        addStance(of: definition, on: StatementID(id), holder: nil)
      }
    }
    let noticed = notices.count
    addLinks(of: definition, entry: entry)
    if !hasText, let id = entries[entry].id, entries[entry].links.isEmpty,
      notices.count == noticed, definition.parts.credence == nil
    {
      idleHeaders.append((id, definition.label, definition.node))
    }
    return entry
  }

  private mutating func define(_ definition: Definition, quote: Int?, entry: Int) {
    let number = statements.count + 1
    let id =
      definition.parts.ownID.map { StatementID($0) }
      ?? .temporary(in: context.id, number: number)
    let author = context.posts[post].author
    let holder = holder(of: definition, quote: quote)
    let content = quote.map { wordNodes(ofQuote: $0) } ?? definition.content
    var statement = Statement(
      id: id, kind: definition.label.kind ?? .claim, label: definition.label,
      form: quote != nil ? .quoted : definition.isInline ? .inline : .written, holder: holder,
      annotator: holder == author ? nil : author, post: post, place: place(of: definition.node),
      header: definition.header, content: content, detail: content.upperBound..<content.upperBound,
      fingerprint: fingerprint(of: content))
    for case .was(let ids) in definition.parts.relations {
      statement.formerIDs += ids.map { StatementID($0) }
    }
    addOwnStance(of: definition, on: statement)
    append(statement, quote: quote)
    entries[entry].id = id
    entries[entry].statement = statements.count - 1
    if definition.parts.ownID == nil {
      notice(.missingID(definition.label, temporary: id), at: definition.node)
    }
  }

  private func holder(of definition: Definition, quote: Int?) -> PersonID? {
    if let name = definition.parts.holder { return context.people.id(for: name) }
    guard let quote else { return context.posts[post].author }
    return quotedPost(quote).map { context.posts[$0].author }
  }

  /// The post a quote was found in; nil for the introduction and for words from elsewhere.
  func quotedPost(_ quote: Int) -> Int? {
    guard quotes[quote].status == .exact || quotes[quote].status == .ambiguous else { return nil }
    return quotes[quote].passages.first?.post
  }

  private func wordNodes(ofQuote quote: Int) -> Range<Int> {
    let node = quotes[quote].node
    return node + 1..<Int(document.content[node].end)
  }

  /// The header's nodes are no words of the post.
  mutating func markHeader(_ nodes: Range<Int>) {
    for index in nodes { document.content[index].markAsMarkup() }
  }

  /// A hash of the folded words of the nodes; of what is quoted in them where they say nothing else.
  mutating func fingerprint(of nodes: Range<Int>) -> UInt64 {
    folder.clear()
    document.foldWords(in: nodes, into: &folder, without: NodeSet())
    if folder.bytes.count == 0 { foldQuotedWords(in: nodes) }
    return folder.fingerprint
  }

  /// Folds block by block, so that no quote is left out.
  private mutating func foldQuotedWords(in nodes: Range<Int>) {
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      switch document.content[index].kind {
      case .blockQuote, .list, .item: index += 1
      default:
        let end = Int(document.content[index].end)
        document.foldWords(in: index..<end, into: &folder, without: NodeSet())
        index = end
      }
    }
  }

  // MARK: Stances

  private mutating func readStance(_ definition: Definition) -> Int? {
    markHeader(definition.header)
    entries.append(Entry(role: .header(definition.label)))
    let entry = entries.count - 1
    let targets = stanceTargets(definition)
    entries[entry].id = targets.first
    entries[entry].furtherIDs = Array(targets.dropFirst())
    for target in targets { addStance(of: definition, on: target, holder: nil) }
    return entry
  }

  private mutating func stanceTargets(_ definition: Definition) -> [StatementID] {
    if let id = definition.parts.ownID {
      return ([id] + definition.parts.furtherIDs).map { StatementID($0) }
    }
    for case .toward(let ids) in definition.parts.relations { return ids.map { StatementID($0) } }
    if let parent = parent(besides: paragraphFirst), entries[parent].id != nil {
      return entries[parent].ids
    }
    switch statementQuotedAbove() {
    case .one(let id): return [id]
    case .several(let ids):
      notice(.severalTargets(ids), at: definition.node)
      return []
    case .none:
      notice(.needsTarget(definition.label), at: definition.node)
      return []
    }
  }

  /// The holder's stance on their own statement: written with a credence, else implied.
  private mutating func addOwnStance(of definition: Definition, on statement: Statement) {
    guard let holder = statement.holder else { return }
    if definition.parts.credence != nil {
      addStance(of: definition, on: statement.id, holder: holder)
      return
    }
    let isHeld = statement.form != .quoted && statement.kind != .crux
    guard isHeld, definition.label != .granted, definition.label != .onlyIf else { return }
    append(
      Stance(
        person: holder, statement: statement.id, attitude: .implied, credence: Credence(0.8),
        isFormer: definition.parts.isFormer, post: post, place: place(of: definition.node)))
  }

  private mutating func addStance(
    of definition: Definition, on target: StatementID, holder: PersonID?
  ) {
    let parts = definition.parts
    let person =
      holder ?? parts.holder.map { context.people.id(for: $0) } ?? context.posts[post].author
    var stance = Stance(
      person: person, statement: target, attitude: .credence,
      credence: parts.credence ?? Credence(0.5), isFormer: parts.isFormer, post: post,
      place: place(of: definition.node))
    switch definition.label {
    case .agree: (stance.attitude, stance.credence) = (.agree, parts.credence ?? Credence(0.8))
    case .disagree:
      stance.attitude = .disagree
      stance.credence = (parts.credence ?? Credence(0.8)).negated
    case .unsure: stance.attitude = .unsure
    default: break
    }
    for case .becauseOf(let ids) in parts.relations { stance.causes += ids.map { StatementID($0) } }
    append(stance)
  }

  /// Annotators have no stances of their own.
  private mutating func append(_ stance: Stance) {
    if context.people.role(of: stance.person) == .annotator {
      uncountedStances.append(stance)
    } else {
      stances.append(stance)
    }
  }
}
