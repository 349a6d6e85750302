import CruxModel

/// Makes the index that the search box of the site reads: small classic scripts, each handing one
/// piece of text over, because nothing else can be loaded by a page opened from a folder.
///
/// Threads come one after the other in the order of the site; what is held of them is packed, about
/// a byte and a half for each different word of a post. `docs/search-index.md` describes the files.
package struct SearchIndexBuilder {
  private let limits: SearchLimits
  private let isCut: Bool
  private var terms = TermTable(capacity: 1 << 16)
  private var streams: [PostingStream] = []
  private var documents = DocumentTable()
  private var records: RecordShards
  private var filters = FilterLists()
  private var stamp = ContentStamp()
  private var merge: TermMerge
  private var hasFilters = false

  /// - Parameter sourceBytes: of all threads together.
  package init(sourceBytes: Int) { self.init(sourceBytes: sourceBytes, limits: SearchLimits()) }

  init(sourceBytes: Int, limits: SearchLimits) {
    self.limits = limits
    isCut = limits.isCut(sourceBytes: sourceBytes)
    records = RecordShards(cutter: limits.records)
    merge = TermMerge(cutter: limits.terms)
  }

  /// How many bytes of a post are kept to be shown; nil for all of them.
  package var openingLength: Int? { limits.openingLength(isCut: isCut) }

  /// - Parameter emit: takes each file as soon as it is whole.
  package mutating func add<Failure: Error>(
    _ thread: SearchThread, outline: CorpusOutline, emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    let first = documents.count
    for document in thread.documents { filters.add(document, at: documents.add(document)) }
    filters.add(thread, documents: first..<documents.count)
    let item = ThreadRecords(thread, name: outline.name(of:)).item
    if let full = records.add(item, count: thread.documents.count) { try emit(handed(full)) }
    for term in 0..<thread.terms.count {
      let number = thread.terms.withTerm(term) { terms.number(of: $0) }
      if number == streams.count { streams.append(PostingStream()) }
      thread.withPlaces(ofTerm: term) { streams[number].add($0, first: first) }
    }
  }

  /// Makes what is left, the root of the index last.
  package mutating func finish<Failure: Error>(
    outline: CorpusOutline, standing: [Standing: [StatementID]],
    emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    for job in termJobs() {
      for file in add(job(), outline: outline, standing: standing) { try emit(file) }
    }
    for file in finish(outline: outline, standing: standing) { try emit(file) }
  }

  /// What makes the lines of all terms, in order, once all threads are added: each hands them to
  /// `add(_:outline:standing:)`.
  package func termJobs() -> [TermJob] {
    let form = limits.form(bits: levelBits, documents.totals)
    let (order, terms, streams, documents) = (sortedTerms(), terms, streams, documents)
    return stride(from: 0, to: order.count, by: 256).map { start in
      {
        order[start..<min(start + 256, order.count)].map { number in
          let key = Array(terms.term(number))
          let lines = form.lines(key, documents.places(streams[number], form.levels))
          return TermLine(key: key, line: lines.line.item, rest: lines.rest?.item)
        }
      }
    }
  }

  /// Takes the next lines; returns the files that are whole.
  package mutating func add(
    _ lines: [TermLine], outline: CorpusOutline, standing: [Standing: [StatementID]]
  ) -> [SitePage] {
    addFilters(outline, standing)
    return lines.flatMap { merge.add($0) }.map { handed($0) }
  }

  /// The files that are left when all lines are added.
  package mutating func finish(
    outline: CorpusOutline, standing: [Standing: [StatementID]]
  ) -> [SitePage] {
    addFilters(outline, standing)
    (streams, terms) = ([], TermTable())
    var files = merge.finish()
    if let last = records.finish() { files.append(last) }
    files.append(SearchFile("dates", documents.dates()))
    files.append(SearchFile("people", people(outline)))
    var pages = files.map { handed($0) }
    var root = RootText(totals: documents.totals, levelBits: levelBits, isCut: isCut)
    root.firstTerms = merge.firstTerms
    root.firstDocuments = records.firstDocuments
    root.stamp = stamp
    pages.append(handed(SearchFile("root", root.bytes)))
    return pages
  }

  private var levelBits: Int { isCut ? 1 : 3 }

  /// Adds the lines of all filters, once, and lets go of what they are made from.
  private mutating func addFilters(
    _ outline: CorpusOutline, _ standing: [Standing: [StatementID]]
  ) {
    guard !hasFilters else { return }
    hasFilters = true
    filters.addRelations(of: outline, standing: standing)
    merge.others = filters.lines
    filters = FilterLists()
  }

  private mutating func handed(_ file: SearchFile) -> SitePage {
    stamp.add(file)
    return SitePage(file)
  }

  /// Numbers of terms in the order in which JavaScript compares strings.
  private func sortedTerms() -> [Int] {
    var order = Array(0..<terms.count)
    order.sort { left, right in
      terms.withTerm(left) { left in
        terms.withTerm(right) { right in precedesInUTF16(left, right) }
      }
    }
    return order
  }

  /// One line a person: id, shown name, other names, with tabs between.
  private func people(_ outline: CorpusOutline) -> [UInt8] {
    var text: [UInt8] = []
    for id in outline.everybody {
      let person = outline.people.person(id)
      if !text.isEmpty { text.append(0x0A) }
      text += fieldText(id.rawValue)
      for name in [person.name] + person.aliases where name != id.rawValue {
        text += [0x09] + fieldText(name)
      }
    }
    return text
  }
}

