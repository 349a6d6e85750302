import CruxModel

/// Makes the index that the search box of the site reads: small classic scripts, each handing one
/// piece of text over, because nothing else can be loaded by a page opened from a folder.
///
/// Threads come one after the other in the order of the site; what is held of them is packed, about
/// a byte and a half for each different word of a post. `docs/search-index.md` describes the files.
package struct SearchIndexBuilder {
  /// From which size of all threads only the beginnings of posts are kept to be shown.
  static let wholeLimit = 16 << 20

  private let isCut: Bool
  private var terms = TermTable(capacity: 1 << 16)
  private var streams: [PostingStream] = []
  private var documents = DocumentTable()
  private var records: RecordShards
  private var filters = FilterLists()
  private var stamp = ContentStamp()

  /// - Parameter sourceBytes: of all threads together.
  package init(sourceBytes: Int) {
    isCut = sourceBytes > Self.wholeLimit
    records = RecordShards()
  }

  /// How many bytes of a post are kept to be shown; nil for all of them.
  package var openingLength: Int? { isCut ? 40 : nil }

  /// - Parameter emit: takes each file as soon as it is whole.
  package mutating func add<Failure: Error>(
    _ thread: SearchThread, outline: CorpusOutline, emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    let first = documents.count
    if let full = records.begin(thread.header, at: first) { try hand(full, emit) }
    for document in thread.documents {
      records.add(document, name: document.author.map(outline.name(of:)))
      filters.add(document, at: documents.add(document))
    }
    filters.add(thread, documents: first..<documents.count)
    let numbers = (0..<thread.terms.count).map { local in
      thread.terms.withTerm(local) { terms.number(of: $0) }
    }
    while streams.count < terms.count { streams.append(PostingStream()) }
    for posting in thread.postings {
      streams[numbers[Int(posting.term)]].add(
        first + Int(posting.document), posting.field, count: Int(posting.count))
    }
  }

  /// Makes what is left, the root of the index last.
  package mutating func finish<Failure: Error>(
    outline: CorpusOutline, standing: [Standing: [StatementID]],
    emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    if let last = records.finish() { try hand(last, emit) }
    filters.addRelations(of: outline, standing: standing)
    let levels = SearchLevels(bits: isCut ? 1 : 3)
    var shards = TermShards(documents: documents, levels: levels)
    for entry in sortedEntries() {
      switch entry {
      case .term(let number): shards.add(terms.term(number), streams[number])
      case .filter(let name, let lists): shards.add(filter: name, lists)
      }
      for file in shards.takeFull() { try hand(file, emit) }
    }
    for file in shards.finish() { try hand(file, emit) }
    try hand(SearchFile("dates", documents.dates()), emit)
    try hand(SearchFile("people", people(outline)), emit)
    var root = RootText(documents: documents, levels: levels)
    root.isCut = isCut
    root.firstTerms = shards.firstTerms
    root.firstDocuments = records.firstDocuments
    root.stamp = stamp.text
    try hand(SearchFile("root", root.bytes), emit)
  }

  private mutating func hand<Failure: Error>(
    _ file: SearchFile, _ emit: (SitePage) throws(Failure) -> Void
  ) throws(Failure) {
    let bytes = file.bytes
    stamp.add(bytes)
    try emit(SitePage(address: file.address, bytes: bytes))
  }

  private enum Entry {
    case term(Int)
    case filter(String, [DocumentRuns])
  }

  /// Terms and filters in the order in which JavaScript compares strings.
  private func sortedEntries() -> [Entry] {
    var order = Array(0..<terms.count)
    order.sort { left, right in
      terms.withTerm(left) { left in
        terms.withTerm(right) { right in precedesInUTF16(left, right) }
      }
    }
    // A filter's name begins with ':', which comes behind the digits and before all letters.
    let split = order.firstIndex { terms.term($0).first ?? 0 > UInt8(ascii: ":") } ?? order.count
    return order[..<split].map(Entry.term)
      + filters.sorted.map { Entry.filter($0.name, $0.lists) } + order[split...].map(Entry.term)
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

/// One file of the index: `cruxbook.part(name, text)`.
struct SearchFile {
  let name: String
  let text: [UInt8]

  /// - Parameter text: with what a template literal reads escaped.
  init(_ name: String, _ text: [UInt8]) {
    self.name = name
    self.text = text
  }

  var address: PageAddress { PageAddress("search/\(name).js") }

  var bytes: [UInt8] {
    var bytes = Array("cruxbook.part(\"\(name)\",`".utf8)
    bytes.reserveCapacity(text.count + 40)
    bytes += text
    bytes += "`);\n".utf8
    return bytes
  }
}

/// A number made from everything written, so that a browser never mixes files of two builds.
private struct ContentStamp {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= bytes.count {
        mix(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian)
        index += 8
      }
      while index < bytes.count {
        mix(UInt64(bytes[index]))
        index += 1
      }
    }
  }

  var text: String { String(hash, radix: 36) }

  private mutating func mix(_ word: UInt64) {
    hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 29
  }
}
