/// Where files of the index begin, so that an edit moves few of their borders.
///
/// A file is at least so long, and ends before the next item whose hash says so; and it is never longer
/// than the most, but for a single item. Where a border lies depends on what stands since the border
/// before and on nothing else, so that cutting may be taken up at any border.
struct FileCutter {
  /// In bytes.
  var least: Int
  var most: Int
  /// One in so many items may begin a file.
  var spread: UInt32

  static let terms = FileCutter(least: 31_000, most: 44_000, spread: 8)
  static let records = FileCutter(least: 14_000, most: 20_000, spread: 2)

  /// Whether an item begins a file behind one that has come to a length.
  func begins(_ item: CutItem, after length: Int) -> Bool {
    guard length > 0, length + item.length <= most else { return true }
    return length >= least && SearchKey.hashes(of: item.key).0 >> 12 % spread == 0
  }

  /// Cuts again what is between borders that stay.
  ///
  /// - Parameters:
  ///   - count: how many files there are.
  ///   - dirty: numbers of those whose items changed; where the first item of a file did, also of the
  ///     file before.
  ///   - items: what a file holds now; nil where it cannot be read.
  /// - Returns: by what each stretch of files is to be replaced, in order; nil where a file cannot be
  ///   read.
  func recut(
    count: Int, dirty: Set<Int>, items: (Int) -> [CutItem]?
  ) -> [(files: Range<Int>, by: [[CutItem]])]? {
    var result: [(files: Range<Int>, by: [[CutItem]])] = []
    var number = 0
    while number < count {
      guard dirty.contains(number) else {
        number += 1
        continue
      }
      let start = number
      var made: [[CutItem]] = []
      var length = 0
      var isOpen = true
      while number < count, isOpen {
        guard let all = items(number) else { return nil }
        for item in all {
          if made.isEmpty || begins(item, after: length) {
            made.append([])
            length = 0
          }
          made[made.count - 1].append(item)
          length += item.length
        }
        number += 1
        guard number < count else { break }
        guard let next = items(number) else { return nil }
        // A file that lost all its items has no border.
        isOpen = next.isEmpty || (!made.isEmpty && !begins(next[0], after: length))
      }
      result.append((start..<number, made))
    }
    return result
  }
}

/// What a file of the index holds one after the other: a line of terms, or the records of a thread.
struct CutItem: Sendable {
  var key: [UInt8]
  var text: [UInt8]

  /// With what parts it from the next.
  var length: Int { text.count + 1 }
}

extension [CutItem] {
  /// The items, with a line feed between them.
  var joined: [UInt8] { Array<UInt8>(map { $0.text }.joined(separator: [0x0A])) }
}
