/// Paragraphs with more `[` than libcmark reads in reasonable time, made harmless.
///
/// libcmark 0.30 takes time quadratic in the number of brackets on input like `![[]()` repeated.
/// In a run of lines without a blank line that holds more than `limit` of them, every `[` is given
/// to libcmark as a byte that means nothing, and put back in the text that comes out: positions do
/// not move, and no bracket there makes a link.
struct BracketCap {
  /// Brackets in one paragraph up to which libcmark is trusted.
  static let limit = 2_000

  /// What libcmark is given in place of the source; nil where no paragraph is over the limit.
  private(set) var replacement: [UInt8]?
  /// The byte that stands for `[` there.
  private(set) var placeholder: UInt8 = 0
  /// Offsets of the paragraphs that were changed.
  private(set) var paragraphs: [Int] = []

  init(_ source: UnsafeBufferPointer<UInt8>, from start: Int, holdsBracket: Bool) {
    guard holdsBracket, Self.isOverLimit(source, from: start) else { return }
    let runs = Self.runsOverLimit(source, from: start)
    guard !runs.isEmpty else { return }
    placeholder = Self.unusedControl(in: source)
    var copy = Array(source)
    for run in runs {
      paragraphs.append(run.lowerBound)
      for index in run where copy[index] == ASCII.openBracket { copy[index] = placeholder }
    }
    replacement = copy
  }

  /// Whether there are more than `limit` brackets at all: what most files end with.
  private static func isOverLimit(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Bool {
    var position = start
    for _ in 0...limit {
      guard let found = source.firstOffset(of: ASCII.openBracket, from: position) else {
        return false
      }
      position = found + 1
    }
    return true
  }

  private static func runsOverLimit(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var runStart = start
    var brackets = 0
    var lineIsBlank = true
    for index in start..<source.count {
      let byte = source[index]
      if byte == ASCII.openBracket { brackets += 1 }
      if !ASCII.isLineEnd(byte) {
        if !ASCII.isBlank(byte), byte != ASCII.greater { lineIsBlank = false }
      } else if byte == ASCII.lineFeed, index > start, source[index - 1] == ASCII.carriageReturn {
        if runStart == index { runStart += 1 }
      } else if lineIsBlank {
        if brackets > limit { runs.append(runStart..<index) }
        (runStart, brackets) = (index + 1, 0)
      } else {
        lineIsBlank = true
      }
    }
    if brackets > limit { runs.append(runStart..<source.count) }
    return runs
  }

  /// A control character that the source does not hold; a source that holds all of them loses its
  /// brackets to the last.
  private static func unusedControl(in source: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var used = [Bool](repeating: false, count: 256)
    for byte in source { used[Int(byte)] = true }
    let candidates = Array<UInt8>(1...8) + Array<UInt8>(14...31)
    return candidates.first { !used[Int($0)] } ?? 31
  }
}
