import CMarkArena
import CruxModel

/// Where each line of a file begins, as libcmark counts lines: ended by LF, CR or CRLF. With it comes
/// what else one pass over the bytes tells.
struct SourceLines: Sendable {
  /// Offsets in the file, rising; the first is where counting starts.
  private var starts: [UInt32]
  /// The number of the first line counted, from 1.
  let firstNumber: Int
  let end: Int
  /// Whether all of the file is UTF-8.
  let isUTF8: Bool
  /// Whether there is a `[` anywhere in the file.
  let holdsBracket: Bool

  /// Counts lines from `start`, which is itself the beginning of line `firstNumber`.
  init(_ source: UnsafeBufferPointer<UInt8>, from start: Int = 0, firstNumber: Int = 1) {
    self.firstNumber = firstNumber
    end = source.count
    starts = [UInt32(start)]
    var survey = crux_survey_state()
    survey.is_utf8 = true
    Self.run(&survey, over: source, &starts)
    isUTF8 = survey.is_utf8
    holdsBracket = survey.has_bracket
    if survey.has_return {
      starts.removeLast(starts.count - 1)
      appendAllEndings(source, from: start)
    } else if start > 0 {
      let first = starts.dropFirst().firstIndex { $0 > UInt32(start) } ?? starts.count
      starts.removeSubrange(1..<first)
    }
  }

  private static func run(
    _ survey: inout crux_survey_state, over source: UnsafeBufferPointer<UInt8>,
    _ starts: inout [UInt32]
  ) {
    guard let base = source.baseAddress else { return }
    while survey.position < source.count {
      let room = (source.count - survey.position) / 32 + 64
      starts.append(addingCapacity: room) { span in
        span.withUnsafeMutableBufferPointer { buffer, count in
          guard let first = buffer.baseAddress else { return }
          survey.starts = first
          crux_survey(base, source.count, &survey, buffer.count)
          count = survey.starts - first
        }
      }
    }
  }

  private mutating func appendAllEndings(_ source: UnsafeBufferPointer<UInt8>, from start: Int) {
    var position = start
    while position < source.count {
      let byte = source[position]
      position += 1
      if byte == 0x0D, position < source.count, source[position] == 0x0A { position += 1 }
      if byte == 0x0D || byte == 0x0A { starts.append(UInt32(position)) }
    }
  }

  @inline(__always) var count: Int { starts.count }

  /// The offset where a line begins, by its index.
  @inline(__always) subscript(index: Int) -> Int { Int(starts[index]) }

  /// The offset of a line by its number in the file; the end of the file for a line past it.
  func start(ofLine number: Int) -> Int {
    let index = number - firstNumber
    return index < 0 ? self[0] : index < count ? self[index] : end
  }

  /// The index of the line that holds the offset.
  func index(holding offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  func place(at offset: Int) -> Place {
    let index = index(holding: offset)
    return Place(line: firstNumber + index, column: offset - self[index] + 1, offset: offset)
  }
}
