import Glibc

/// What a build remembers for the next one, beside the index: what the site was made of.
///
/// Lost or unreadable, the next build makes every page again; it is never the only copy of anything.
struct SiteState: Equatable {
  struct Thread: Equatable {
    var path: String
    /// Of the file's bytes.
    var hash: UInt64
    /// Of what other pages show of it (`IndexedThread.fingerprint`).
    var fingerprint: UInt64
    /// What the search box's index holds of it.
    var words = WordsFile.Entry()
  }

  /// A thread of which pages that are not its own show words that the index does not tell of.
  struct Shown: Equatable {
    var path: String
    /// Indices of posts that are shown.
    var posts: [Int]
    /// Of what is shown of them.
    var hash: UInt64
  }

  /// A hash of all that pages are made of but the threads: the program, settings, theme, options.
  var inputs: UInt64
  /// What the output folder looked like after the build.
  var output: OutputFolder.Imprint
  var fileCount: Int
  var shown: [Shown]
  /// In byte order of their paths.
  var threads: [Thread]

  private static let firstLine = "crux site 3"

  /// Where the state of a site lies: one file for each output folder.
  static func path(ofSiteAt output: String, _ location: IndexLocation) -> String {
    let folder = location.path.dropLast(IndexLocation.fileName.utf8.count)
    let name = String(contentHash(Array((resolvedPath(output) ?? output).utf8)), radix: 36)
    return folder + "site-\(name)"
  }

  /// Nil where nothing readable is there.
  init?(readFrom path: String) {
    guard let bytes = try? readFile(path).bytes else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count >= 6, String(decoding: lines[0], as: UTF8.self) == Self.firstLine,
      let inputs = Self.number(lines[1]), let count = Self.number(lines[2]),
      let output = OutputFolder.Imprint(String(decoding: lines[3], as: UTF8.self)),
      let shownCount = Self.number(lines[4]), shownCount <= lines.count - 6
    else { return nil }
    let threadLines = 5 + Int(shownCount)
    shown = lines[5..<threadLines].compactMap { Shown(String(decoding: $0, as: UTF8.self)) }
    guard shown.count == Int(shownCount) else { return nil }
    self.inputs = inputs
    self.output = output
    fileCount = Int(truncatingIfNeeded: count)
    threads = []
    threads.reserveCapacity(lines.count)
    for line in lines[threadLines...] where !line.isEmpty {
      guard let thread = Thread(line: line) else { return nil }
      threads.append(thread)
    }
  }

  init(
    inputs: UInt64, output: OutputFolder.Imprint, fileCount: Int, shown: [Shown],
    threads: [Thread]
  ) {
    self.inputs = inputs
    self.output = output
    self.fileCount = fileCount
    self.shown = shown
    self.threads = threads
  }

  /// Writes it whole or not at all; a path that holds a line feed is left to be made again each time.
  func write(to path: String) {
    var bytes = Array("\(Self.firstLine)\n".utf8)
    for number in [inputs, UInt64(fileCount)] { bytes += sixteenDigits(number) + [0x0A] }
    bytes += Array("\(output.text)\n".utf8)
    bytes += sixteenDigits(UInt64(shown.count)) + [0x0A]
    for shown in shown { bytes += Array("\(shown.line)\n".utf8) }
    for thread in threads where !thread.path.utf8.contains(0x0A) {
      bytes += thread.line
      bytes.append(0x0A)
    }
    try? OutputFolder.replace(path, with: bytes)
  }

  fileprivate static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    guard digits.count == 16 else { return nil }
    for digit in digits {
      switch digit {
      case 0x30...0x39: value = value << 4 | UInt64(digit - 0x30)
      case 0x61...0x66: value = value << 4 | UInt64(digit - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }
}

extension SiteState.Thread {
  /// Four numbers of 16 digits and the path: the last two are where its words stand, and their length
  /// with, in the lower half, how many documents it has.
  fileprivate var line: [UInt8] {
    var line: [UInt8] = []
    let size = UInt64(words.length) << 32 | UInt64(UInt32(truncatingIfNeeded: words.documents))
    for number in [hash, fingerprint, UInt64(words.offset), size] {
      line += sixteenDigits(number) + [0x20]
    }
    return line + path.utf8
  }

  fileprivate init?(line: ArraySlice<UInt8>) {
    guard line.count > 68 else { return nil }
    var numbers: [UInt64] = []
    for field in 0..<4 {
      guard let number = SiteState.number(line.dropFirst(17 * field).prefix(16)) else { return nil }
      numbers.append(number)
    }
    let (offset, length) = (Int(truncatingIfNeeded: numbers[2]), Int(numbers[3] >> 32))
    self.init(
      path: String(decoding: line.dropFirst(68), as: UTF8.self), hash: numbers[0],
      fingerprint: numbers[1],
      words: .init(offset: offset, length: length, documents: Int(numbers[3] & 0xFFFF_FFFF)))
  }
}

extension SiteState.Shown {
  /// The hash, the posts with commas between them, and the path.
  fileprivate var line: String {
    let posts = posts.map(String.init).joined(separator: ",")
    return "\(String(hash, radix: 16)) \(posts) \(path.split(separator: "\n").joined())"
  }

  fileprivate init?(_ line: String) {
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let hash = UInt64(parts[0], radix: 16) else { return nil }
    self.init(
      path: String(parts[2]), posts: parts[1].split(separator: ",").compactMap { Int($0) },
      hash: hash)
  }
}

/// The number as 16 hexadecimal digits.
func sixteenDigits(_ number: UInt64) -> [UInt8] {
  (0..<16).map { index in
    let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * index) & 15)
    return digit < 10 ? 0x30 + digit : 0x61 + digit - 10
  }
}
