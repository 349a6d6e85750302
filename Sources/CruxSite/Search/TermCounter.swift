/// Counts the terms of one thread, field after field.
struct TermCounter {
  private let read: TermReader
  private(set) var terms = TermTable(capacity: 512)
  private var postings: [(term: UInt32, place: SearchThread.Place)] = []
  /// For each term the posting it was counted in last.
  private var latest: [Int] = []
  private var document = 0
  private var field = SearchThread.Field.own
  /// The first posting of the field.
  private var first = 0
  private var length = 0

  init(read: @escaping TermReader) { self.read = read }

  /// Goes on to a field: those of a document one after the other, documents in order.
  mutating func begin(_ document: Int, _ field: SearchThread.Field) {
    self.document = document
    self.field = field
    first = postings.count
  }

  /// Counts the terms of a text of the field.
  mutating func count(_ text: [UInt8]) {
    read(text) { term in
      length += 1
      let number = terms.number(of: term)
      if number == latest.count { latest.append(-1) }
      if latest[number] >= first {
        postings[latest[number]].place.count += 1
      } else {
        latest[number] = postings.count
        postings.append((UInt32(number), SearchThread.Place(document: document, field: field)))
      }
    }
  }

  /// How many terms were counted since it was asked last.
  mutating func takeLength() -> Int {
    defer { length = 0 }
    return length
  }

  /// All places, those of one term behind each other, and where those of each term end.
  func placesByTerm() -> (places: [SearchThread.Place], ends: [Int]) {
    var ends = [Int](repeating: 0, count: terms.count)
    for posting in postings { ends[Int(posting.term)] += 1 }
    var sum = 0
    for term in ends.indices {
      sum += ends[term]
      ends[term] = sum - ends[term]
    }
    let none = SearchThread.Place(document: 0, field: .own)
    var places = [SearchThread.Place](repeating: none, count: postings.count)
    for posting in postings {
      places[ends[Int(posting.term)]] = posting.place
      ends[Int(posting.term)] += 1
    }
    return (places, ends)
  }
}
