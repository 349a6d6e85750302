import CruxModel

/// The words of the index.
struct Vocabulary {
  private let connection: Connection
  private let tokenizer: WordTokenizer
  /// Which of the words are looked at, step by step until one is near.
  private let steps: [Step]

  private struct Step {
    var table: String
    /// How many letters of the stem they begin with.
    var letters: Int
  }

  init(_ connection: Connection) throws(StoreError) {
    self.connection = connection
    tokenizer = try connection.wordTokenizer()
    try connection.execute(
      """
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.posts_words USING fts5vocab(main, posts_text, row);
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.newest_words
        USING fts5vocab(main, newest_posts_text, row);
      """)
    let isApart =
      try connection.first("SELECT 1 FROM newest_threads WHERE content = 'posts' LIMIT 1") {
        (_) in true
      } ?? false
    let words = isApart ? "newest_words" : "posts_words"
    steps =
      [Step(table: words, letters: 1), Step(table: words, letters: 0)]
      + (isApart ? [Step(table: "posts_words", letters: 2)] : [])
  }

  /// Up to three words of the index within two edits, the nearest and then the most frequent
  /// first, as somebody wrote them. The index keeps stems, and a slip may change the stem: so a
  /// stem that opens the word is looked at too, and spellings decide.
  ///
  /// To read a word FTS5 reads every place where it stands, so that all words of all posts take as
  /// long as reading the index: of many posts only the newest are asked for all their words.
  func nearest(to word: String) throws(StoreError) -> [String] {
    let typed = word.lowercased()
    for step in steps {
      let near = try words(near: typed) { (stem) throws(StoreError) in
        let first = String(String.UnicodeScalarView(stem.unicodeScalars.prefix(step.letters)))
        return try candidates(stem, typed, step.table, from: first)
      }
      if !near.isEmpty { return near }
    }
    return []
  }

  private func words(
    near typed: String, _ candidates: (String) throws(StoreError) -> [Candidate]
  ) throws(StoreError) -> [String] {
    var found: [Candidate] = []
    for stem in Set(stems(of: typed)).sorted() { found += try candidates(stem) }
    found.sort { ($0.distance, $1.documents, $0.term) < ($1.distance, $0.documents, $1.term) }
    var words: [Candidate] = []
    for candidate in found.prefix(12) {
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
    _ stem: String, _ typed: String, _ table: String, from first: String
  ) throws(StoreError) -> [Candidate] {
    let limit = limit(typed)
    let length = stem.utf8.count
    let (ofStem, ofTyped) = (Letters(stem.utf8), Letters(typed.utf8))
    var found: [Candidate] = []
    try connection.each(
      "SELECT term, doc FROM temp.\(table) WHERE term >= ?1 AND term <= ?2",
      [.text(first), .text(first + "\u{10FFFF}")]
    ) { (row) in
      let (count, letters) = row.withBytes(0) { ($0.count, Letters($0)) }
      // An edit changes at most two letters, and brings at most one that was not there.
      guard count <= length + limit, 2 * count >= length,
        ofStem.differing(from: letters) <= 2 * limit || ofTyped.missing(of: letters) <= 1
      else { return true }
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

  /// What the index would keep of the word.
  private func stems(of word: String) -> [String] {
    tokenizer.terms(of: word).prefix(4).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A stem as some posts spell it.
  private func spellings(of stem: String) throws(StoreError) -> [String] {
    let quoted = "\"" + stem.split(separator: "\"").joined() + "\""
    var spellings: Set<String> = []
    try connection.each(
      """
      SELECT p.words FROM (SELECT rowid FROM posts_text WHERE posts_text MATCH ? LIMIT 20) AS found
      JOIN posts AS p ON p.key = found.rowid
      """, [.text("words : " + quoted)]
    ) { (row) in
      row.withBytes(0) { text in
        tokenizer.each(text) { term, range in
          guard term.elementsEqual(stem.utf8) else { return }
          spellings.insert(String(decoding: text[range], as: UTF8.self).lowercased())
        }
      }
      return true
    }
    return spellings.sorted()
  }
}

/// Which letters a word holds, for ruling out most words that cannot be near without comparing them.
private struct Letters {
  private var bits: UInt64 = 0

  init(_ bytes: some Sequence<UInt8>) { for byte in bytes { bits |= 1 << UInt64(byte & 63) } }

  /// How many letters only one of the two holds.
  func differing(from other: Letters) -> Int { (bits ^ other.bits).nonzeroBitCount }

  /// How many letters of the other this one does not hold.
  func missing(of other: Letters) -> Int { (other.bits & ~bits).nonzeroBitCount }
}
