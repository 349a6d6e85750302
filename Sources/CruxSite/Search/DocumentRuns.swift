/// A set of documents as stretches: what a filter leaves.
struct DocumentRuns {
  /// First document and length, in turn; stretches are in order and never touch.
  private var pairs: [UInt32] = []

  init() {}

  /// - Parameter documents: in any order.
  init(_ documents: Set<Int>) {
    for document in documents.sorted() { add(document) }
  }

  /// - Parameter document: not before the last one added.
  mutating func add(_ document: Int) {
    let number = UInt32(document)
    guard let length = pairs.last else { return pairs = [number, 1] }
    let end = pairs[pairs.count - 2] + length
    if number < end { return }
    if number == end { pairs[pairs.count - 1] = length + 1 } else { pairs += [number, 1] }
  }

  /// - Parameter documents: not before the last one added.
  mutating func add(_ documents: Range<Int>) {
    for document in documents { add(document) }
  }

  var documents: [Int] {
    stride(from: 0, to: pairs.count, by: 2).flatMap { index in
      Array(Int(pairs[index])..<Int(pairs[index] + pairs[index + 1]))
    }
  }

  /// Reads `text`; nil where it is something else.
  init?(text: ArraySlice<UInt8>) {
    var text = text
    var end = 0
    while !text.isEmpty {
      guard let gap = SearchDigits.takeFirst(of: &text),
        let length = SearchDigits.takeFirst(of: &text), end + gap + length < 1 << 31
      else { return nil }
      pairs += [UInt32(end + gap), UInt32(length + 1)]
      end += gap + length + 1
    }
  }

  /// How far behind the last stretch each begins, and its length less one.
  var text: [UInt8] {
    var text: [UInt8] = []
    var end = 0
    for index in stride(from: 0, to: pairs.count, by: 2) {
      SearchDigits.append(Int(pairs[index]) - end, to: &text)
      SearchDigits.append(Int(pairs[index + 1]) - 1, to: &text)
      end = Int(pairs[index] + pairs[index + 1])
    }
    return text
  }
}
