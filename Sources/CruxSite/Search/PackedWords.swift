/// What the index holds of one thread's words, as a few bytes to be kept until the thread changes: what
/// is to be taken out of the index then.
///
///     8 bytes         a number made from all that places in the index depend on but words
///     documents       their number; for each 1 where it has own words, 2 where it has quotes
///     terms           their number; for each its length and bytes, how many places it has, and for
///                     each the document times eight, twice the field and 1 where it stands there more
///                     than once; then how often
///
/// Numbers have seven bits a byte, the lowest first.
package struct PackedWords {
  package private(set) var bytes: [UInt8] = []

  package init(_ thread: SearchThread) {
    withUnsafeBytes(of: Self.shape(of: thread).littleEndian) { bytes += $0 }
    bytes.appendPacked(thread.documents.count)
    for document in thread.documents {
      bytes.append((document.hasOwnWords ? 1 : 0) | (document.hasQuotes ? 2 : 0))
    }
    putTerms(of: thread)
  }

  private mutating func putTerms(of thread: SearchThread) {
    bytes.reserveCapacity(bytes.count + thread.terms.count * 14)
    bytes.appendPacked(thread.terms.count)
    for term in 0..<thread.terms.count {
      thread.terms.withTerm(term) { text in
        bytes.appendPacked(text.count)
        bytes.append(contentsOf: text)
      }
      thread.withPlaces(ofTerm: term) { places in
        bytes.appendPacked(places.count)
        for place in places { put(place) }
      }
    }
  }

  private mutating func put(_ place: SearchThread.Place) {
    let isMany = place.count > 1
    bytes.appendPacked(
      place.document << 3 | Int(place.field.rawValue) << 1 | (isMany ? 1 : 0))
    if isMany { bytes.appendPacked(Int(place.count)) }
  }

  /// Made from kinds, authors and times of the documents, and names and topics of the thread: all that
  /// decides, besides words, where a thread stands in the index.
  private static func shape(of thread: SearchThread) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0x100) &* 0x100_0000_01B3
    }
    for name in thread.names + thread.topics.sorted() { mix(name.utf8) }
    for document in thread.documents {
      mix((document.statement?.rawValue ?? "").utf8)
      mix((document.kind?.rawValue ?? "").utf8)
      mix((document.author?.rawValue ?? "").utf8)
      mix([document.isQuoted ? 1 : 0, document.hasReply ? 1 : 0])
      mix(String(document.time ?? .min).utf8)
    }
    return hash
  }
}

/// The words of one thread, by term.
struct UnpackedWords {
  struct Posting {
    var document: Int
    var field: SearchThread.Field
    var count: Int
  }

  private(set) var shape: UInt64 = 0
  private(set) var hasOwnWords: [Bool] = []
  private(set) var hasQuotes: [Bool] = []
  private(set) var terms: [[UInt8]: [Posting]] = [:]
  /// How many terms each document holds.
  private(set) var lengths: [Int] = []

  /// Nil for what `PackedWords` did not write.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 8 else { return nil }
    shape = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    var rest = bytes.dropFirst(8)
    guard let documents = Self.number(&rest), documents <= rest.count else { return nil }
    let flags = rest.prefix(documents)
    rest = rest.dropFirst(documents)
    hasOwnWords = flags.map { $0 & 1 != 0 }
    hasQuotes = flags.map { $0 & 2 != 0 }
    lengths = Array(repeating: 0, count: documents)
    guard let count = Self.number(&rest) else { return nil }
    for _ in 0..<count {
      guard let length = Self.number(&rest), length <= rest.count else { return nil }
      let term = Array(rest.prefix(length))
      rest = rest.dropFirst(length)
      guard let postings = postings(&rest) else { return nil }
      terms[term] = postings
    }
  }

  private mutating func postings(_ rest: inout ArraySlice<UInt8>) -> [Posting]? {
    guard let count = Self.number(&rest) else { return nil }
    var postings: [Posting] = []
    for _ in 0..<count {
      guard let head = Self.number(&rest), head >> 3 < lengths.count,
        let field = SearchThread.Field(rawValue: UInt8(head >> 1 & 3)),
        let times = head & 1 == 1 ? Self.number(&rest) : 1, times <= UInt32.max
      else { return nil }
      lengths[head >> 3] += times
      postings.append(Posting(document: head >> 3, field: field, count: times))
    }
    return postings
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    var number = 0
    var shift = 0
    while let byte = rest.popFirst(), shift < 56 {
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }
}
