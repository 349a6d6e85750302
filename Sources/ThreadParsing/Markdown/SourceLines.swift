import CruxModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where each line of a file begins, as libcmark counts lines: ended by LF, CR or CRLF.
struct SourceLines: Sendable {
  /// Offsets in the file, rising; the first is where counting starts.
  private(set) var starts: [Int]
  /// The number of the first line counted, from 1.
  let firstNumber: Int
  let end: Int

  /// Counts lines from `start`, which is itself the beginning of line `firstNumber`.
  init(_ source: UnsafeBufferPointer<UInt8>, from start: Int = 0, firstNumber: Int = 1) {
    self.firstNumber = firstNumber
    end = source.count
    starts = [start]
    guard let base = source.baseAddress, start < source.count else { return }
    starts.reserveCapacity((source.count - start) / 32 + 1)
    if memchr(base + start, 0x0D, source.count - start) == nil {
      appendLineFeeds(base, from: start, count: source.count)
    } else {
      appendAllEndings(source, from: start)
    }
  }

  private mutating func appendLineFeeds(_ base: UnsafePointer<UInt8>, from start: Int, count: Int) {
    var position = start
    while position < count, let found = memchr(base + position, 0x0A, count - position) {
      position = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      starts.append(position)
    }
  }

  private mutating func appendAllEndings(_ source: UnsafeBufferPointer<UInt8>, from start: Int) {
    var position = start
    while position < source.count {
      let byte = source[position]
      position += 1
      if byte == 0x0D, position < source.count, source[position] == 0x0A { position += 1 }
      if byte == 0x0D || byte == 0x0A { starts.append(position) }
    }
  }

  var count: Int { starts.count }

  /// The offset of a line by its number in the file; the end of the file for a line past it.
  func start(ofLine number: Int) -> Int {
    let index = number - firstNumber
    return index < 0 ? starts[0] : index < starts.count ? starts[index] : end
  }

  /// Index into `starts` of the line that holds the offset.
  func index(holding offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  func place(at offset: Int) -> Place {
    let index = index(holding: offset)
    return Place(line: firstNumber + index, column: offset - starts[index] + 1, offset: offset)
  }
}