/// How much goes into what; only tests have others.
struct SearchLimits {
  var terms = FileCutter.terms
  var records = FileCutter.records
  var longest = SearchLineForm.longest
  var kept = SearchLineForm.kept
  /// From which size of all threads only the beginnings of posts are kept to be shown.
  var wholeBytes = 16 << 20

  func isCut(sourceBytes: Int) -> Bool { sourceBytes > wholeBytes }

  func openingLength(isCut: Bool) -> Int? { isCut ? 40 : nil }

  func form(bits: Int, _ totals: SearchTotals) -> SearchLineForm {
    SearchLineForm(
      levels: SearchLevels(bits: bits, averages: totals.averages), longest: longest, kept: kept)
  }
}

/// Whether the UTF-8 text comes first when compared by UTF-16 units, as JavaScript does.
func precedesInUTF16(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  let length = min(left.count, right.count)
  for index in 0..<length where left[index] != right[index] {
    // Beyond the first plane a character is two surrogates, which come before U+E000.
    let (a, b) = (left[index], right[index])
    if a >= 0xEE, b >= 0xEE, (a >= 0xF0) != (b >= 0xF0) { return a >= 0xF0 }
    return a < b
  }
  return left.count < right.count
}

extension [UInt8] {
  func precedesInUTF16(_ other: [UInt8]) -> Bool {
    withUnsafeBytes { left in
      other.withUnsafeBytes { CruxSite.precedesInUTF16(left, $0) }
    }
  }
}

/// One file of the index: `cruxbook.part(name, text)`.
struct SearchFile {
  let name: String
  let text: [UInt8]

  /// - Parameter text: with what a template literal reads escaped.
  init(_ name: String, _ text: [UInt8]) {
    self.name = name
    self.text = text
  }

  init(_ name: String, _ text: ArraySlice<UInt8>) { self.init(name, Array(text)) }

  /// Reads `bytes`; nil where they are something else.
  init?(_ name: String, bytes: [UInt8]) {
    let empty = SearchFile(name, []).bytes
    let head = empty.dropLast(Self.end.count)
    guard bytes.count >= empty.count, bytes.starts(with: head), bytes.suffix(4) == Self.end[...]
    else { return nil }
    self.init(name, bytes[head.count..<bytes.count - Self.end.count])
  }

  private static let end = Array("`);\n".utf8)

  var address: PageAddress { PageAddress("search/\(name).js") }

  var bytes: [UInt8] {
    var bytes = Array("cruxbook.part(\"\(name)\",`".utf8)
    bytes.reserveCapacity(text.count + 40)
    bytes += text
    bytes += Self.end
    return bytes
  }
}
