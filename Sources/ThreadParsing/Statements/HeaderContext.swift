import CruxModel

/// A header, pole or mark that counts, and what it added to the thread.
struct Entry {
  enum Role {
    case header(Label)
    case mark(Label)
    case pole
  }

  var role: Role
  /// The statement it defines or uses; for a stance its target. Nil where there is none.
  var id: StatementID?
  /// For a stance on several statements, the targets after that one.
  var furtherIDs: [StatementID] = []
  /// Index of the statement it defines.
  var statement: Int?
  /// Indices of the links it adds.
  var links: [Int] = []

  var label: Label? {
    switch role {
    case .header(let label), .mark(let label): label
    case .pole: nil
    }
  }

  /// For a stance its targets, else the statement it defines or uses.
  var ids: [StatementID] { id.map { [$0] + furtherIDs } ?? [] }

  /// Whether an `And` can join it.
  var isJoinable: Bool { label == .because || label == .and || label == .rebuttal }
}

/// A container around the place where the walk is: the post, a list, an item or a quote.
struct Frame {
  var kind: ContentNode.Kind
  /// The index after its last node.
  var end: Int
  /// For a list and its items: the entry that the items are nested under.
  var owner: Int?
  /// For a list right under a crux, and its items: the entry of the crux.
  var crux: Int?
  /// For an item: its first entry.
  var first: Int?
  /// The last entry of the paragraph just before, where nothing else stands between.
  var last: Int?
  /// The nearest entry that an `And` can join.
  var joinable: Int?
  /// The statement that later paragraphs of the item belong to as detail.
  var detailed: Int?

  init(kind: ContentNode.Kind, end: Int, owner: Int? = nil, crux: Int? = nil) {
    self.kind = kind
    self.end = end
    self.owner = owner
    self.crux = crux
  }
}
