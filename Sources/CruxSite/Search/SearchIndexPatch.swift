import CruxModel

/// Changes an index where only words of a few threads changed, so that it has the bytes of one made
/// anew: takes the threads' words out of the lines that held them, puts the new ones in, and writes
/// those files again that hold such lines.
package struct SearchIndexPatch {
  private let limits: SearchLimits
  private var files: SearchFiles
  private var totals: SearchTotals
  private var changes: [Change] = []

  fileprivate struct Change {
    var documents: Range<Int>
    var thread: SearchThread
    var old: UnpackedWords
    var new: UnpackedWords
    var records: CutItem
  }

  /// What became of the files.
  package struct Result {
    package var files: [SitePage] = []
    package var removed: [PageAddress] = []
  }

  /// Nil where there is no index that may be changed.
  ///
  /// - Parameters:
  ///   - sourceBytes: of all threads together.
  ///   - read: the bytes of a file of the index; nil where there is none.
  package init?(sourceBytes: Int, read: @escaping (PageAddress) -> [UInt8]?) {
    self.init(sourceBytes: sourceBytes, limits: SearchLimits(), read: read)
  }

  init?(
    sourceBytes: Int, limits: SearchLimits, read: @escaping (PageAddress) -> [UInt8]?
  ) {
    guard let files = SearchFiles(read: read),
      files.root.isCut == limits.isCut(sourceBytes: sourceBytes)
    else { return nil }
    self.limits = limits
    self.files = files
    totals = files.root.totals
  }

  package var openingLength: Int? { limits.openingLength(isCut: files.root.isCut) }

  /// Puts a thread in the place of what it was.
  ///
  /// - Parameters:
  ///   - packed: `PackedWords` of what it was.
  ///   - first: how many documents come before those of the thread.
  /// - Returns: false where more than words changed.
  package mutating func replace(
    _ packed: [UInt8], by thread: SearchThread, first: Int, outline: CorpusOutline
  ) -> Bool {
    guard let old = UnpackedWords(packed), let new = UnpackedWords(PackedWords(thread).bytes),
      old.shape == new.shape, old.lengths.count == new.lengths.count
    else { return false }
    for (index, document) in thread.documents.enumerated() {
      totals.add(
        documents: 0, terms: new.lengths[index] - old.lengths[index],
        isPost: document.statement == nil)
    }
    changes.append(
      Change(
        documents: first..<first + thread.documents.count, thread: thread, old: old, new: new,
        records: ThreadRecords(thread, name: outline.name(of:)).item))
    return true
  }

  /// Terms to change above which a whole index is made in less time.
  private static let mostTerms = 2_000

  /// Nil where the index has to be made anew.
  package consuming func result() -> Result? {
    var terms = 0
    // How well a term answers depends on how long documents are on average.
    guard totals.averages == files.root.totals.averages else { return nil }
    let form = limits.form(bits: files.root.levelBits, totals)
    for change in changes {
      guard files.replaceRecords(change.records, first: change.documents.lowerBound) else {
        return nil
      }
      let places = change.places(form.levels)
      terms += places.count
      guard terms <= Self.mostTerms else { return nil }
      for (key, places) in places {
        guard files.replace(places, of: key, in: change.documents, form) else { return nil }
      }
      for (name, old, new) in [
        ("words", change.old.hasOwnWords, change.new.hasOwnWords),
        ("quotes", change.old.hasQuotes, change.new.hasQuotes),
      ] where old != new {
        guard files.replace(new, ofFilter: name, in: change.documents) else { return nil }
      }
    }
    return files.result(totals: totals, limits)
  }
}

extension SearchIndexPatch.Change {
  /// The places of terms in the thread, where they are not what they were; in any order.
  fileprivate func places(_ levels: SearchLevels) -> [([UInt8], [[TermPlace]])] {
    Set(old.terms.keys).union(new.terms.keys).compactMap { key in
      let now = places(of: new.terms[key] ?? [], new.lengths, levels)
      return now == places(of: old.terms[key] ?? [], old.lengths, levels) ? nil : (key, now)
    }
  }

  private func places(
    of postings: [UnpackedWords.Posting], _ lengths: [Int], _ levels: SearchLevels
  ) -> [[TermPlace]] {
    var lists: [[TermPlace]] = [[], [], []]
    for posting in postings {
      let level = levels.level(
        count: posting.count, in: posting.field, length: lengths[posting.document])
      var place = TermPlace(document: documents.lowerBound + posting.document, level: level)
      if let kind = thread.documents[posting.document].kind {
        place.kind = Int(kind.searchCode)
        place.number = thread.number(ofStatement: posting.document)
      }
      lists[Int(posting.field.rawValue)].append(place)
    }
    return lists
  }
}

extension SearchThread {
  /// Of a document that is a statement, its number in the post from 1.
  fileprivate func number(ofStatement document: Int) -> Int {
    var number = 0
    while document >= number, documents[document - number].statement != nil { number += 1 }
    return number
  }
}
