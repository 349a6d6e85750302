/// The terms of a few threads that follow each other, put together before they go into the index: its
/// tables are larger than what a processor keeps at hand, and so are asked once for a term of them all.
struct TermBatch {
  /// How many threads make it full.
  private static let size = 32

  private var terms = TermTable(capacity: 1 << 12)
  private var threads: [(thread: SearchThread, first: Int)] = []
  /// Of each thread, one behind the other, for each of its terms the number in `terms`.
  private var numbers: [UInt32] = []

  var isFull: Bool { threads.count >= Self.size }

  /// - Parameter first: its first document.
  mutating func add(_ thread: SearchThread, first: Int) {
    for term in 0..<thread.terms.count {
      numbers.append(UInt32(thread.terms.withTerm(term) { terms.number(of: $0) }))
    }
    threads.append((thread, first))
  }

  /// The terms of one thread that are one term of all.
  struct Entry {
    var thread: UInt32
    var term: UInt32
  }

  /// Hands over each term with its entries, in order of their threads.
  func forEach(_ body: (_ term: UnsafeRawBufferPointer, _ entries: ArraySlice<Entry>) -> Void) {
    var ends = [Int](repeating: 0, count: terms.count)
    for number in numbers { ends[Int(number)] += 1 }
    var sum = 0
    for term in ends.indices {
      sum += ends[term]
      ends[term] = sum - ends[term]
    }
    var entries = [Entry](repeating: Entry(thread: 0, term: 0), count: numbers.count)
    var next = 0
    for (index, (thread, _)) in threads.enumerated() {
      for term in 0..<thread.terms.count {
        let number = Int(numbers[next])
        next += 1
        entries[ends[number]] = Entry(thread: UInt32(index), term: UInt32(term))
        ends[number] += 1
      }
    }
    for term in ends.indices {
      let start = term == 0 ? 0 : ends[term - 1]
      terms.withTerm(term) { body($0, entries[start..<ends[term]]) }
    }
  }

  /// Where an entry's term stands, and the first document of its thread.
  func withPlaces(of entry: Entry, _ body: (UnsafeBufferPointer<SearchThread.Place>, Int) -> Void) {
    let (thread, first) = threads[Int(entry.thread)]
    thread.withPlaces(ofTerm: Int(entry.term)) { body($0, first) }
  }
}
