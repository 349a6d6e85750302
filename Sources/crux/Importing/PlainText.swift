/// A stretch of a file without some of its bytes, in which what stands around them can be looked for
/// elsewhere.
struct PlainText {
  private var bytes: [UInt8] = []
  /// Where each byte stands in the file.
  private var offsets: [Int] = []

  /// - Parameter left: What is left out, in any order.
  init(_ source: [UInt8], _ range: Range<Int>, without left: [Range<Int>]) {
    var start = range.lowerBound
    let end = range.upperBound..<range.upperBound
    for gap in left.sorted(by: { $0.lowerBound < $1.lowerBound }) + [end] {
      if start < gap.lowerBound {
        bytes += source[start..<gap.lowerBound]
        offsets += start..<gap.lowerBound
      }
      start = max(start, gap.upperBound)
    }
  }

  private func index(of offset: Int) -> Int {
    offsets.firstIndex { $0 >= offset } ?? offsets.count
  }

  /// The last line with words that ends before the byte of the file, as bytes of the file; nil where
  /// there is none.
  func line(before offset: Int) -> Range<Int>? {
    var end = index(of: offset)
    while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
    guard end > 0 else { return nil }
    let start = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return offsets[start]..<offsets[end - 1] + 1
  }

  /// Where the bytes of the file stand in another text: once, or as often as here, and then at the
  /// same one of the places.
  func place(of range: Range<Int>, in other: [UInt8]) -> Range<Int>? {
    let start = index(of: range.lowerBound)
    let wanted = Array(bytes[start..<max(start, index(of: range.upperBound))])
    guard !wanted.isEmpty else { return nil }
    let here = Self.places(of: wanted, in: bytes)
    let there = Self.places(of: wanted, in: other)
    guard let number = here.firstIndex(of: start), !there.isEmpty else { return nil }
    if there.count == 1, here.count == 1 { return there[0]..<there[0] + wanted.count }
    guard there.count == here.count else { return nil }
    return there[number]..<there[number] + wanted.count
  }

  private static func places(of wanted: [UInt8], in bytes: [UInt8]) -> [Int] {
    guard let first = wanted.first, wanted.count <= bytes.count else { return [] }
    var places: [Int] = []
    var position = 0
    while let start = bytes[position...].firstIndex(of: first) {
      if bytes[start...].starts(with: wanted) { places.append(start) }
      position = start + 1
    }
    return places
  }
}

/// Text that is put into a Markdown without taking anything out.
struct Insertion {
  var offset: Int
  /// Of several at one place, the lowest comes first.
  var order: Int
  var text: String
  /// How many bytes before the place are left out: a space that becomes a line end.
  var replaced = 0

  /// A header before words, on a line of its own where they stand in the middle of one.
  static func header(_ text: String, at offset: Int, in fetched: [UInt8]) -> Insertion {
    let start = fetched[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let before = fetched[start..<offset]
    let isStart = before.allSatisfy { " \t>-*+.)0123456789".utf8.contains($0) }
    if isStart { return Insertion(offset: offset, order: 2, text: text) }
    let spaces = before.reversed().prefix { $0 == 0x20 }.count
    return Insertion(offset: offset, order: 2, text: "\n" + text, replaced: spaces)
  }

  static func apply(_ insertions: [Insertion], to text: [UInt8]) -> [UInt8] {
    let sorted = insertions.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return (one.offset, one.order, left.offset) < (other.offset, other.order, right.offset)
    }
    var result: [UInt8] = []
    var end = 0
    for (_, insertion) in sorted {
      let start = max(end, insertion.offset - insertion.replaced)
      result += text[end..<start]
      result += insertion.text.utf8
      end = max(end, insertion.offset)
    }
    return result + text[end...]
  }
}
