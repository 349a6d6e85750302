import CruxModel

/// Which documents each filter of a query leaves, by the filter as it is looked up: `by:Ada`.
struct FilterLists {
  private var lists: [String: DocumentRuns] = [:]
  /// Several lists under one id, as they are written.
  private var relationLines: [CutItem] = []
  private var documentsOf: [StatementID: [Int]] = [:]

  /// In order of key.
  var lines: [CutItem] {
    let simple = lists.compactMap { SearchLine(SearchKey.filter($0.key), [$0.value.text]).item }
    return (simple + relationLines).sorted { $0.key.precedesInUTF16($1.key) }
  }

  mutating func add(_ document: SearchThread.Document, at number: Int) {
    if let author = document.author { put("by:\(author)", number) }
    if let id = document.statement { documentsOf[id, default: []].append(number) }
    if let kind = document.kind {
      put("kind:\(kind.rawValue)", number)
      put("statement", number)
      if document.isQuoted { put("quotes", number) } else { put("words", number) }
    } else {
      if document.hasReply { put("answered", number) }
      if document.hasQuotes { put("quotes", number) }
      if document.hasOwnWords { put("words", number) }
    }
  }

  mutating func add(_ thread: SearchThread, documents: Range<Int>) {
    for name in thread.names { put("in:" + name, documents) }
    for topic in Set(thread.topics) { put("topic:" + topic, documents) }
  }

  private mutating func put(_ name: String, _ document: Int) {
    lists[name, default: DocumentRuns()].add(document)
  }

  private mutating func put(_ name: String, _ documents: Range<Int>) {
    guard !documents.isEmpty else { return }
    lists[name, default: DocumentRuns()].add(documents)
  }

  private func documents(_ ids: some Sequence<StatementID>) -> Set<Int> {
    Set(ids.flatMap { documentsOf[$0] ?? [] })
  }
}

// MARK: What statements have to do with each other

extension FilterLists {
  /// Adds `answered`, `standing:` and `pole:`, and for each statement, under its id and its former
  /// ones, `id:` with itself, reasons for it, objections to it, and what is linked to it as a crux.
  mutating func addRelations(of outline: CorpusOutline, standing: [Standing: [StatementID]]) {
    let relations = StatementRelations(outline)
    let formerIDs = FormerIDs(outline)
    var reasonsOfPole: [String: Set<Int>] = [:]
    for id in relations.ids {
      let itself = documents([id])
      let supporters = documents(relations.supporters(of: id))
      let lists = [
        itself, supporters, documents(relations.attackers(of: id)),
        documents(relations.aboutCrux(id)).subtracting(itself),
      ]
      guard lists.contains(where: { !$0.isEmpty }) else { continue }
      for name in [id] + formerIDs.ids(of: id) {
        let line = SearchLine(
          SearchKey.id(name.rawValue), lists.map { DocumentRuns($0).text })
        if let item = line.item { relationLines.append(item) }
      }
      if let pole = id.pole {
        reasonsOfPole[pole.key, default: []].formUnion(itself.union(supporters))
      }
    }
    for (key, documents) in reasonsOfPole { lists["pole:\(key)"] = DocumentRuns(documents) }
    let answered = documents(relations.answered).union(lists["answered"]?.documents ?? [])
    lists["answered"] = DocumentRuns(answered)
    for (standing, ids) in standing {
      lists["standing:\(standing.rawValue)"] = DocumentRuns(documents(ids))
    }
  }
}

/// Which ids statements had before that nothing else bears now.
private struct FormerIDs {
  private var former: [StatementID: [StatementID]] = [:]

  init(_ outline: CorpusOutline) {
    for (was, now) in outline.formerIDs where outline.statements[was] == nil {
      former[now, default: []].append(was)
    }
  }

  /// Its own, and of an answer those of its crux, with the answer; each once.
  func ids(of id: StatementID) -> Set<StatementID> {
    guard let (crux, key) = id.pole else { return Set(former[id] ?? []) }
    return Set((former[id] ?? []) + (former[crux] ?? []).map { $0.pole(key) })
  }
}
