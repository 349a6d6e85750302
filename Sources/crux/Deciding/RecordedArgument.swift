import CruxModel
import CruxSite
import CruxStore

/// What an index holds of the argument, as maps are drawn from it.
struct RecordedArgument {
  private let store: Store
  private let names: [PersonID: String]
  /// Where the site is published; nil where `crux.yml` does not say.
  private let baseURL: String?
  private var notes: [StatementID: DebateRecord.StatementNote] = [:]
  private var renamed: [StatementID: StatementID] = [:]
  private var linksTo: [StatementID: [LinkEntry]] = [:]
  private var linksFrom: [StatementID: [LinkEntry]] = [:]

  init(_ store: Store, baseURL: String?) throws {
    self.store = store
    self.baseURL = baseURL
    names = Dictionary(
      try store.people().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    for part in try store.debateRecord().parts { add(part) }
  }

  private mutating func add(_ part: DebateRecord.Part) {
    for note in part.statements where notes[note.id] == nil {
      notes[note.id] = note
      for former in note.formerIDs where renamed[former] == nil { renamed[former] = note.id }
    }
    for link in part.links {
      // Maps show no posts, so the anchor does not matter.
      guard let entry = LinkEntry(link, among: part.links, thread: part.thread, anchor: "1") else {
        continue
      }
      linksTo[entry.target, default: []].append(entry)
      for premise in Set(entry.premises) { linksFrom[premise, default: []].append(entry) }
    }
  }

  /// The argument around a statement, a crux or one of its answers.
  func map(of id: StatementID) -> FocusMap {
    let root = statement(id) ?? id
    return FocusMap(
      of: root, in: source, targets: ([root] + answers(of: root)).flatMap { linksFrom[$0] ?? [] })
  }

  /// What a map shows of a node.
  func entry(of node: ArgumentTree.Node) -> MapEntry {
    let known = statement(node.id) ?? node.id
    guard let found = try? store.listedStatement(known) else {
      return MapEntry(kind: .claim, words: node.id.rawValue, holder: nil, reference: nil)
    }
    var words = found.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if words.isEmpty { words = (try? store.words(of: known)) ?? node.id.rawValue }
    if node.id != known, let key = node.id.pole?.key { words = "\(key) to: \(words)" }
    return MapEntry(
      kind: found.kind, words: words, holder: found.holder.map { names[$0] ?? $0.rawValue },
      reference: baseURL.map { $0 + "/" + page(of: found).path })
  }

  /// The same for a box, which shows no id: an answer begins with its key.
  func boxEntry(of node: ArgumentTree.Node) -> MapEntry {
    var shown = entry(of: node)
    if let key = node.id.pole?.key, statement(node.id) == node.id {
      shown.words = "\(key): \(shown.words)"
    }
    if let key = node.answer?.pole?.key { shown.words += " (needs the answer '\(key)')" }
    return shown
  }

  private func page(of found: ListedStatement) -> PageAddress {
    if found.id.isTemporary { return .thread(found.thread) }
    if let crux = found.id.pole?.crux { return .crux(crux) }
    return found.kind == .crux ? .crux(found.id) : .claim(found.id)
  }

  private var source: ArgumentSource {
    ArgumentSource(statement: statement, answers: answers(of:), links: { linksTo[$0] ?? [] })
  }

  private func statement(_ id: StatementID) -> StatementID? {
    if notes[id] != nil { return id }
    if let now = renamed[id] { return now }
    return id.pole.flatMap { statement($0.crux) }
  }

  private func answers(of id: StatementID) -> [StatementID] {
    guard let note = notes[id], note.kind == .crux else { return [] }
    return note.hasRivalPoles ? note.poles : [id.pole("yes"), id.pole("no")]
  }
}
