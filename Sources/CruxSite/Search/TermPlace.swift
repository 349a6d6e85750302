/// Where a term stands, in one field of one document.
struct TermPlace: Equatable {
  var document: Int
  var level: Int
  /// Of a statement in its post, from 1; zero for a post.
  var number = 0
  /// `StatementKind.searchCode`; zero for a post.
  var kind = 0
}

extension [TermPlace] {
  /// One character for the divisor's bits, then bits: for each place how many documents lie between
  /// it and the one before, in Golomb's code; for a statement its number in the post less one, with
  /// a divisor of two, and two bits for its kind; and the level. Empty for none.
  ///
  /// The places are in order of document.
  func text(levelBits: Int, _ field: SearchThread.Field) -> [UInt8] {
    guard let last else { return [] }
    let k = BitText.divisorBits(sum: last.document, count: count)
    var text: [UInt8] = []
    SearchDigits.append(k, to: &text)
    var bits = BitText()
    var next = 0
    for place in self {
      bits.append(place.document - next, divisorBits: k)
      if field == .statement {
        bits.append(place.number - 1, divisorBits: 1)
        bits.append(place.kind, bits: 2)
      }
      bits.append(place.level, bits: levelBits)
      next = place.document + 1
    }
    bits.finish()
    return text + bits.bytes
  }

  /// Reads `text(levelBits:_:)`; nil where it is something else.
  init?(_ text: ArraySlice<UInt8>, levelBits: Int, _ field: SearchThread.Field) {
    self = []
    var text = text
    if text.isEmpty { return }
    guard let k = SearchDigits.takeFirst(of: &text), k <= 24 else { return nil }
    var bits = BitReader(text)
    var next = 0
    while let gap = bits.next(divisorBits: k) {
      var place = TermPlace(document: next + gap, level: 0)
      if field == .statement {
        guard let number = bits.next(divisorBits: 1), let kind = bits.next(bits: 2) else {
          return nil
        }
        place.number = number + 1
        place.kind = kind
      }
      guard let level = bits.next(bits: levelBits) else { return nil }
      place.level = level
      append(place)
      next = place.document + 1
    }
  }
}
