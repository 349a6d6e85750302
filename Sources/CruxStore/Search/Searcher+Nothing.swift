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
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.statements_words
        USING fts5vocab(main, statements_text, row);
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed
        USING fts5(word, tokenize='porter unicode61 remove_diacritics 2');
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed_words USING fts5vocab(temp, typed, row);
      """)
  }

  /// Up to three words of the index within two edits, the nearest and then the most frequent
  /// first, as somebody wrote them. The index keeps stems, and a slip may change the stem: so a
  /// stem that opens the word is looked at too, and spellings decide.
  ///
  /// Going through all words of all posts takes as long as reading the index: words of posts are
  /// looked at that begin alike, and only where none is near, those of statements.
  func nearest(to word: String) throws(StoreError) -> [String] {
    let typed = word.lowercased()
    let near = try words(near: typed) { (stem) throws(StoreError) in
      guard let first = stem.unicodeScalars.first else { return [] }
      return try candidates(stem, typed, "posts_words", from: String(first))
    }
    if !near.isEmpty { return near }
    return try words(near: typed) { (stem) throws(StoreError) in
      try candidates(stem, typed, "statements_words")
    }
  }

  private func words(
    near typed: String, _ candidates: (String) throws(StoreError) -> [Candidate]
  ) throws(StoreError) -> [String] {
    var found: [Candidate] = []
    for stem in try stems(of: typed) { found += try candidates(stem) }
    found.sort { ($0.distance, $1.documents, $0.term) < ($1.distance, $0.documents, $1.term) }
    var words: [Candidate] = []
    for candidate in found.prefix(24) {
      for spelling in try spellings(of: candidate.term)
      where !words.contains(where: { $0.term == spelling }) {
        guard let distance = editDistance(typed, spelling, limit: limit(typed)) else { continue }
        words.append(Candidate(distance: distance, documents: candidate.documents, term: spelling))
      }
    }
    words.sort { ($0.distance, $1.documents, $0.term) < ($1.distance, $0.documents, $1.term) }
    return words.prefix(3).map(\.term)
  }

  private struct Candidate {
    var distance: Int
    var documents: Int
    var term: String
  }

  private func limit(_ word: String) -> Int { word.count < 5 ? 1 : 2 }

  /// Words of the table near the stem, or near the opening of what was typed: all, or those that
  /// begin with a letter.
  private func candidates(
    _ stem: String, _ typed: String, _ table: String, from first: String = ""
  ) throws(StoreError) -> [Candidate] {
    let limit = limit(typed)
    let length = stem.utf8.count
    var found: [Candidate] = []
    try connection.each(
      "SELECT term, doc FROM temp.\(table) WHERE term >= ?1 AND term <= ?2",
      [.text(first), .text(first + "\u{10FFFF}")]
    ) { (row) in
      let count = row.withBytes(0) { $0.count }
      guard count <= length + limit, 2 * count >= length else { return true }
      let term = row.text(0)
      guard term != stem else { return true }
      let opening = String(decoding: typed.utf8.prefix(count), as: UTF8.self)
      if let distance = editDistance(stem, term, limit: limit)
        ?? editDistance(opening, term, limit: 1)
      {
        found.append(Candidate(distance: distance, documents: row.integer(1), term: term))
      }
      return true
    }
    return found
  }

  /// What the index would keep of the word: FTS5 stems it for us.
  private func stems(of word: String) throws(StoreError) -> [String] {
    try connection.run("DELETE FROM temp.typed")
    try connection.run("INSERT INTO temp.typed VALUES (?)", [.text(word)])
    return try connection.rows("SELECT term FROM temp.typed_words LIMIT 4") { (row) in row.text(0) }
  }

  /// A stem as some posts spell it.
  private func spellings(of stem: String) throws(StoreError) -> [String] {
    let quoted = "\"" + stem.split(separator: "\"").joined() + "\""
    let marked = try connection.rows(
      """
      SELECT highlight(posts_text, 1, char(2), char(3)) FROM posts_text
      WHERE posts_text MATCH ? LIMIT 5
      """, [.text("words : " + quoted)]
    ) { (row) in MarkedText(highlighted: row.text(0)) }
    let words = marked.flatMap(\.runs).filter(\.isMarked).map { $0.text.lowercased() }
    return Array(Set(words)).sorted()
  }
}
