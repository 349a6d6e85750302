import CruxModel

/// What may help when nothing is found.
extension Searcher {
  func explainNothing(_ result: inout SearchResult) throws(StoreError) {
    if !result.unknownWords.isEmpty {
      let vocabulary = try Vocabulary(connection)
      for index in result.unknownWords.indices {
        let word = result.unknownWords[index].word
        result.unknownWords[index].nearest = try vocabulary.nearest(to: word)
      }
    }
    for filter in request.query.filters {
      var other = request
      other.query = request.query.without(filter)
      other.limit = 1
      let matched = try Searcher(connection: connection, request: other).search().matched
      if matched > 0 {
        result.emptyingFilters.append(.init(filter: filter, matchedWithout: matched))
      }
    }
  }
}

/// The words of the index.
struct Vocabulary {
  private let connection: Connection

  init(_ connection: Connection) throws(StoreError) {
    self.connection = connection
    try connection.execute(
      """
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.posts_words USING fts5vocab(main, posts_text, row);
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed
        USING fts5(word, tokenize='porter unicode61 remove_diacritics 2');
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed_words USING fts5vocab(temp, typed, row);
      """)
  }

  /// Up to three words of the index within two edits, the nearest and then the most frequent
  /// first, as somebody wrote them.
  func nearest(to word: String) throws(StoreError) -> [String] {
    let limit = word.count < 4 ? 1 : 2
    var found: [(distance: Int, documents: Int, stem: String)] = []
    for stem in try stems(of: word) {
      try connection.each("SELECT term, doc FROM temp.posts_words WHERE term <> ?", [.text(stem)]) {
        (row) in
        let length = row.withBytes(0) { $0.count }
        guard abs(length - stem.utf8.count) <= limit else { return true }
        let term = row.text(0)
        if let distance = editDistance(stem, term, limit: limit) {
          found.append((distance, row.integer(1), term))
        }
        return true
      }
    }
    found.sort { ($0.distance, $1.documents, $0.stem) < ($1.distance, $0.documents, $1.stem) }
    var words: [String] = []
    for candidate in found.prefix(3) { words.append(try spelling(of: candidate.stem)) }
    return words
  }

  /// What the index would keep of the word: FTS5 stems it for us.
  private func stems(of word: String) throws(StoreError) -> [String] {
    try connection.run("DELETE FROM temp.typed")
    try connection.run("INSERT INTO temp.typed VALUES (?)", [.text(word)])
    return try connection.rows("SELECT term FROM temp.typed_words LIMIT 4") { (row) in row.text(0) }
  }

  /// A stem as some post spells it.
  private func spelling(of stem: String) throws(StoreError) -> String {
    let quoted = "\"" + stem.split(separator: "\"").joined() + "\""
    let marked = try connection.first(
      """
      SELECT highlight(posts_text, 1, char(2), char(3)) FROM posts_text
      WHERE posts_text MATCH ? LIMIT 1
      """, [.text("words : " + quoted)]
    ) { (row) in MarkedText(highlighted: row.text(0)) }
    return marked?.runs.first { $0.isMarked }?.text.lowercased() ?? stem
  }
}
