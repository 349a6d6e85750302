/// Puts the places of each term into files of about one size, in order of term.
struct TermShards {
  /// About how many bytes a file has.
  private static let target = 30_000
  /// Longer lists are kept in part, the best places first; the rest goes to a file of its own kind
  /// that is only read where all of it is needed.
  private static let longest = 4_000
  private static let kept = 2_000
  private static let restTarget = 100_000

  private let documents: DocumentTable
  private let levels: SearchLevels
  private var text: [UInt8] = []
  private var rest: [UInt8] = []
  private var restCount = 0
  private var full: [SearchFile] = []
  private(set) var firstTerms: [[UInt8]] = []

  init(documents: DocumentTable, levels: SearchLevels) {
    self.documents = documents
    self.levels = levels
  }

  /// Files that are whole, once each.
  mutating func takeFull() -> [SearchFile] {
    defer { full = [] }
    return full
  }

  mutating func finish() -> [SearchFile] {
    closeFile()
    closeRest()
    return takeFull()
  }

  /// One line: the term and its places in own words, in quotes and in statements, with spaces
  /// between.
  mutating func add(_ term: ArraySlice<UInt8>, _ stream: PostingStream) {
    var lists: [[Place]] = [[], [], []]
    stream.forEach { document, field, count in
      let frequency = Double(count) * (field == .quoted ? 0.5 : 1)
      let level = levels.level(
        frequency: frequency, relativeLength: documents.relativeLength(document))
      lists[Int(field.rawValue)].append(Place(document: document, level: level))
    }
    addLine(term, lists.map { field(of: $0) })
  }

  /// The same for a filter: its name, and stretches of documents.
  mutating func add(filter name: String, _ lists: [DocumentRuns]) {
    // Spaces part the fields of a line.
    let term = fieldText(":" + name).map { $0 == 0x20 ? 0x1F : $0 }
    addLine(term[...], lists.map(\.text))
  }

  private mutating func addLine(_ term: ArraySlice<UInt8>, _ fields: [[UInt8]]) {
    if text.isEmpty { firstTerms.append(Array(term)) } else { text.append(0x0A) }
    text += term
    let end = fields.lastIndex { !$0.isEmpty } ?? -1
    for field in fields[...end] {
      text.append(0x20)
      text += field
    }
    if text.count >= Self.target { closeFile() }
  }

  private struct Place {
    var document: Int
    var level: Int
  }

  private mutating func field(of places: [Place]) -> [UInt8] {
    guard places.count > Self.longest else { return encoded(places) }
    let isKept = choice(of: places)
    let others = encoded(zip(places, isKept).filter { !$0.1 }.map(\.0))
    var text = [UInt8(ascii: "~")]
    SearchDigits.append(places.count, to: &text)
    SearchDigits.append(restCount, to: &text)
    SearchDigits.append(rest.count, to: &text)
    SearchDigits.append(others.count, to: &text)
    text += encoded(zip(places, isKept).filter(\.1).map(\.0))
    rest += others
    if rest.count >= Self.restTarget { closeRest() }
    return text
  }

  /// The places of the highest levels, and of the level where they become too many every n-th.
  private func choice(of places: [Place]) -> [Bool] {
    var counts = Array(repeating: 0, count: levels.count)
    for place in places { counts[place.level] += 1 }
    var room = Self.kept
    var limit = levels.count - 1
    while limit > 0, counts[limit] <= room {
      room -= counts[limit]
      limit -= 1
    }
    let step = max(1, counts[limit] / max(1, room))
    var seen = 0
    return places.map { place in
      if place.level != limit { return place.level > limit }
      seen += 1
      return seen % step == 0
    }
  }

  /// One character for the divisor's bits, then bits: for each place how many documents lie between
  /// it and the one before, in Golomb's code; for a statement its number in the post less one, with
  /// a divisor of two; and the level.
  private func encoded(_ places: [Place]) -> [UInt8] {
    guard let last = places.last else { return [] }
    let k = BitText.divisorBits(sum: last.document, count: places.count)
    var text: [UInt8] = []
    SearchDigits.append(k, to: &text)
    var bits = BitText()
    var next = 0
    for place in places {
      bits.append(place.document - next, divisorBits: k)
      let number = Int(documents.places[place.document])
      if number > 0 { bits.append(number - 1, divisorBits: 1) }
      bits.append(place.level, bits: levels.bits)
      next = place.document + 1
    }
    bits.finish()
    return text + bits.bytes
  }

  private mutating func closeFile() {
    guard !text.isEmpty else { return }
    full.append(SearchFile("t\(firstTerms.count - 1)", text))
    text = []
  }

  private mutating func closeRest() {
    guard !rest.isEmpty else { return }
    full.append(SearchFile("o\(restCount)", rest))
    restCount += 1
    rest = []
  }
}
