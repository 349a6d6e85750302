import CorpusChecking
import CruxModel
import ThreadParsing

/// The Markdown of a post that came from elsewhere, so that it can stand in a thread: read under a
/// byline it says the same words, holds no byline, header, mark or reference of ours, leaves
/// nothing open for the next post, and defines nothing that another post's brackets could link to.
///
/// The parser is asked what it reads and a backslash is put before it, so there is no second idea
/// of what is read. What is changed: `@` that begins a heading, the colon of a header (a header
/// without one is parted by a backslash and a line end, which is a space to readers), the bracket
/// of a reference, the colon in the address of a mark (`%3A`, for a backslash says nothing there).
/// Reference links become inline links; what is open is closed.
struct IsolatedPost {
  private(set) var bytes: [UInt8]
  /// As a reader sees them, with single spaces.
  private(set) var words = ""
  /// Whether some of it is still read as ours; it is then kept as a block of code.
  private(set) var isKeptAsCode = false

  init(_ markdown: String) {
    bytes = Self.tidied(markdown)
    guard !bytes.isEmpty else { return }
    let frame = Frame(bytes)
    if frame.isClosed, ForeignEdits(frame).edits.isEmpty, definitionLines().isEmpty {
      words = Self.words(of: frame)
      return
    }
    close()
    escape()
    removeDefinitions()
    if !isKeptAsCode { Self.trim(&bytes) }
    words = Self.words(of: Frame(bytes))
  }

  /// With LF line ends, without NUL, without blank lines and spaces around it.
  private static func tidied(_ markdown: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(markdown.utf8.count)
    var previous: UInt8 = 0
    for byte in markdown.utf8 {
      switch byte {
      case 0x0D: bytes.append(0x0A)
      case 0x0A where previous == 0x0D: break
      case 0: bytes += [0xEF, 0xBF, 0xBD]
      default: bytes.append(byte)
      }
      previous = byte
    }
    trim(&bytes)
    return bytes
  }

  /// Takes off the white space at the end and the blank lines at the beginning.
  private static func trim(_ bytes: inout [UInt8]) {
    while let last = bytes.last, last == 0x0A || last == 0x20 || last == 0x09 { bytes.removeLast() }
    var start = 0
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A { start = index + 1 } else if byte != 0x20, byte != 0x09 { break }
    }
    bytes.removeFirst(start)
  }

  static func words(of frame: Frame) -> String {
    collapsed(frame.thread.body.wordBytes(in: frame.content))
  }

  /// All that is read, ours or not, without white space.
  private static func text(of frame: Frame) -> [UInt8] {
    var text: [UInt8] = []
    for index in frame.content where frame.thread.body.content[index].isLiteral {
      let literal = frame.thread.body.text[frame.thread.body.content[index].text.range]
      text += literal.lazy.filter { $0 > 0x20 }
    }
    return text
  }

  /// The text with single spaces for white space.
  static func collapsed(_ text: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var isSpace = true
    for byte in text {
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        if !isSpace { result.append(0x20) }
        isSpace = true
      } else {
        result.append(byte)
        isSpace = false
      }
    }
    if isSpace, !result.isEmpty { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: What is left open

  /// Ends of what runs to the end of a file where nobody ends it (CommonMark 0.30 §4.5, §4.6).
  private mutating func close() {
    guard !Frame(bytes).isClosed else { return }
    for end in [longestFence(of: "`"), longestFence(of: "~")] + Self.ends {
      let closed = bytes + Array("\n\(end)".utf8)
      if Frame(closed).isClosed {
        bytes = closed
        return
      }
    }
    keepAsCode()
  }

  private static let ends = [
    "-->", "?>", ">", "]]>", "</pre>", "</script>", "</style>", "</textarea>",
  ]

  private func longestFence(of mark: Unicode.Scalar) -> String {
    var longest = 3
    var run = 0
    for byte in bytes {
      run = byte == UInt8(ascii: mark) ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: String(mark), count: longest)
  }

  private mutating func keepAsCode() {
    isKeptAsCode = true
    bytes = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { Array("    ".utf8) + $0 }.joined(separator: [0x0A]).map { $0 }
  }

  // MARK: What is ours

  private mutating func escape() {
    let original = Self.text(of: Frame(bytes))
    let before = bytes
    for _ in 0..<6 {
      let edits = ForeignEdits(Frame(bytes)).edits
      if edits.isEmpty { return }
      bytes = applying(edits, to: bytes)
    }
    let frame = Frame(bytes)
    if !frame.isClosed || Self.text(of: frame) != original {
      bytes = before
      keepAsCode()
    }
  }

  /// Takes link reference definitions out, once no link of the post needs them.
  private mutating func removeDefinitions() {
    let lines = definitionLines()
    guard !lines.isEmpty else { return }
    let original = Self.words(of: Frame(bytes))
    if let without = removing(lines, ifSaying: original) {
      bytes = without
      return
    }
    for line in lines.prefix(20).reversed() {
      if let without = removing([line], ifSaying: original) { bytes = without }
    }
  }

  private func removing(_ lines: [Range<Int>], ifSaying words: String) -> [UInt8]? {
    let edits = lines.map { Edit($0, "") }
    let result = applying(edits, to: bytes)
    let frame = Frame(result)
    return frame.isClosed && Self.words(of: frame) == words && ForeignEdits(frame).edits.isEmpty
      ? result : nil
  }

  /// Lines that look like `[label]: address`, from behind the marks of quotes to the line's end.
  private func definitionLines() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let text = bytes[start..<end].drop { " >".utf8.contains($0) }
      if text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")),
        close + 1 < end, bytes[close + 1] == UInt8(ascii: ":")
      {
        found.append(text.startIndex..<end)
      }
      start = end + 1
    }
    return found
  }
}

/// A post's Markdown, read as it will stand: between two bylines, in a file that has headers, so
/// that all counts that could count once somebody annotates the thread.
struct Frame {
  static let head = Array("## @a · 2000-01-01 · #a\n\n".utf8)
  static let tail = Array(
    "\n\n## @b · 2000-01-01 · #b\n\n**Claim** `framing-claim`: b\n".utf8)

  let thread: DiscussionThread
  let count: Int

  init(_ bytes: [UInt8]) {
    count = bytes.count
    thread = parseThread(Self.head + bytes + Self.tail, path: "frame.md")
  }

  /// Where the post's Markdown begins in the file.
  var start: Int { Self.head.count }

  /// Whether the byline after the post is read as one.
  var isClosed: Bool { thread.posts.last?.place.offset == start + count + 2 }

  /// The nodes of the post, those of bylines in it included.
  var content: Range<Int> {
    let end = thread.body.content.firstIndex { Int($0.source.lower) >= start + count + 2 }
    let first = thread.body.content.firstIndex { Int($0.source.lower) >= start }
    guard isClosed, let first, let end, first <= end else {
      return 0..<thread.body.content.count
    }
    return first..<end
  }
}
